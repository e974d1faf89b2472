"""Gold facts: what a careful reader finds in a document, as values.

A tuple of names, numbers, codes or addresses holds acceptable alternatives, the printed one first. A fact that is
optional may be read or not: it counts neither as missed nor as too much. Codes are local names of the code schemes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

Alternatives = tuple[str, ...]
"""Acceptable values of one thing, the printed one first."""


class DocumentKind(StrEnum):
    """What a document is: it decides which kinds of facts are asked of it."""

    QUESTIONNAIRE = "questionnaire"
    PLAN = "plan"
    PROSE = "prose"


class Relation(StrEnum):
    """How one body stands to another, or to the law that created it."""

    UNDER = "under"
    MEMBER_OF = "member-of"
    CREATED_BY = "created-by"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFact:
    """A fact that a document states."""

    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPortal(GoldFact):
    """A web site of a kind; the address without its scheme."""

    portal_type: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAgency(GoldFact):
    """A public body, with the mandate that its question gives."""

    mandate: str | None = None
    names: Alternatives = ()
    acronym: str | None = None
    urls: Alternatives = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPost(GoldFact):
    """A public post by the names of its holder."""

    holders: Alternatives


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStrategy(GoldFact):
    """A strategy or plan, with the years that are printed for it."""

    kinds: Alternatives
    names: Alternatives
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldLaw(GoldFact):
    """A legal instrument; ``date`` is an ISO 8601 date."""

    types: Alternatives
    numbers: Alternatives = ()
    names: Alternatives = ()
    gazette: str | None = None
    year: int | None = None
    date: str | None = None
    topics: tuple[str, ...] = ()
    urls: Alternatives = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAccount(GoldFact):
    """An account in social media; handles without @."""

    platform: str
    handles: Alternatives
    followers: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTechnology(GoldFact):
    """A technology that the country says it does something with."""

    technology: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldIndicator(GoldFact):
    """A figure."""

    indicator: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTie(GoldFact):
    """A tie of the document's country with a party: a country's code, or names and acronyms of an organisation."""

    parties: Alternatives
    kinds: Alternatives
    status: str | None = None
    topics: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPartner(GoldFact):
    """A partner of public-private or multistakeholder work."""

    names: Alternatives


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRelation(GoldFact):
    """What a body stands under, is a member of, or was created by: then the object is a law's type and number."""

    subjects: Alternatives
    relation: Relation
    objects: Alternatives


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAxis(GoldFact):
    """An axis of a plan."""

    number: int
    names: Alternatives


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldLine(GoldFact):
    """A line of a plan, with its bodies, each by its acceptable names."""

    number: int
    names: Alternatives
    responsible: tuple[Alternatives, ...] = ()
    coordination: tuple[Alternatives, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTarget(GoldFact):
    """A target of a line; no value where it states no figure."""

    line: int
    value: float | None = None
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPlan:
    """What is asked of a plan alone; ``acronyms`` gives the acceptable names of each."""

    acronyms: Mapping[str, Alternatives]
    structure: tuple[GoldRelation, ...]
    axes: tuple[GoldAxis, ...]
    lines: tuple[GoldLine, ...]
    targets: tuple[GoldTarget, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """What a careful reader finds in one document.

    ``document`` is the name of its file, ``languages`` are BCP 47 tags, ``country`` an ISO 3166-1 alpha-3 code. None
    in place of a list: the gold file does not speak of this kind, so that nothing is compared.
    """

    path: Path
    document: str
    label: str
    country: str
    languages: tuple[str, ...]
    kind: DocumentKind
    agencies: tuple[GoldAgency, ...]
    strategies: tuple[GoldStrategy, ...]
    laws: tuple[GoldLaw, ...]
    ties: tuple[GoldTie, ...]
    portals: tuple[GoldPortal, ...] | None = None
    posts: tuple[GoldPost, ...] | None = None
    accounts: tuple[GoldAccount, ...] | None = None
    technologies: tuple[GoldTechnology, ...] | None = None
    indicators: tuple[GoldIndicator, ...] | None = None
    partners: tuple[GoldPartner, ...] | None = None
    plan: GoldPlan | None = None

    @property
    def language(self) -> str:
        """The languages as a report names them: "en", "en+es"."""
        return "+".join(self.languages)
