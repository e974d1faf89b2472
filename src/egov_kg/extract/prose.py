"""Documents that follow no form: plans by their outline, everything else sentence by sentence and line by line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from egov_kg.extract.factsheet import read_fact_sheet
from egov_kg.extract.gaps import note_gaps_of_prose
from egov_kg.extract.letterhead import issuing_country
from egov_kg.extract.passage import Passage, Source
from egov_kg.extract.people import read_people
from egov_kg.extract.plan import PlanReading, read_plan
from egov_kg.extract.prose_bodies import read_prose_bodies
from egov_kg.extract.prose_labels import tells_of_ties
from egov_kg.extract.prose_laws import read_prose_laws
from egov_kg.extract.prose_portals import read_prose_portals
from egov_kg.extract.prose_posts import posts_of
from egov_kg.extract.prose_reading import Memory, Reading
from egov_kg.extract.prose_strategies import read_prose_strategies
from egov_kg.extract.prose_ties import read_prose_ties
from egov_kg.extract.prose_words import load_prose_words
from egov_kg.extract.relations import read_relations
from egov_kg.extract.strategies import strategies_in_prose
from egov_kg.language import LANGUAGES, folded, identify
from egov_kg.model import Section, SegmentedDocument, Span, Stated
from egov_kg.records import CountryRef, OrganizationMention, Record, StrategicLine, Strategy

COUNTRY_RULE = "country-of-heading"
COVER_RULE = "cover-publisher"
READERS: tuple[Callable[[Reading], list[Record]], ...] = (
    read_prose_bodies, read_fact_sheet, read_people, read_prose_laws, read_prose_strategies, read_prose_portals,
    read_prose_ties,
)  # fmt: skip
PLAN_READERS: tuple[Callable[[Reading], list[Record]], ...] = (read_prose_laws, read_prose_portals, read_prose_ties)
_MOST_PARAGRAPHS = 40
"""A longer section is read in parts, so that looking around in it stays cheap."""
_SURE_LANGUAGE = 25
"""Words; a shorter section is in the document's language."""


def read_prose(source: Source, segmented: SegmentedDocument) -> tuple[list[Record], set[str]]:
    """The records of a document's sections, and the languages they are in."""
    plan = _plan(source, segmented)
    records: list[Record] = []
    if plan is not None:
        for record in plan.records:
            if isinstance(record, OrganizationMention) and record.acronym:
                source.acronyms.setdefault(record.acronym.value, record)
        if _is_plan(plan):
            return [*plan.records, *_of_plan(source, segmented)], {source.language}
        records += [record for record in plan.records if not isinstance(record, Strategy) and not _of_cover(record)]
    return _of_prose(source, segmented, records)


def _plan(source: Source, segmented: SegmentedDocument) -> PlanReading | None:
    if source.country is None:
        return None
    return read_plan(segmented, country=source.country, language=source.language)


def _is_plan(plan: PlanReading) -> bool:
    """Whether a document is a plan: its cover names one, and it has lines."""
    return plan.plan is not None and any(isinstance(record, StrategicLine) for record in plan.records)


def _of_cover(record: Record) -> bool:
    """Whether a record is a body of a plan's cover; on the first lines of a page such names are mere headings."""
    return isinstance(record, OrganizationMention) and any(name.rule == COVER_RULE for name in record.names)


def _of_plan(source: Source, segmented: SegmentedDocument) -> list[Record]:
    records: list[Record] = []
    for section in segmented.sections:
        if section.spans:
            passage = Passage(source=source, spans=section.spans, language=source.language)
            records += strategies_in_prose(passage)
            records += read_relations(passage)
    memory = Memory()
    for part in _parts(source, segmented):
        reading = _reading(source, part, memory)
        records += [record for reader in PLAN_READERS for record in reader(reading)]
    return records


def _of_prose(source: Source, segmented: SegmentedDocument, records: list[Record]) -> tuple[list[Record], set[str]]:
    memory, parts = Memory(), list(_parts(source, segmented))
    if source.country is None:
        source.country = issuing_country(source, [part.passage for part in parts if part.country is None])
    for part in parts:
        reading = _reading(source, part, memory)
        found = [record for reader in READERS for record in reader(reading)]
        note_gaps_of_prose(part.passage, found)
        records += found
    languages = {part.passage.language for part in parts}
    words = load_prose_words(source.language if source.language in LANGUAGES else LANGUAGES[0])
    return [*records, *posts_of(words, memory.posts, memory.bodies)], languages or {source.language}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A section, or a piece of a long one, with what the headings above it say."""

    passage: Passage
    heading: Span | None
    titles: tuple[str, ...]
    country: Stated[CountryRef] | None


def _parts(source: Source, segmented: SegmentedDocument) -> Iterator[_Part]:
    """The sections of a document with what their headings say; a long one in pieces."""
    above: list[tuple[int, str, Stated[CountryRef] | None]] = []
    for section in segmented.sections:
        heading = section.heading
        if heading is not None:
            above = [one for one in above if one[0] < heading.level]
            above.append((heading.level, folded(_words(source, heading.span)), _heading_country(source, heading.span)))
        titles = tuple(title for _, title, _ in above)
        partners = tells_of_ties(source.language, titles)
        country = None if partners else next((one[2] for one in reversed(above) if one[2] is not None), None)
        for spans in _pieces(section):
            passage = Passage(source=source, spans=spans, language=_language(source, spans))
            yield _Part(passage=passage, heading=heading.span if heading else None, titles=titles, country=country)


def _reading(source: Source, part: _Part, memory: Memory) -> Reading:
    links = source.document.links
    low = bisect_left(links, part.passage.start, key=lambda link: link.span.start)
    high = bisect_left(links, part.passage.end, key=lambda link: link.span.start)
    return Reading(
        passage=part.passage, words=load_prose_words(part.passage.language), memory=memory,
        country=part.country or source.country, heading=part.heading, titles=part.titles, links=links[low:high],
    )  # fmt: skip


def _words(source: Source, span: Span) -> str:
    return " ".join(source.document.plain[slice(*span)].split())


def _heading_country(source: Source, span: Span) -> Stated[CountryRef] | None:
    """The country that a heading is: its name alone, a number before it aside."""
    lead = load_prose_words(source.language if source.language in LANGUAGES else LANGUAGES[0]).pattern("heading-lead")
    printed = _words(source, span)
    before = re.match(rf"(?:[\d.:)\s–-]|{lead.pattern})*", folded(printed))
    words = printed[before.end() :] if before else printed
    iso3 = source.registry.find_country(words) if len(words) > 3 else None
    return Stated(value=CountryRef(iso3), spans=(span,), rule=COUNTRY_RULE) if iso3 else None


def _pieces(section: Section) -> Iterator[tuple[Span, ...]]:
    spans = (section.heading.span, *section.spans) if section.heading else section.spans
    for index in range(0, len(spans), _MOST_PARAGRAPHS):
        yield tuple(spans[index : index + _MOST_PARAGRAPHS])


def _language(source: Source, spans: tuple[Span, ...]) -> str:
    """The language of a section; the document's where it is short or of a language we cannot read."""
    words = " ".join(source.document.plain[slice(*span)] for span in spans)
    known = source.language if source.language in LANGUAGES else LANGUAGES[0]
    if len(words.split()) < _SURE_LANGUAGE:
        return known
    found = identify(words[:2_000], known) or known
    return found if found in LANGUAGES else known
