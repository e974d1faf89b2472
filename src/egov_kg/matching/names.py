"""Names of organisations taken apart: what tells them from others, their acronyms, the country that they name."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from egov_kg import registry
from egov_kg.identifiers import fold
from egov_kg.matching.words import Word, read_words

_TAG: Final = re.compile(r"<[^<>]{0,200}>")
_DOTTED: Final = re.compile(r"\b(?:[A-Z]\.){2,}(?:[A-Z]\b)?")
_STATES: Final = ((re.compile(r"\bUSA?\b(?=\s+\w)|(?<=\s)USA?\b|\bUSA\b"), "United States"),
                  (re.compile(r"\bUK\b(?=\s+\w)|(?<=\s)UK\b"), "United Kingdom"))  # fmt: skip
_ELECTRONIC: Final = re.compile(r"\b[eE][-‐](?=[A-Za-z]{3})")
_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PARTS: Final = re.compile(r"\s+[-–—|:]\s+|\s*[–—|]\s*|:\s+")
_JOINT: Final = re.compile(r"\s+[-–—|]\s+|,\s+|\s+(?:of(?: the)?|de(?: la)?|del|d[uoa])\s+", re.IGNORECASE)
_HIGH: Final = frozenset(["ministry", "presidency", "chancellery"])
"""Bodies that others are named with, as parts of them."""
_REALM: Final = frozenset([
    "republic", "republica", "republique", "kingdom", "reino", "royaume", "commonwealth", "principality", "sultanate",
    "federation", "union", "emirate",
])  # fmt: skip
"""What may stand between ``of the`` and the name of a country."""
_COMPANY: Final = re.compile(r",?\s+(?:I\.?P\.?|S\.?A\.?|Ltd\.?|Inc\.?)$")
_UMLAUT: Final = re.compile(r"([aou])e(?=[a-z])")
"""An umlaut written out, which two names are compared without."""
_LONGEST_ACRONYM: Final = 12
LONGEST: Final = 500
"""Characters of a name that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedName:
    """A name taken apart.

    ``words`` tell it from other names of a country; ``scope`` are those that may be missing; ``bodies`` are the words
    that say what sort of body it is, ``unknown`` those that no table knows. ``acronyms`` are folded without hyphens,
    ``country`` is ISO 3166-1 alpha-3, ``squeezed`` every letter and digit. ``mended`` is whether a letter was wrong.
    """

    text: str
    words: frozenset[str]
    scope: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()
    country: str | None = None
    squeezed: str = ""
    mended: bool = False


def clean(text: str) -> str:
    """A name as a person would write it: no markup, entities or quotation marks around it, single spaces.

    >>> clean("<b>Ministry of Economy &amp; Finance</b> ")
    'Ministry of Economy & Finance'
    """
    bare = _TAG.sub(" ", html.unescape(html.unescape(text[:LONGEST])))
    bare = "".join(char if char.isprintable() else " " for char in bare)
    return " ".join(bare.split()).strip(" \"'“”«».,;")


def acronym_key(text: str) -> str:
    """An acronym as acronyms are compared.

    >>> acronym_key("NITA-U")
    'nitau'
    """
    return fold(text.replace(".", "")).replace("-", "")


def looks_like_acronym(text: str) -> bool:
    """Whether a word is one by its letters: at least two capitals, and short."""
    letters = [char for char in text if char.isalnum()]
    return 2 <= len(letters) <= _LONGEST_ACRONYM and sum(map(str.isupper, letters)) >= 2 and " " not in text


@lru_cache(maxsize=16_384)
def parse(text: str) -> ParsedName:
    """A name taken apart."""
    name = clean(text)
    plain = _DOTTED.sub(lambda found: found[0].replace(".", ""), _COMPANY.sub("", name))
    for pattern, country in _STATES:
        plain = pattern.sub(country, plain)
    plain = _ELECTRONIC.sub("electronic ", plain)
    acronyms: list[str] = []
    rest = _without_acronyms(plain, acronyms)
    folded = [word for word in fold(rest).split("-") if word]
    if len(folded) == 1 or (rest and acronym_key(rest) and " " not in rest.strip()):
        acronyms.append(rest)
    read = _Reading()
    for stems, word in read_words(folded):
        read.take(stems, word)
    if read.country and len(alone := read.words()) == 1 and alone == read.unknown:  # an acronym beside its country
        acronyms += [part for part in re.split(r"[\s-]+", rest) if fold(part) == alone[0] and part.isupper()]
    return ParsedName(
        text=name,
        words=frozenset(read.words()),
        scope=frozenset(read.scope),
        bodies=frozenset(read.bodies),
        unknown=frozenset(read.unknown),
        acronyms=frozenset(filter(None, map(acronym_key, acronyms))),
        country=read.country,
        squeezed=_plain("".join(folded)),
        mended=read.mended,
    )


def _without_acronyms(text: str, acronyms: list[str]) -> str:
    """The name without the acronyms beside it, which are put into a list."""

    def bracketed(found: re.Match[str]) -> str:
        inner, before = found[1].strip(), fold(text[: found.start()])
        several = inner.split("/")
        country = len(several) == 1 and registry.load().find_country(inner) is not None
        if all(map(looks_like_acronym, several)) and (not country or _initials(before).endswith(fold(inner))):
            acronyms.extend(several)
            return " "
        if before and _is_unknown(inner) and stands_in(acronym_key(inner), before.replace("-", "")):
            acronyms.append(inner)
            return " "
        return f" {inner} "

    whole = _BRACKETS.sub(bracketed, text)
    parts = [part for part in _PARTS.split(whole) if part.strip()]
    if len(parts) < 2:
        return whole
    kept = []
    for part in parts:
        if looks_like_acronym(part.strip()) and _is_unknown(part):
            acronyms.append(part.strip())
        else:
            kept.append(part)
    return " ".join(kept or parts)


def units(text: str) -> Iterator[str]:
    """What may be the name of a part in a name that says whose part it is, such as ``B of the Ministry of A``.

    >>> list(units("Data Service, Ministry of Ports")), list(units("Ministry of Ports - Data Service"))
    (['Data Service'], ['Data Service'])
    """
    whole = clean(text)
    for found in _JOINT.finditer(whole):
        before, after = whole[: found.start()], whole[found.end() :]
        if _is_high(after) and not _is_high(before):
            yield before
        elif _is_high(before) and not _is_high(after) and not found[0].strip()[:1].isalpha() and found[0] != ", ":
            yield after


def _is_high(part: str) -> bool:
    said = [word for _, word in read_words([one for one in fold(part).split("-") if one]) if word.kind != "link"]
    return bool(said) and bool(_HIGH & set(said[0].meanings))


def _initials(folded: str) -> str:
    """The first letters of the words of a name that say something."""
    words = [one for one in folded.split("-") if one]
    return "".join(stems[0][0] for stems, word in read_words(words) if word.kind != "link")


def stands_in(acronym: str, letters: str) -> bool:
    """Whether the letters of an acronym stand in a name in their order, the first of them first.

    >>> stands_in("mineduc", "ministeriodeeducacion"), stands_in("debt", "ministryoffinance")
    (True, False)
    """
    rest, wanted = iter(letters), _plain(acronym)
    return bool(acronym) and letters[:1] == acronym[0] and all(letter in rest for letter in wanted)


def _plain(letters: str) -> str:
    return _UMLAUT.sub(r"\1", letters)


def _is_unknown(part: str) -> bool:
    return all(word.kind == "" for _, word in read_words([one for one in fold(part).split("-") if one]))


class _Reading:
    """The words of a name while they are read."""

    def __init__(self) -> None:
        self.country: str | None = None
        self.mended = False
        self.scope: list[str] = []
        self.bodies: list[str] = []
        self.unknown: list[str] = []
        self._words: list[str] = []
        self._last: list[str] = []
        self._meant: tuple[str, ...] = ()

    def take(self, stems: tuple[str, ...], word: Word) -> None:
        """Puts a word where it belongs."""
        self.mended |= word.mended
        if word.kind == "link":
            return
        if word.kind == "country":
            self._take_country(word.meanings[0])
        elif word.kind == "scope":
            self.scope += word.meanings
        else:
            self._words += word.meanings
            if word.kind == "body":
                self.bodies += word.meanings
            elif not word.kind:
                self.unknown += word.meanings
        self._last, self._meant = [*self._last[-1:], stems[-1]], word.meanings

    def _take_country(self, iso3: str) -> None:
        """A country; ``Republic of`` before it is part of its name, and ``Government of`` where more is named."""
        if self._last[-1:] and self._last[-1] in _REALM and self._words:
            gone = self._words.pop()
            self.unknown = [one for one in self.unknown if one != gone]
        if self._meant == ("government",) and self._words[-1:] == ["government"] and self.country is None:
            self._words[-1] = "government-of"
        if self.country is None or self.country == iso3:
            self.country = iso3
        else:
            self._words.append(f"@{iso3}")

    def words(self) -> list[str]:
        """The words that tell the name from others."""
        rest = [word for word in self._words if word != "government-of"]
        return rest or ["government" if word == "government-of" else word for word in self._words]
