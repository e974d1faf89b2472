"""The words beside contacts of persons (``contact-words.tsv``) as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from egov_kg.errors import KnowledgeError

_FILE: Final = Path(__file__).with_name("contact-words.tsv")
_KINDS: Final = (
    "telephone", "number", "contact", "name", "title", "between", "counted", "organization", "mail", "office",
)  # fmt: skip
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
    public: re.Pattern[str]
    """What stands behind a name that is no private contact: a title of high office, or the colon of a label."""


@lru_cache(maxsize=1)
def contact_words() -> ContactWords:
    """The patterns; raises KnowledgeError where the file is wrong."""
    words = {kind: _alternatives(listed) for kind, listed in _lists().items()}
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
        public=re.compile(rf"[ \t*_]*+(?::|[,\r\n(–—-][\s*_]*+(?:{words['office']})(?!\w))", re.IGNORECASE),
        counted=re.compile(rf"\s?%|[ \t]++(?:{words['counted']})\b", re.IGNORECASE),
    )


def _lists() -> dict[str, list[str]]:
    """The words of each kind, as the file lists them."""
    lists: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for number, line in enumerate(_FILE.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("#"):
            continue
        kind, _, word = line.partition("\t")
        if kind not in lists or not word.strip() or word in lists[kind]:
            reason = f"{line!r} is not one of {', '.join(_KINDS)}, a tab and a new word"
            raise KnowledgeError(_FILE.name, f"line {number}", reason)
        lists[kind].append(word)
    for kind, words in lists.items():
        if not words:
            raise KnowledgeError(_FILE.name, "end", f"it holds no word of the kind {kind}")
    return lists


def _alternatives(words: list[str]) -> str:
    """The words as alternatives, the longest first; white space between words may be of any kind."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s++") for word in longest_first)
