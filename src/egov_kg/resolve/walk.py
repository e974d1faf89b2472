"""Every mention in the records of a document, those inside other records too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from egov_kg.model import Stated
from egov_kg.records import DocumentRecords, Entity, LegalInstrument, OrganizationMention, Strategy


def mentions(records: DocumentRecords) -> Iterator[Entity]:
    """The mentions of a document in reading order, each once, what is mentioned inside another before it."""
    seen: set[int] = set()
    for record in records.records:
        yield from _inside(record, seen)


def _inside(value: object, seen: set[int]) -> Iterator[Entity]:
    if isinstance(value, tuple):
        for one in value:
            yield from _inside(one, seen)
    elif isinstance(value, Stated):
        yield from _inside(value.value, seen)
    elif is_dataclass(value) and id(value) not in seen:
        seen.add(id(value))
        for field in fields(value):
            yield from _inside(getattr(value, field.name), seen)
        if isinstance(value, OrganizationMention | LegalInstrument | Strategy):
            yield value
