"""What the extractors read: one record type a class of contract.md, every value with the words that say it.

A record holds values and mentions, never IRIs: which mentions are one thing is decided in ``resolve/``, IRIs are made
in ``graph/``. Codes are local names within their scheme (``mandate="health"``). Records that other records point to
compare by identity: two mentions with the same words are still two mentions.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from egov_kg.model import Document, Gap, ResponseState, SelectionState, Skipped, Span, Stated


@dataclass(frozen=True, slots=True)
class Text:
    """Words in a language (BCP 47 tag)."""

    value: str
    language: str


@dataclass(frozen=True, slots=True)
class CountryRef:
    """A country of the registry, by ISO 3166-1 alpha-3."""

    iso3: str


@dataclass(frozen=True, slots=True)
class InternationalRef:
    """An international organisation of the registry, by its registry id."""

    identifier: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OrganizationMention:
    """An organisation as one passage names it.

    ``names`` are all names it has there (at least one name or an acronym). ``public_body`` makes it an Agency;
    ``country`` is None where neither the sentence nor the document says whose it is.
    """

    names: tuple[Stated[Text], ...] = ()
    acronym: Stated[str] | None = None
    urls: tuple[Stated[str], ...] = ()
    country: Stated[CountryRef] | None = None
    public_body: bool = True
    mandates: tuple[Stated[str], ...] = ()
    under: Stated[OrganizationMention] | None = None
    member_of: tuple[Stated[OrganizationMention | InternationalRef], ...] = ()
    created_by: Stated[LegalInstrument] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """A public web site, by its address, with the kinds the document gives it."""

    country: Stated[CountryRef]
    url: Stated[str]
    portal_types: tuple[Stated[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LegalInstrument:
    """A law, decree, resolution or the like, as cited; ``title`` is its own name, not its number."""

    country: Stated[CountryRef]
    instrument_type: Stated[str]
    number: Stated[str] | None = None
    year: Stated[int] | None = None
    issued: Stated[datetime.date] | None = None
    gazette_number: Stated[str] | None = None
    titles: tuple[Stated[Text], ...] = ()
    acronym: Stated[str] | None = None
    topics: tuple[Stated[str], ...] = ()
    urls: tuple[Stated[str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Strategy:
    """A national plan, strategy, agenda or policy, with the period it states."""

    country: Stated[CountryRef]
    names: tuple[Stated[Text], ...]
    acronym: Stated[str] | None = None
    kind: Stated[str]
    start_year: Stated[int] | None = None
    end_year: Stated[int] | None = None
    publishers: tuple[Stated[OrganizationMention], ...] = ()
    urls: tuple[Stated[str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StrategicAxis:
    """A numbered axis (pillar) of a strategy."""

    part_of: Strategy
    position: Stated[int]
    name: Stated[Text]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StrategicLine:
    """A numbered line of a strategy, under an axis where it has axes."""

    part_of: StrategicAxis | Strategy
    position: Stated[int]
    name: Stated[Text]
    responsible: tuple[Stated[OrganizationMention], ...] = ()
    coordinating: tuple[Stated[OrganizationMention], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A target of a line; ``position`` counts the targets of the line from 1, ``unit`` is a code."""

    target_of: StrategicLine
    position: int
    description: Stated[Text]
    target_year: Stated[int] | None = None
    value: Stated[Decimal] | None = None
    unit: Stated[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorObservation:
    """A figure for an indicator; value in the unit (percent: 0 to 100)."""

    country: Stated[CountryRef]
    indicator: Stated[str]
    value: Stated[Decimal]
    unit: Stated[str]
    year: Stated[int] | None = None
    description: Stated[Text] | None = None


Party = CountryRef | InternationalRef | OrganizationMention


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperationTie:
    """A stated tie between two or more parties; ``provider`` and ``recipient`` say who helps whom."""

    parties: tuple[Stated[Party], ...]
    kind: Stated[str]
    reported_by: Stated[CountryRef] | None = None
    status: Stated[str] | None = None
    topics: tuple[Stated[str], ...] = ()
    through: tuple[Stated[OrganizationMention], ...] = ()
    provider: Stated[Party] | None = None
    recipient: Stated[Party] | None = None
    year: Stated[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A public post with its holders' names."""

    country: Stated[CountryRef]
    post_type: Stated[str]
    title: Stated[Text] | None = None
    post_in: Stated[OrganizationMention] | None = None
    holders: tuple[Stated[str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialMediaAccount:
    """An account on a platform (a code); the handle without its @."""

    country: Stated[CountryRef]
    platform: Stated[str]
    handle: Stated[str]
    account_of: Stated[OrganizationMention] | None = None
    followers: Stated[int] | None = None
    url: Stated[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TechnologyInitiative:
    """What a country does with a technology (a code)."""

    country: Stated[CountryRef]
    technology: Stated[str]
    description: Stated[Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership:
    """A partner named for public-private or multistakeholder work."""

    country: Stated[CountryRef]
    partner: Stated[OrganizationMention]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A printed option of an answer; ``spans`` is empty where nothing says its state."""

    option: str
    state: SelectionState
    spans: tuple[Span, ...] = ()


UNDESCRIBED = "undescribed"
"""The form of a questionnaire that nobody described (a code of the list form)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedQuestion:
    """A question of a document's own: its printed number and words."""

    number: Stated[str]
    wording: Stated[Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRecord:
    """The raw answer to a question; ``text`` holds no word of the form and no private contact.

    ``printed`` is the question where the document's form is not described; ``question`` is then its folded number.
    """

    country: Stated[CountryRef] | None
    question: str
    state: ResponseState
    text: Stated[Text] | None = None
    selections: tuple[Selection, ...] = ()
    printed: PrintedQuestion | None = None


Record = (
    OrganizationMention | Portal | LegalInstrument | Strategy | StrategicAxis | StrategicLine | Target
    | IndicatorObservation | CooperationTie | Post | SocialMediaAccount | TechnologyInitiative | Partnership
    | AnswerRecord
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDescription:
    """What a source document says of itself."""

    languages: tuple[str, ...]
    country: Stated[CountryRef] | None = None
    form: str | None = None
    edition: Stated[int] | None = None
    issued: Stated[datetime.date] | None = None
    titles: tuple[Stated[Text], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecords:
    """Everything read from one document, in reading order; ``questions`` says which stretch answers which question.

    ``copy_of`` is the key of a document that says the same (the PDF of a text), None for any other.
    ``sureness`` is what the confidence of every rule is multiplied by, less than 1 for a questionnaire that nobody
    described. ``rest_of`` is the key of the document with the first questions of a questionnaire that is shared out
    among several files, of which this is another one.
    """

    source: Document
    description: DocumentDescription
    records: tuple[Record, ...]
    questions: tuple[tuple[Span, str], ...] = ()
    skipped: tuple[Skipped, ...] = ()
    gaps: tuple[Gap, ...] = ()
    sureness: Decimal = Decimal(1)
    copy_of: str | None = None
    rest_of: str | None = None

    @property
    def work(self) -> str:
        """The key of what the document is: its own, or that of the document whose copy or rest it is."""
        return self.copy_of or self.rest_of or self.source.key


class EntityKey(NamedTuple):
    """What identifies a thing: the local name of its class and the folded parts of its key (contract.md)."""

    class_name: str
    parts: tuple[str, ...]


Entity = OrganizationMention | LegalInstrument | Strategy


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Which thing each mention is; mentions with equal keys are one thing.

    ``replaced`` maps the key of a thing that was merged away to the key that replaces it; ``published`` holds the
    keys that an earlier build published and nothing replaced since.
    """

    keys: Mapping[Entity, EntityKey]
    replaced: Mapping[EntityKey, EntityKey]
    published: frozenset[EntityKey] = frozenset()
