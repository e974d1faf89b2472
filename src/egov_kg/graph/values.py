"""Objects of statements as people write them, against the terms of a graph."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from egov_kg.decisions import Value
from egov_kg.errors import InvalidIdentifier, InvalidLiteral
from egov_kg.graph.addresses import address
from egov_kg.graph.terms import date, decimal, integer, iri, local, string, text, unquoted
from egov_kg.schema import Property
from egov_kg.vocabulary import CODE_SCHEMES, PREFIXES

Place = Callable[[str], str]
"""The term of an IRI, where it stands now."""

_XSD = PREFIXES["xsd"]
_WHOLE = re.compile(r"[+-]?\d+\Z")


def matches(value: Value, term: str, place: Place) -> bool:
    """Whether a person means a term: an IRI, a code's last part, a number, or words whatever their language."""
    if term.startswith('"'):
        words, language = unquoted(term), term[term.rindex('"') + 1 :].removeprefix("@")
        return _line(words) == _line(value.words) and (value.language is None or value.language == language)
    if term[0].isdigit() or term[0] == "-":
        return _number(value.words) == Decimal(term)
    if value.iri is not None and _same_iri(value.iri, term, place):
        return True
    if term.partition(":")[0] in CODE_SCHEMES:
        return value.words == local(term)
    try:
        return term.startswith("<") and address(value.words) == term
    except InvalidIdentifier:
        return False


def _same_iri(wanted: str, term: str, place: Place) -> bool:
    try:
        return place(wanted) == term
    except InvalidIdentifier:
        return False


def _line(words: str) -> str:
    return " ".join(words.split())


def _number(words: str) -> Decimal | None:
    try:
        return Decimal(words)
    except InvalidOperation:
        return None


def term_of(value: Value, found: Property, language: str, place: Place) -> str:
    """The term that a value is as the object of a property; words without a language are in the one given.

    Raises InvalidLiteral for words that the property's datatype does not have, InvalidIdentifier for no IRI.
    """
    if found.datatype is None:
        return _iri_term(value, found, place)
    words = _line(value.words)
    match found.datatype.removeprefix(_XSD):
        case "integer":
            if not _WHOLE.match(words):
                raise InvalidLiteral(words, "whole number")
            return integer(int(words))
        case "decimal":
            number = _number(words)
            if number is None:
                raise InvalidLiteral(words, "number")
            return decimal(number)
        case "date":
            try:
                return date(datetime.date.fromisoformat(words))
            except ValueError as error:
                raise InvalidLiteral(words, "day (such as 2014-03-06)") from error
        case "string":
            return string(words)
    return text(words, value.language or language)


def _iri_term(value: Value, found: Property, place: Place) -> str:
    if value.iri is not None and not (value.words.startswith(("http://", "https://")) and not found.ranges):
        return place(value.iri)
    if found.schemes or found.ranges:
        advice = f"write it with its prefix, such as {found.schemes[0]}:…" if found.schemes else "write its address"
        raise InvalidIdentifier(value.words, advice)
    return address(value.words) if found.iri.endswith("#url") else iri(value.words)
