"""Links between the graph and other sources, before they are written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from egov_kg.matching import Verdict
from egov_kg.vocabulary import entity_namespace, linked_namespace

POSSIBLE: Final = "egov:possibleMatch"
SAME: Final = "owl:sameAs"
PUBLISHER: Final = "dcterms:publisher"
PART: Final = "dcterms:isPartOf"
SUBJECT: Final = "dcterms:subject"
REFERS: Final = "dcterms:references"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A statement that joins two things by their IRIs; ``predicate`` is one of the names above.

    ``about`` and ``target`` are what people call the two.
    """

    subject: str
    predicate: str
    object: str
    score: float
    method: str
    reasons: tuple[str, ...]
    verdict: Verdict
    about: str = ""
    target: str = ""

    @property
    def iri(self) -> str:
        """The address of the link, which follows from the two things and not from how it was found."""
        return f"{entity_namespace('Link')}{digest(self.subject, self.predicate_key, self.object)}"

    @property
    def predicate_key(self) -> str:
        """The property, identity and possible identity taken for one."""
        return POSSIBLE if self.predicate == SAME else self.predicate


def digest(*parts: str) -> str:
    """Sixteen hex digits that follow from some texts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def linked_iri(prefix: str, *parts: str) -> str:
    """The address of a thing of another source."""
    return f"{linked_namespace(prefix)}{digest(*parts)}"


__all__ = ["PART", "POSSIBLE", "PUBLISHER", "REFERS", "SAME", "SUBJECT", "Link", "digest", "linked_iri"]
