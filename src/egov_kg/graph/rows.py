"""How a record type is written: a table with a row a property."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final

from egov_kg.errors import ItemSkipped, KnowledgeError
from egov_kg.graph.addresses import address
from egov_kg.graph.names import LABEL, Loser, Spelling
from egov_kg.graph.registry import OF_REGISTRY
from egov_kg.graph.scribe import LEFT_OUT, Scribe
from egov_kg.graph.terms import UNWRITABLE
from egov_kg.graph.terms import date as date_term
from egov_kg.graph.terms import decimal as decimal_term
from egov_kg.graph.terms import integer as integer_term
from egov_kg.graph.terms import string as string_term
from egov_kg.graph.terms import text as text_term
from egov_kg.model import Span, Stated
from egov_kg.records import CountryRef, InternationalRef, Text

Maker = Callable[[Scribe, Any], str]
"""Makes the object of a statement out of a record's value."""

Write = Callable[[Scribe, str, Stated[Any]], None]
"""Writes one stated value of a subject."""

_BLANK: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """A property: the record's field (or a function of the record) and what is written for each of its values.

    ``only`` names the classes that have the property, where not all classes of the record do.
    """

    field: str | Callable[[Any], Any]
    write: Write
    name: str
    only: tuple[str, ...] = ()

    def values(self, record: object) -> tuple[Stated[Any], ...]:
        """The stated values of a record, none, one or many."""
        found = getattr(record, self.field) if isinstance(self.field, str) else self.field(record)
        if isinstance(found, Stated):
            return (found,)
        return found or ()

    def suits(self, class_name: str) -> bool:
        """Whether a class has the property; raises ItemSkipped where it does not and the registry does not say it."""
        if not self.only or class_name in self.only:
            return True
        if class_name in OF_REGISTRY:
            return False
        raise ItemSkipped(f"the class {class_name} does not have it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A record type: how its thing is found and which rows it has.

    ``also`` writes what no row can say. Raises KnowledgeError for a row about a field that the record does not have.
    """

    record: type
    subject: Callable[[Scribe, Any], str]
    rows: tuple[Row, ...]
    also: Callable[[Scribe, str, Any], None] | None = None

    def __post_init__(self) -> None:
        known = {field.name for field in fields(self.record)} if is_dataclass(self.record) else set()
        for row in self.rows:
            if isinstance(row.field, str) and row.field not in known:
                raise KnowledgeError("graph tables", self.record.__name__, f"there is no field {row.field!r}")

    def write(self, scribe: Scribe, record: object) -> None:
        """Writes a record: its thing, its rows, and what no row can say."""
        subject = self.subject(scribe, record)
        class_name = scribe.classes[subject]
        for row in self.rows:
            for stated in row.values(record):
                try:
                    if row.suits(class_name):
                        row.write(scribe, subject, stated)
                except LEFT_OUT as error:
                    scribe.skip(f"{row.name} of {subject}", str(error), stated.spans)
        if self.also is not None:
            self.also(scribe, subject, record)


def prop(field: str | Callable[[Any], object], predicate: str, make: Maker, *, only: tuple[str, ...] = ()) -> Row:
    """A row that states each value as it is."""

    def write(scribe: Scribe, subject: str, stated: Stated[Any]) -> None:
        scribe.state(subject, predicate, make(scribe, stated.value), stated.spans, stated.rule)

    return Row(field, write, predicate, only)


def name(field: str | Callable[[Any], object]) -> Row:
    """A row of names: one becomes the label of the thing, the others its other names."""

    def write(scribe: Scribe, subject: str, stated: Stated[Any]) -> None:
        spelling = Spelling(subject=subject, predicate=LABEL, term=words(scribe, stated.value), loser=Loser.OTHER_NAME)
        scribe.spell(spelling, stated.spans, stated.rule)

    return Row(field, write, LABEL)


def acronym(field: str, *, labels: bool = True) -> Row:
    """A row of acronyms: one is the thing's acronym, others are other names; it stands in for a label nobody gives."""

    def write(scribe: Scribe, subject: str, stated: Stated[Any]) -> None:
        term, label = plain(scribe, stated.value), words(scribe, Text(stated.value, scribe.language))
        for spelling in (
            Spelling(subject=subject, predicate="egov:acronym", term=term, loser=Loser.OTHER_NAME, other_name=label),
            Spelling(subject=subject, predicate=LABEL, term=label, loser=Loser.NOTHING, rank=1),
        )[: 2 if labels else 1]:
            scribe.spell(spelling, stated.spans, stated.rule)

    return Row(field, write, "egov:acronym")


def chosen(field: str | Callable[[Any], object], predicate: str, make: Maker) -> Row:
    """A row of values that are one by their key and differ in spelling: all documents state the same one."""

    def write(scribe: Scribe, subject: str, stated: Stated[Any]) -> None:
        term = make(scribe, stated.value)
        spelling = Spelling(subject=subject, predicate=predicate, term=term, loser=Loser.SAME)
        scribe.spell(spelling, stated.spans, stated.rule)

    return Row(field, write, predicate)


def plain(_: Scribe, value: str) -> str:
    """A plain string on one line."""
    return string_term(_line(value))


def words(_: Scribe, value: Text) -> str:
    """A name in its language, on one line."""
    return text_term(_line(value.value), value.language)


def passage(_: Scribe, value: Text) -> str:
    """Words in their language with their lines; what no syntax can carry becomes a space."""
    return text_term(UNWRITABLE.sub(" ", value.value), value.language)


def raw(_: Scribe, value: Text) -> str:
    """Words as a plain string with their lines."""
    return string_term(UNWRITABLE.sub(" ", value.value))


def integer(_: Scribe, value: int) -> str:
    """A whole number."""
    return integer_term(value)


def decimal(_: Scribe, value: Any) -> str:  # noqa: ANN401
    """A decimal number."""
    return decimal_term(value)


def date(_: Scribe, value: Any) -> str:  # noqa: ANN401
    """A day."""
    return date_term(value)


def web_address(_: Scribe, value: str) -> str:
    """A web address."""
    return address(value)


def code(*schemes: str) -> Maker:
    """A code in the first of some schemes that has it."""
    return lambda scribe, value: scribe.code(schemes, value)


def country(scribe: Scribe, value: CountryRef) -> str:
    """A country."""
    return scribe.thing("Country", value.iso3)


def party(scribe: Scribe, value: object) -> str:
    """A country, an international organisation, or whatever record stands for a thing."""
    if isinstance(value, CountryRef):
        return country(scribe, value)
    if isinstance(value, InternationalRef):
        return scribe.thing("InternationalOrganization", value.identifier)
    return reference(scribe, value)


def reference(scribe: Scribe, value: object) -> str:
    """The thing of another record, which is written too."""
    return scribe.reference(value)


def spans_of(*stated: Stated[Any] | None) -> tuple[Span, ...]:
    """The spans of several values, in the order given."""
    return tuple(dict.fromkeys(span for one in stated if one is not None for span in one.spans))


def _line(value: str) -> str:
    return _BLANK.sub(" ", value).strip()


def shared(value: object, first: Stated[Any], *others: Stated[Any] | None) -> Stated[Any]:
    """A value that follows from others: their words say it, the first one's rule read it."""
    return Stated(value=value, spans=spans_of(first, *others), rule=first.rule)
