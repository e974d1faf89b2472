"""What a text of SPARQL asks for, found by its words: calls of other services, graphs it names, updates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin

from egov_kg.vocabulary import PREFIXES

_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
TOKEN: Final = re.compile(
    r'''(?P<quoted>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|\'(?!\'\'))*\'\'\''''
    r'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')'''
    r'''|(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)'''
    r"""|(?P<comment>\#[^\n\r]*)"""
    r"""|(?P<word>[?$@]?[\w:.%-]+)""",
    re.DOTALL,
)
"""Strings, IRIs, comments and words, by the names of its groups; signs are left out."""
_UPDATES: Final = frozenset({
    "add", "clear", "copy", "create", "delete", "drop", "insert", "load", "move", "with",
})  # fmt: skip
"""The words that an update begins with (SPARQL 1.1 Update, section 3)."""


def calls_service(sparql: str) -> bool:
    """Whether a query may hold a SERVICE clause; rather once too often than once too seldom.

    >>> calls_service('SELECT * { SERVICE <https://example.org/sparql> { ?s ?p ?o } }')
    True
    >>> calls_service('SELECT * { ?s rdfs:label "public service"@en }')
    False
    """
    return any(_may_be_service(token) for text in _readings(sparql, "service") for token in TOKEN.finditer(text))


def services(sparql: str) -> frozenset[str] | None:
    """The addresses that a query's SERVICE clauses call; None where it cannot be told for certain.

    >>> sorted(services('SELECT * { SERVICE SILENT <https://example.org/sparql> { ?s ?p ?o } }'))
    ['https://example.org/sparql']
    >>> services('SELECT * { SERVICE ?anywhere { ?s ?p ?o } }') is None
    True
    """
    found: set[str] = set()
    for text in _readings(sparql, "service"):
        tokens = _tokens(text)
        for place, token in enumerate(tokens):
            if not _may_be_service(token):
                continue
            after = [other for other in tokens[place + 1 : place + 3] if (other["word"] or "").lower() != "silent"]
            if (token["word"] or "").lower() != "service" or not after or not after[0]["iri"]:
                return None
            found.add(after[0]["iri"][1:-1])
    return frozenset(found)


def graphs_named(sparql: str, base: str) -> tuple[str, ...]:
    """The IRIs of the graphs that a query's FROM and FROM NAMED clauses name, in their order.

    >>> graphs_named('SELECT * FROM <https://example.org/a> FROM NAMED graph:codes { ?s ?p ?o }', '')
    ('https://example.org/a', 'https://w3id.org/egov-kg/graph/codes')
    """
    found: dict[str, None] = {}
    for text in _readings(sparql, "from"):
        tokens = _tokens(text)
        prefixes = dict(PREFIXES)
        for place, token in enumerate(tokens[:-1]):
            word, after = (token["word"] or "").lower(), tokens[place + 1]
            if word == "base" and after["iri"]:
                base = urljoin(base, after["iri"][1:-1])
            elif word == "prefix" and after["word"] and place + 2 < len(tokens) and tokens[place + 2]["iri"]:
                prefixes[after["word"].removesuffix(":")] = urljoin(base, tokens[place + 2]["iri"][1:-1])
            elif word == "from":
                named = tokens[place + 2] if _is(after, "named") and place + 2 < len(tokens) else after
                found.update(dict.fromkeys(_iri(named, base, prefixes)))
    return tuple(found)


def is_update(sparql: str) -> bool:
    """Whether a text begins like an update.

    >>> is_update('PREFIX a: <urn:a> DELETE WHERE { ?s ?p ?o }'), is_update('ASK { ?insert ?p ?o }')
    (True, False)
    """
    tokens = (token for token in TOKEN.finditer(sparql) if token["comment"] is None)
    for token in tokens:
        word = (token["word"] or "").lower()
        if word == "prefix":
            next(tokens, None)
            next(tokens, None)
        elif word == "base":
            next(tokens, None)
        else:
            return word in _UPDATES
    return False


def _readings(sparql: str, word: str) -> set[str]:
    """How a text that may hold a word can be read: a parser may resolve escapes before or after it finds the tokens."""
    lower = sparql.lower()
    escaped = "\\u" in lower
    if word not in lower and not escaped:
        return set()
    return {sparql, _ESCAPE.sub(_character, sparql)} if escaped else {sparql}


def _character(found: re.Match[str]) -> str:
    return chr(min(int(found[1] or found[2], 16), 0x10FFFF))


def _tokens(text: str) -> list[re.Match[str]]:
    return [token for token in TOKEN.finditer(text) if token["comment"] is None]


def _is(token: re.Match[str], word: str) -> bool:
    return (token["word"] or "").lower() == word


def _iri(token: re.Match[str], base: str, prefixes: dict[str, str]) -> Iterator[str]:
    if token["iri"]:
        yield urljoin(base, token["iri"][1:-1]) if base else token["iri"][1:-1]
    elif token["word"]:
        prefix, _, local = token["word"].partition(":")
        if prefix in prefixes:
            yield prefixes[prefix] + local


def _may_be_service(token: re.Match[str]) -> bool:
    if token["word"]:
        first, *others = token["word"].lower().split(".")
        heads = others if first.startswith(("?", "$", "@")) else [first, *others]
        return any("service" in head.partition(":")[0] for head in heads)
    # What looks like an IRI can be a comparison, which ends with a bracket before a clause follows.
    return token["iri"] is not None and re.search(r"\).*service", token["iri"], re.IGNORECASE) is not None


__all__ = ["TOKEN", "calls_service", "graphs_named", "is_update", "services"]
