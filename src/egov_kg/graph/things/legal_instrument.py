"""Legal instruments, as cited."""

from __future__ import annotations

from egov_kg.graph.names import LABEL, Loser, Spelling
from egov_kg.graph.rows import (
    Table,
    acronym,
    code,
    country,
    date,
    integer,
    name,
    plain,
    prop,
    spans_of,
    web_address,
    words,
)
from egov_kg.graph.scribe import Scribe
from egov_kg.records import LegalInstrument, Text


def _subject(scribe: Scribe, instrument: LegalInstrument) -> str:
    names = [stated.value.value for stated in instrument.titles] or [_citation(scribe, instrument)]
    return scribe.entity(instrument, names[0])


def _citation(scribe: Scribe, instrument: LegalInstrument) -> str:
    """What stands in for a title that no document gives: the kind of instrument, its number and its year."""
    kind = scribe.knowledge.codes.label("instrument-type", instrument.instrument_type.value, scribe.language)
    numbers = [str(stated.value) for stated in (instrument.number, instrument.year) if stated is not None]
    return " ".join(part for part in (kind[:1].upper() + kind[1:], "/".join(numbers)) if part)



def _also(scribe: Scribe, subject: str, instrument: LegalInstrument) -> None:
    if instrument.titles or instrument.acronym or not (instrument.number or instrument.year):
        return
    label = words(scribe, Text(_citation(scribe, instrument), scribe.language))
    spelling = Spelling(subject=subject, predicate=LABEL, term=label, loser=Loser.NOTHING, rank=2)
    spans = spans_of(instrument.instrument_type, instrument.number, instrument.year)
    scribe.spell(spelling, spans, instrument.instrument_type.rule)


TABLE = Table(
    record=LegalInstrument,
    subject=_subject,
    rows=(
        name("titles"),
        acronym("acronym"),
        prop("country", "egov:country", country),
        prop("instrument_type", "egov:instrumentType", code("instrument-type")),
        prop("number", "egov:number", plain),
        prop("year", "egov:year", integer),
        prop("issued", "dcterms:issued", date),
        prop("gazette_number", "egov:gazetteNumber", plain),
        prop("topics", "egov:topic", code("legal-topic", "topic", "technology")),
        prop("urls", "egov:url", web_address),
    ),
    also=_also,
)
