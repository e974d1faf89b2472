"""Decisions made of invented words."""

from __future__ import annotations

import datetime
from typing import Any

from egov_kg.decisions import Add, Different, Label, Quote, Same, Statement, Wrong, full_iri, predicate_iri, value

SIGNED: dict[str, Any] = {"by": "Eva Editora", "on": datetime.date(2024, 5, 31), "why": "we asked them"}
"""Who decided, when and why."""


def address(name: str) -> str:
    """The IRI that a prefixed name stands for."""
    found = full_iri(name)
    assert found is not None, name
    return found


def statement(subject: str, predicate: str, thing: str) -> Statement:
    """A statement by its prefixed names, as an entry writes them."""
    found = predicate_iri(predicate)
    assert found is not None, predicate
    return Statement(subject=address(subject), predicate=found, object=value(thing))


def wrong(subject: str, predicate: str, thing: str) -> Wrong:
    """A rejected statement."""
    return Wrong(statement=statement(subject, predicate, thing), **SIGNED)


def add(subject: str, predicate: str, thing: str, source: Quote | str = "The Gazette, page 7") -> Add:
    """An added statement."""
    return Add(statement=statement(subject, predicate, thing), source=source, **SIGNED)


def same(first: str, second: str) -> Same:
    """Two things that are one."""
    return Same(first=address(first), second=address(second), **SIGNED)


def different(first: str, second: str) -> Different:
    """Two things that stay two."""
    return Different(first=address(first), second=address(second), **SIGNED)


def label(thing: str, name: str) -> Label:
    """A name that a person gives."""
    return Label(thing=address(thing), name=value(name), **SIGNED)
