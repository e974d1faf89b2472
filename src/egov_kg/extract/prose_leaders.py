"""Who leads digital government: what a sentence says of a body in charge, before, behind or around its name."""

from __future__ import annotations

import re
from functools import lru_cache

from egov_kg.extract.prose_memory import Body
from egov_kg.extract.prose_section import ProseSection
from egov_kg.extract.prose_words import load_prose_words
from egov_kg.extract.standing import negated
from egov_kg.language import Sentence

LEAD = "e-government-lead"


@lru_cache(maxsize=8)
def _subject(language: str) -> str:
    """Small words and words such as "policy", then the words for digital government."""
    words = load_prose_words(language)
    small = words.pattern("of", "in", "to", "article", "lead-matter", "possessive").pattern
    return rf"(?:(?:{small}|l'|d'|['’]s)\s*){{0,6}}{words.pattern('lead', 'lead-wide').pattern}"


@lru_cache(maxsize=8)
def _leads(language: str) -> re.Pattern[str]:
    """``leads the digital transformation``, ``rectora en materia de gobierno digital``."""
    return re.compile(rf"{load_prose_words(language).pattern('lead-verb').pattern}\s+{_subject(language)}")


@lru_cache(maxsize=8)
def _led_by(language: str) -> re.Pattern[str]:
    """``Digital government is led by the``, up to the body's name."""
    words = load_prose_words(language)
    article = words.pattern("article").pattern
    return re.compile(
        rf"{_subject(language)}[^,;:.]{{0,40}}?\s{words.pattern('lead-passive').pattern}\s+(?:(?:{article})\s+|l')*\Z"
    )


@lru_cache(maxsize=8)
def _is_the(language: str) -> re.Pattern[str]:
    """``The agency responsible for digital government is the``, up to the body's name."""
    words = load_prose_words(language)
    article, being = words.pattern("article").pattern, words.pattern("being").pattern
    leads = _leads(language).pattern
    return re.compile(rf"{leads}[^,;:.]{{0,40}}?\s{being}\s+(?:(?:{article})\s+|l')*\Z")


def leading(reading: ProseSection, sentence: Sentence, body: Body, bodies: list[Body]) -> tuple[int, int] | None:
    """Where a sentence says that a body leads digital government; None where it does not, or denies it.

    The body before those words is the one, where no other stands between; else the one that they end at.
    """
    plain, language = reading.plain, reading.words.language
    others = [one.start for one in bodies if one.start >= body.end]
    stop = min([sentence.end, *others])
    said = _leads(language).search(plain, body.end, stop)
    if said and not re.search(r"[;:.]", plain[body.end : said.start()]):
        return None if _is_void(reading, sentence, body.end, said.start()) else said.span()
    earlier = [one.end for one in bodies if one.end <= body.start]
    low = max([sentence.start, *earlier])
    before = _led_by(language).search(plain, low, body.start) or _is_the(language).search(plain, low, body.start)
    return before.span() if before and not _is_void(reading, sentence, low, body.start) else None


def _is_void(reading: ProseSection, sentence: Sentence, low: int, place: int) -> bool:
    wished = reading.words.pattern("hypothetical", "former").search(reading.plain, sentence.start, place)
    future = reading.passage.analysis.within(low, place, "tie-status")
    return bool(wished) or any(hit.value == "planned" for hit in future) or negated(reading.passage, low, place)


__all__ = ["LEAD", "leading"]
