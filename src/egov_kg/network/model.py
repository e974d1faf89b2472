"""The values of the cooperation network: who takes part, what ties them, and the words that say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from egov_kg.vocabulary import BASE


class Level(StrEnum):
    """Who the nodes are.

    COUNTRY: countries alone. ORGANISATION: countries and organisations, as the ties name them. AGENCY: as before, but
    where a tie says through which agency it is, the agency stands in its country's place, and the bodies that agencies
    are members of are there.
    """

    COUNTRY = "country"
    ORGANISATION = "organisation"
    AGENCY = "agency"


class ActorKind(StrEnum):
    """What a node is; an organisation is of no government."""

    COUNTRY = "country"
    ORGANISATION = "organisation"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that was read.

    ``identifier`` is the local name of its IRI, ``country`` the key of the country for which it speaks.
    """

    identifier: str
    file: str
    country: str | None = None
    edition: int | None = None
    languages: tuple[str, ...] = ()

    @property
    def iri(self) -> str:
        """The document's address in the graph."""
        return f"{BASE}id/document/{self.identifier}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Words of a document; ``start`` and ``end`` count code points of its text, ``question`` is a code."""

    document: str
    start: int
    end: int
    quote: str
    page: int | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A node: a country, an organisation or an agency.

    ``key`` is its prefixed name (``country:KEN``), ``labels`` has a name a language; ``iso3`` and ``region`` are those
    of its country; ``documents`` are the identifiers of the documents that speak for it, which countries alone have.
    """

    key: str
    kind: ActorKind
    labels: Mapping[str, str]
    acronym: str | None = None
    iso3: str | None = None
    region: str | None = None
    documents: tuple[str, ...] = ()

    def label(self, language: str = "en") -> str:
        """Its name in a language, else in English, else in any, else its key."""
        for one in (language, "en", *sorted(self.labels)):
            if one in self.labels:
                return self.labels[one]
        return self.key

    @property
    def iri(self) -> str:
        """Its address in the graph."""
        prefix, _, local = self.key.partition(":")
        return f"{BASE}id/{prefix}/{local}"

    @property
    def speaks(self) -> bool:
        """Whether a document of its own was read."""
        return bool(self.documents)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A tie as one document states it.

    ``key`` is its prefixed name; a membership of an agency, which has none, is told by member and body. ``parties``,
    ``through`` (agencies), ``provider``, ``recipient`` and ``reported_by`` are keys of actors; ``kind``, ``status`` and
    ``topics`` are codes; ``editions`` are those of the documents that say it.
    """

    key: str
    parties: tuple[str, ...]
    kind: str
    status: str | None = None
    topics: tuple[str, ...] = ()
    year: int | None = None
    provider: str | None = None
    recipient: str | None = None
    through: tuple[str, ...] = ()
    reported_by: str | None = None
    editions: tuple[int, ...] = ()
    sentences: tuple[Sentence, ...] = ()

    @property
    def iri(self) -> str | None:
        """Its address in the graph; a membership of an agency has none."""
        return f"{BASE}id/{self.key.replace(':', '/', 1)}" if self.key.startswith("tie:") else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """What a tie states of two of its parties.

    Where ``directed``, the source helps the target, else the lesser key comes first. The identifier is the tie's key,
    with the two ends after it where a tie with several parties makes several edges.
    """

    identifier: str
    source: str
    target: str
    tie: Tie
    directed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of a network, with the ties that state the membership; these need not be edges of the drawing."""

    actor: str
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedMembership:
    """A network with those of its members that are nodes: each two of them are linked through it, as nobody states."""

    through: Actor
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPair:
    """Two members of the same networks; ``through`` are the networks' keys."""

    source: str
    target: str
    through: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """All that a graph says of cooperation, before anything is chosen.

    ``memberships`` are those of agencies, the member first; ``codes`` are the labels, by language, of each code by its
    scheme (kind, status, topic).
    """

    actors: Mapping[str, Actor]
    ties: tuple[Tie, ...]
    memberships: tuple[Tie, ...] = ()
    sources: Mapping[str, Source]
    codes: Mapping[str, Mapping[str, Mapping[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Nodes and edges at a level, in two layers: ``edges`` are stated, ``shared`` follows from them.

    ``follows`` is whether the second layer is shown: without it, ``shared`` adds no node and gives no pair. All are
    sorted by key or identifier; actors without an edge are not in it. ``agencies`` are those through which ties run,
    nodes or not.
    """

    level: Level
    actors: tuple[Actor, ...]
    edges: tuple[Edge, ...]
    shared: tuple[SharedMembership, ...] = ()
    sources: tuple[Source, ...] = ()
    agencies: tuple[Actor, ...] = ()
    follows: bool = False

    @property
    def ties(self) -> tuple[Tie, ...]:
        """The ties behind the edges, each once."""
        return tuple({edge.tie.key: edge.tie for edge in self.edges}.values())

    def shared_pairs(self) -> tuple[SharedPair, ...]:
        """The second layer by pairs of members, each once with all that they share; none where it is not shown."""
        found: dict[tuple[str, str], list[str]] = {}
        for one in self.shared if self.follows else ():
            for pair in combinations((member.actor for member in one.members), 2):
                found.setdefault(pair, []).append(one.through.key)
        return tuple(
            SharedPair(source=source, target=target, through=tuple(through))
            for (source, target), through in sorted(found.items())
        )


__all__ = [
    "Actor", "ActorKind", "Edge", "Level", "Member", "Network", "Sentence", "SharedMembership", "SharedPair", "Source",
    "Tie", "Ties",
]  # fmt: skip
