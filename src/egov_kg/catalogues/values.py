"""Values as real catalogues give them: HTML in titles, dates of every kind, lists where one value belongs."""

from __future__ import annotations

import datetime
import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from egov_kg.catalogues.model import Distribution, Publisher, Text, Troubles

_MARKUP: Final = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^<>]{0,500}>", re.DOTALL | re.IGNORECASE)
_DAY: Final = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?:[T ].*)?\Z", re.DOTALL)
_OTHER_DAY: Final = re.compile(r"(\d\d?)[/.](\d\d?)[/.](\d{4})\Z")
_LANGUAGE: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*\Z")
_LANGUAGES: Final = {
    "eng": "en", "spa": "es", "fra": "fr", "fre": "fr", "por": "pt", "deu": "de", "ger": "de", "ita": "it",
    "english": "en", "spanish": "es", "español": "es", "french": "fr", "français": "fr", "portuguese": "pt",
    "português": "pt",
}  # fmt: skip
LONGEST: Final = 4_000
"""Characters of a text that are kept."""


def plain(value: object) -> str:
    """A text without markup, entities and runs of blanks; empty for what is no text.

    >>> plain("<b>Budget</b> &amp; spending")
    'Budget & spending'
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)[: 4 * LONGEST]
    if "<" in text or "&" in text:
        text = html.unescape(_MARKUP.sub(" ", html.unescape(text)))
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(text.split())[:LONGEST]


def texts(value: object, language: str = "") -> tuple[Text, ...]:
    """The texts of a value: a string, a list of them, or one a language."""
    if isinstance(value, Mapping):
        found = [text for key, one in value.items() for text in texts(one, language_of(key) or language)]
    elif isinstance(value, list | tuple):
        found = [text for one in value for text in texts(one, language)]
    else:
        words = plain(value)
        found = [Text(words, language)] if words else []
    return tuple(dict.fromkeys(found))


def language_of(value: object) -> str:
    """A language as BCP 47 in lower case: of a tag, a code of three letters, a name, or an address that ends in one.

    >>> language_of("http://publications.europa.eu/resource/authority/language/SPA"), language_of("pt_BR")
    ('es', 'pt-br')
    """
    text = plain(value).rstrip("/").rpartition("/")[2].rpartition("#")[2].lower()
    if text in _LANGUAGES:
        return _LANGUAGES[text]
    return text.replace("_", "-") if _LANGUAGE.match(text) else ""


def day(value: object, troubles: Troubles, where: str = "") -> str:
    """A date of ISO 8601, to the day, the month or the year; empty and counted for what is none."""
    text = plain(value)
    if not text:
        return ""
    found, other = _DAY.match(text), _OTHER_DAY.match(text)
    parts = found.groups() if found else (other[3], other[2], other[1]) if other else None
    if parts is not None:
        year, month, number = (int(part) if part else None for part in parts)
        try:
            datetime.date(year or 0, month or 1, number or 1)
        except ValueError:
            pass
        else:
            kept = [f"{year:04}", *(f"{part:02}" for part in (month, number) if part is not None)]
            return "-".join(kept)
    troubles.add("dates that are none", f"{where}: {text[:40]}")
    return ""


def url(value: object) -> str:
    """An address of the web, empty for anything else."""
    if isinstance(value, Mapping):
        value = value.get("@id") or value.get("id") or ""
    text = value.strip() if isinstance(value, str) else ""
    fine = re.match(r"https?://[^\s<>\"{}|\\^`]+\Z", text, re.IGNORECASE)
    return text if fine else ""


def items(value: object) -> Iterator[Mapping[str, Any]]:
    """The mappings of a list, or the one that stands alone."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Mapping):
            yield one


def words(value: object) -> tuple[Text, ...]:
    """Keywords: a list, or one text with commas or semicolons."""
    if isinstance(value, str):
        return tuple(text for part in re.split(r"[,;]", value) for text in texts(part))
    return texts(value)


def publisher(names: object, *, iri: object = "", homepage: object = "") -> Publisher | None:
    """A publisher that has a name."""
    found = texts(names)
    return Publisher(names=found, iri=url(iri), url=url(homepage)) if found else None


def distributions(found: Sequence[Distribution]) -> tuple[Distribution, ...]:
    """Distributions with an address, each address once."""
    return tuple({one.url: one for one in reversed(found) if one.url}.values())[::-1]


def json_of(body: bytes) -> object:
    """What JSON says; None for what is none, however deep or long."""
    try:
        return json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None
