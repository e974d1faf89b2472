"""Documents that follow no form: plans by their outline, and everything else sentence by sentence."""

from __future__ import annotations

from egov_kg.extract.laws import mentioned_laws
from egov_kg.extract.passage import Passage, Source
from egov_kg.extract.plan import read_plan
from egov_kg.extract.relations import read_relations
from egov_kg.extract.strategies import strategies_in_prose
from egov_kg.model import SegmentedDocument, Span
from egov_kg.records import OrganizationMention, Record


def read_prose(source: Source, segmented: SegmentedDocument) -> tuple[list[Record], set[str]]:
    """The records of a document's sections, and the languages they are in."""
    records: list[Record] = []
    if source.country is not None:
        plan = read_plan(segmented, country=source.country, language=source.language)
        records += plan.records
        for record in plan.records:
            if isinstance(record, OrganizationMention) and record.acronym:
                source.acronyms.setdefault(record.acronym.value, record)
    for section in segmented.sections:
        for spans in _pieces(section.spans):
            passage = Passage(source=source, spans=spans, language=source.language)
            records += mentioned_laws(passage)
            records += strategies_in_prose(passage)
            records += read_relations(passage)
    return records, {source.language}


def _pieces(spans: tuple[Span, ...]) -> list[tuple[Span, ...]]:
    return [spans] if spans else []
