"""Who tells: what critics, organisations and studies say of a country is not reported by that country."""

from __future__ import annotations

import re

from egov_kg.extract.prose_reading import Reading
from egov_kg.extract.tie_words import load_tie_words
from egov_kg.language import folded

_HEAD = 600
"""Characters at a document's beginning in which it says whose report it is."""
_NAME = 60
_OPENING = 24
"""Characters within which critics that open a sentence are named."""
_APART = re.compile(r"[\"“”«»:;,\d]")
"""Between a name and a verb of telling that is another's."""
_NEAR = 40
"""Characters between who tells and the verb of telling."""


def is_told_by_another(reading: Reading, place: int) -> bool:
    """Whether a sentence, or the document by its head, is told by somebody else than the country it is about."""
    if _is_of_others(reading):
        return True
    sentence = reading.passage.analysis.sentence_at(place)
    if sentence is None:
        return False
    plain, words = reading.plain, reading.words
    says = load_tie_words(words.language).pattern("says")
    tellers = [match.span() for match in words.pattern("critic").finditer(plain, sentence.start, sentence.end)]
    tellers += [(low, high) for low, high, _ in reading.international_in(sentence.start, sentence.end)]
    critics = words.pattern("critic").search(plain, sentence.start, min(sentence.end, sentence.start + _OPENING))
    source = re.compile(rf"\W*{words.pattern('according').pattern}\s[^,;:.]{{0,60}}").match(plain, sentence.start)
    if critics or (source and words.pattern("outside-name", "critic").search(source[0])):
        return True
    for low, high in tellers:
        opening = plain[max(sentence.start, low - _NEAR) : low]
        if re.search(rf"{words.pattern('according').pattern}\s+(?:[\w'’]+\s+){{0,2}}\Z", opening):
            return True
        verb = says.search(plain, high, min(high + _NEAR, sentence.end))
        if verb and low - sentence.start <= _NEAR and not _APART.search(plain, high, verb.start()):
            return True
    return False


def _is_of_others(reading: Reading) -> bool:
    """``A report by X Watch``, ``Published by the World Bank`` in the document's head."""
    memory = reading.memory
    if memory.outside is None:
        plain = folded(reading.source.document.plain[:_HEAD])
        said = reading.words.pattern("report-by").finditer(plain)
        names = (plain[match.end() : match.end() + _NAME] for match in said)
        memory.outside = any(reading.words.pattern("outside-name").search(name.split("\n")[0]) for name in names)
    return memory.outside


__all__ = ["is_told_by_another"]
