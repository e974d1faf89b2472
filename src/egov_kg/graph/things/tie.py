"""Ties of cooperation."""

from __future__ import annotations

from egov_kg.errors import ItemSkipped
from egov_kg.graph.rows import Table, code, country, integer, party, prop, reference
from egov_kg.graph.scribe import Scribe
from egov_kg.graph.terms import iri, local
from egov_kg.identifiers import entity_iri, local_name
from egov_kg.records import CooperationTie

_CLASS = "CooperationTie"


def _subject(scribe: Scribe, tie: CooperationTie) -> str:
    """The tie's thing: parties in the order of their keys, kind, direction, stated year, document.

    The parts are joined by two hyphens, which no key holds: parties of any names make one key and no other.
    """
    parties = sorted({local(party(scribe, stated.value)) for stated in tie.parties})
    if len(parties) < 2:
        raise ItemSkipped("a tie needs two parties, and all of these are one")
    direction = [
        f"{word}-{local(party(scribe, stated.value))}"
        for word, stated in (("from", tie.provider), ("to", tie.recipient))
        if stated is not None
    ]
    year = [str(tie.year.value)] if tie.year else []
    parts = [local_name(part) for part in (*parties, tie.kind.value, *direction, *year, scribe.work)]
    term = iri(entity_iri(_CLASS, parts[0]).removesuffix(parts[0]) + "--".join(parts))
    return scribe.place(term, _CLASS)


_TOPICS = code("topic", "legal-topic", "technology")

TABLE = Table(
    record=CooperationTie,
    subject=_subject,
    rows=(
        prop("parties", "egov:party", party),
        prop("reported_by", "egov:reportedBy", country),
        prop("kind", "egov:tieKind", code("tie-kind")),
        prop("status", "egov:tieStatus", code("tie-status")),
        prop("topics", "egov:topic", _TOPICS),
        prop("through", "egov:throughAgency", reference),
        prop("provider", "egov:provider", party),
        prop("recipient", "egov:recipient", party),
        prop("year", "egov:year", integer),
    ),
)
