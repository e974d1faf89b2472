"""RDF terms as text in Turtle syntax: the only place that makes them, each checked for its lexical form.

Text instead of objects because a build holds many thousands of terms: a term object of a library costs more than
the whole rest of a statement. Our own things and codes are written with their prefix (``agency:COL-mintic``), all
other addresses in angle brackets, numbers in shorthand, strings plain and never typed xsd:string.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from egov_kg.errors import InvalidIdentifier, InvalidLiteral
from egov_kg.identifiers import entity_iri, local_name
from egov_kg.vocabulary import CODE_SCHEMES, PREFIXES, code_namespace

TYPE: Final = "a"
"""rdf:type as Turtle abbreviates it."""

_NAMESPACES: Final = {namespace: prefix for prefix, namespace in PREFIXES.items()}
# Turtle 1.1, PN_CHARS_BASE; the first and last character may also be a digit, those between a hyphen or a dot.
_BASE: Final = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF\U00010000-\U0001FFFD\U00020000-\U0002FFFD"
)
_LOCAL: Final = re.compile(rf"[{_BASE}0-9](?:[{_BASE}0-9.-]*[{_BASE}0-9])?\Z")
_IRI: Final = re.compile(
    r"""[A-Za-z][A-Za-z0-9+.-]*:(?:[^\s\x00-\x20\x7f-\x9f<>"{}|^`\\\[\]%#\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff"""
    r"""\U000e0000-\U0010ffff]|%[0-9A-Fa-f]{2}|\#(?!.*\#))*\Z"""
)
_NONCHARACTERS: Final = frozenset(chr(plane + n) for plane in range(0, 0xF0000, 0x10000) for n in (0xFFFE, 0xFFFF))
_LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*\Z")
UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0, and with it one of RDF's syntaxes, cannot carry."""
# Line separators that only some programs know end a line in those: escaped, a file has the same lines for all.
_ESCAPED: Final = re.compile(r'[\x00-\x1f"\\\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]')
_ESCAPE: Final = re.compile(r"\\u([0-9A-F]{4})|\\.")
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNESCAPES: Final = {escaped: char for char, escaped in _ESCAPES.items()}


@lru_cache(maxsize=262_144)
def iri(value: str) -> str:
    """An absolute IRI; raises InvalidIdentifier for what RFC 3987 does not allow.

    >>> iri("https://w3id.org/egov-kg/id/agency/COL-mintic"), iri("https://example.org/a")
    ('agency:COL-mintic', '<https://example.org/a>')
    """
    if not _IRI.match(value) or not _NONCHARACTERS.isdisjoint(value):
        raise InvalidIdentifier(value, "an IRI has a scheme and holds neither spaces, brackets nor control characters")
    cut = max(value.rfind("/"), value.rfind("#")) + 1
    prefix = _NAMESPACES.get(value[:cut])
    if prefix is not None and _LOCAL.match(value, cut):
        return f"{prefix}:{value[cut:]}"
    return f"<{value}>"


@lru_cache(maxsize=262_144)
def thing(class_name: str, *parts: str) -> str:
    """The IRI of a thing of ours by the parts of its key; raises InvalidIdentifier where one is empty."""
    if not parts or not all(parts):
        raise InvalidIdentifier("-".join(parts), f"the key of a {class_name} lacks a part")
    return iri(entity_iri(class_name, *parts))


@lru_cache(maxsize=65_536)
def code(scheme: str, name: str) -> str:
    """A code of a scheme by its local name; raises InvalidIdentifier.

    >>> code("mandate", "health")
    'mandate:health'
    """
    if scheme not in CODE_SCHEMES:
        raise InvalidIdentifier(scheme, f"no code scheme; known are {', '.join(CODE_SCHEMES)}")
    return iri(code_namespace(scheme) + local_name(name))


def local(term: str) -> str:
    """The last segment of an IRI's term: the key of a thing of ours.

    >>> local("agency:COL-mintic"), local("<https://example.org/id/x>")
    ('COL-mintic', 'x')
    """
    return term.rstrip(">").rpartition("/")[2] if term.startswith("<") else term.partition(":")[2]


def string(value: str) -> str:
    """A plain string; raises InvalidLiteral for characters that no syntax can carry.

    >>> string('the "blue" line')
    '"the \\\\"blue\\\\" line"'
    """
    if not _ESCAPED.search(value):
        return f'"{value}"'
    if UNWRITABLE.search(value):
        raise InvalidLiteral(value, "string: it holds control characters")
    return f'"{_ESCAPED.sub(_escape, value)}"'


def text(value: str, language: str) -> str:
    """Words in a language (BCP 47, written in lower case); raises InvalidLiteral."""
    if not _LANGUAGE.match(language):
        raise InvalidLiteral(language, "language tag")
    return f"{string(value)}@{language.lower()}"


def integer(value: int) -> str:
    """A whole number, in shorthand."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidLiteral(repr(value), "xsd:integer")
    return str(value)


@lru_cache(maxsize=4_096, typed=True)
def decimal(value: Decimal) -> str:
    """A decimal number in shorthand and canonical form: no exponent, a digit on each side of the dot.

    >>> decimal(Decimal("12.50")), decimal(Decimal("7"))
    ('12.5', '7.0')
    """
    if not isinstance(value, Decimal) or not value.is_finite():
        raise InvalidLiteral(str(value), "xsd:decimal")
    digits = format(value, "f")
    whole, _, fraction = digits.partition(".")
    canonical = f"{whole}.{fraction.rstrip('0') or '0'}"
    return "0.0" if canonical == "-0.0" else canonical


def date(value: datetime.date) -> str:
    """A day of the calendar."""
    if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date):
        raise InvalidLiteral(repr(value), "xsd:date")
    return f'"{value.isoformat()}"^^xsd:date'


@lru_cache(maxsize=262_144)
def expand(term: str) -> str:
    """A term in N-Triples syntax: no prefixes, no shorthand.

    >>> expand("egov:country"), expand("12.5")[:6]
    ('<https://w3id.org/egov-kg/ontology#country>', '"12.5"')
    """
    first = term[0]
    if first == '"':
        words, typed, datatype = term.rpartition("^^")
        return f"{words}^^{expand(datatype)}" if typed and datatype == "xsd:date" else term
    if first == "<":
        return term
    if term == TYPE:
        return f"<{PREFIXES['rdf']}type>"
    if first.isdigit() or first == "-":
        return f'"{term}"^^<{PREFIXES["xsd"]}{"decimal" if "." in term else "integer"}>'
    prefix, _, name = term.partition(":")
    return f"<{PREFIXES[prefix]}{name}>"


def unquoted(term: str) -> str:
    """The words of a string, with or without a language or datatype.

    >>> unquoted(text('a "b"', "en"))
    'a "b"'
    """
    return _ESCAPE.sub(_unescape, term[1 : term.rindex('"')])


def _unescape(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else _UNESCAPES[found[0]]


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"
