"""The words beside contacts of persons (``contact-words.yaml``) as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import yaml

from egov_kg.errors import KnowledgeError

_FILE: Final = Path(__file__).with_name("contact-words.yaml")
_NAMES: Final = ("telephone", "number", "contact", "name", "title", "between", "counted", "organization", "mail")
_WORD: Final = r"[^\W\d_][\w'’.-]*+"
_GLUE: Final = r"[\s*_.:|#=–—>/-]*+"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactWords:
    """Patterns that end where a number or an address begins, and one that begins where a number ends."""

    telephone: re.Pattern[str]
    """A word for a telephone and what stands between it and a number, which is the group ``glue``."""
    mail: re.Pattern[str]
    contact: re.Pattern[str]
    """A word for a contact, a person's name if any (group ``name``), and what stands between it and a contact."""
    next_contact: re.Pattern[str]
    """What stands between one contact and the next, with a person's name (group ``name``)."""
    counted: re.Pattern[str]


@lru_cache(maxsize=1)
def contact_words() -> ContactWords:
    """The patterns; raises KnowledgeError where the file is wrong."""
    words = {name: _alternatives(name, values) for name, values in _lists().items()}
    labels = f"(?i:{words['mail']}|{words['telephone']})"
    capital = rf"(?!{labels}\b)(?=[^\W\d_a-zà-öø-ÿ]){_WORD}"
    title = rf"(?:(?i:{words['title']})\b\.?[ \t]++)*+"
    more = rf"(?:[ \t]++(?:(?i:{words['name']})\b|{capital})){{0,5}}+"
    name = rf"(?P<name>{title}(?!(?i:{words['organization']})\b){capital}{more})"
    rest = rf"[ \t*_]*+(?:[,;(<|\r\n–—:-][^@]{{0,160}}|{labels}\b[^@]{{0,30}})?"
    number = rf"(?:(?:{words['number']})(?!\w)[\s.:]*+)?"
    return ContactWords(
        telephone=re.compile(
            rf"(?<!\w)(?:{words['telephone']})(?!\w)(?P<glue>{_GLUE}(?:\([^()\d]{{0,20}}\){_GLUE})?{number})\Z",
            re.IGNORECASE,
        ),
        mail=re.compile(rf"(?<!\w)(?:{words['mail']})(?!\w)[\s*_.:|]*+\Z", re.IGNORECASE),
        contact=re.compile(rf"(?<!\w)(?i:{words['contact']})[\s*_]*+[:：–-][\s*_]*+(?:{name}{rest})?\Z"),
        next_contact=re.compile(rf"[\s)>;,./|*_]*+(?:(?i:{words['between']})\s++)?{name}[\s,(<:–*_-]*+\Z"),
        counted=re.compile(rf"\s?%|[ \t]++(?:{words['counted']})\b", re.IGNORECASE),
    )


def _lists() -> dict[str, list[str]]:
    loaded = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    if not isinstance(loaded, dict) or sorted(loaded) != sorted(_NAMES):
        raise KnowledgeError(_FILE.name, "top", f"it must hold {', '.join(_NAMES)}")
    for name, values in loaded.items():
        if not isinstance(values, list) or not all(isinstance(value, str) and value for value in values):
            raise KnowledgeError(_FILE.name, name, "it must be a list of words")
    return loaded


def _alternatives(name: str, values: list[str]) -> str:
    """The words as alternatives, the longest first; white space between words may be of any kind."""
    if len(set(values)) != len(values):
        raise KnowledgeError(_FILE.name, name, "a word stands there twice")
    return "|".join(re.escape(value).replace(r"\ ", r"\s++") for value in sorted(values, key=lambda v: (-len(v), v)))
