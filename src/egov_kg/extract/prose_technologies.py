"""What prose says a country does with new technologies: a body of its own that uses one, or a strategy on one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from egov_kg.extract.prose_reading import Reading
from egov_kg.extract.standing import negated
from egov_kg.language import Hit, Sentence
from egov_kg.records import CountryRef, Record, Strategy, TechnologyInitiative

RULE = "prose-technology-used"
_CLAUSE = re.compile(r"[;:]")


def read_prose_technologies(reading: Reading) -> list[Record]:
    """One initiative a technology that a body of the document's country is said to use."""
    country = reading.country
    if country is None:
        return []
    found: list[Record] = []
    for hit in reading.passage.analysis.within(reading.passage.start, reading.passage.end, "technology"):
        sentence = reading.passage.analysis.sentence_at(hit.start)
        if sentence is None or not _is_first(reading, hit, country.value):
            continue
        if _is_used(reading, hit, sentence, country.value):
            found.append(_initiative(reading, hit, sentence, country.value))
    return found


def technologies_of_strategies(reading: Reading, records: Sequence[Record]) -> list[Record]:
    """One initiative a technology that the name of a strategy found in the section says it is on."""
    found: list[Record] = []
    for strategy in (one for one in records if isinstance(one, Strategy)):
        for span in strategy.names[0].spans:
            for hit in reading.passage.analysis.within(*span, "technology"):
                sentence = reading.passage.analysis.sentence_at(hit.start)
                printed = reading.passage.words(hit.start, hit.end)
                own = strategy.country.value
                if sentence and printed in strategy.names[0].value.value and _is_first(reading, hit, own):
                    found.append(_initiative(reading, hit, sentence, own))
    return found


def _is_first(reading: Reading, hit: Hit, country: CountryRef) -> bool:
    return f"{country.iso3} {hit.value}" not in reading.memory.told


def _initiative(reading: Reading, hit: Hit, sentence: Sentence, country: CountryRef) -> TechnologyInitiative:
    reading.memory.told.add(f"{country.iso3} {hit.value}")
    passage, stretch = reading.passage, (hit.start, hit.end)
    end = min(sentence.end, sentence.start + passage.source.limits.quotation_characters)
    return TechnologyInitiative(
        country=passage.state(country, *stretch, RULE),
        technology=passage.state(hit.value, *stretch, RULE),
        description=passage.named(sentence.start, end, RULE),
    )


def _is_used(reading: Reading, hit: Hit, sentence: Sentence, country: CountryRef) -> bool:
    """``The Treasury tests the blockchain``: a body of the country, a verb of use, the technology, in one clause."""
    if reading.passage.analysis.blocks[sentence.block].row:
        return False
    cuts = [match.end() for match in _CLAUSE.finditer(reading.plain, sentence.start, hit.start)]
    low = cuts[-1] if cuts else sentence.start
    bodies = reading.bodies[sentence.start]
    if any(body.start <= hit.start < body.name_end for body in bodies):
        return False
    acting = [body for body in bodies if low <= body.start < hit.start and body.owner == country]
    if not acting:
        return False
    used = reading.words.pattern("uses-technology").search(reading.plain, acting[-1].name_end, hit.start)
    wished = reading.words.pattern("hypothetical").search(reading.plain, low, hit.start)
    if used is None or wished or any(negated(reading.passage, low, one) for one in (hit.start, used.start())):
        return False
    return not any(acting[-1].name_end <= other.start < hit.start for other in bodies if other not in acting)
