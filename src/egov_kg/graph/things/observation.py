"""Figures for indicators."""

from __future__ import annotations

from egov_kg.errors import ItemSkipped
from egov_kg.graph.rows import Table, code, country, decimal, integer, passage, prop
from egov_kg.graph.scribe import Scribe
from egov_kg.records import IndicatorObservation


def _subject(scribe: Scribe, figure: IndicatorObservation) -> str:
    """The figure's thing; a document has one figure an indicator, so a second one would mix with the first."""
    term = scribe.thing("IndicatorObservation", figure.country.value.iso3, figure.indicator.value, scribe.work)
    stated = figure.value.value, figure.unit.value, figure.year and figure.year.value
    if scribe.taken.setdefault(term, stated) != stated:
        raise ItemSkipped(f"the document states another figure for {figure.indicator.value} before this one")
    return term


TABLE = Table(
    record=IndicatorObservation,
    subject=_subject,
    rows=(
        prop("country", "egov:country", country),
        prop("indicator", "egov:indicator", code("indicator")),
        prop("value", "egov:value", decimal),
        prop("unit", "egov:unit", code("unit")),
        prop("year", "egov:year", integer),
        prop("description", "dcterms:description", passage),
    ),
)
