"""Companies of the State that prose names behind words that say so (``la empresa estatal ABC``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from egov_kg.extract.names import NameHit
from egov_kg.extract.prose_section import ProseSection
from egov_kg.extract.prose_words import load_prose_words

_FORM = r"(?:S\.?A\.?|SARL|Ltda?\.?|Limited|PLC|Inc\.?|E\.?P\.?)"
_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’&-]*"
_NAMED = re.compile(
    rf"\s+[\"“«]?\s*(?P<name>{_WORD}(?:\s+(?:(?:de|do|da|del|of|for|et|y|e|&)\s+)?{_WORD}){{0,4}}(?:\s+{_FORM}(?!\w))?)\s*[\"”»]?"
    rf"(?:\s*\(\s*(?P<acronym>[A-Z][\w&-]{{1,11}}(?:\s{_FORM})?)\s*\))?"
)


@lru_cache(maxsize=8)
def _company(language: str) -> re.Pattern[str]:
    return re.compile(rf"{load_prose_words(language).pattern('state-company').pattern}(?=\s)")


def state_companies(section: ProseSection, start: int, end: int) -> Iterator[NameHit]:
    """The names of companies that a stretch says are the State's, in order."""
    for said in _company(section.words.language).finditer(section.plain, start, end):
        match = _NAMED.match(section.passage.text, said.end(), end)
        if match is not None and not section.passage.analysis.within(*match.span("name"), "organization-head"):
            acronym = match.span("acronym") if match["acronym"] else None
            yield NameHit(match.start("name"), match.end("name"), acronym)


__all__ = ["state_companies"]
