"""RDF as real catalogues serve it: any syntax, read on behind what is broken, nothing fetched from the web."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from egov_kg.catalogues.contexts import with_contexts
from egov_kg.catalogues.model import Page, Troubles

SYNTAXES: Final = MappingProxyType({
    "turtle": ox.RdfFormat.TURTLE,
    "n-triples": ox.RdfFormat.N_TRIPLES,
    "rdf-xml": ox.RdfFormat.RDF_XML,
    "json-ld": ox.RdfFormat.JSON_LD,
})  # fmt: skip
_MOST_ERRORS: Final = 1_000
_LINE: Final = re.compile(rb"\s*(?:<[^<>\s]*>|_:\S+)\s+<[^<>\s]*>\s+\S")

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Things = dict[str, dict[str, list[Term]]]
"""What is said of each thing, by the local names of properties in lower case, so that a wrong namespace still reads."""


def syntax_of(page: Page) -> ox.RdfFormat | None:
    """The syntax of a page, by its first bytes and not by what a server calls it; None for what is no RDF."""
    head = page.body[:65_536].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] in (b"{", b"["):
        return ox.RdfFormat.JSON_LD if b'"@' in page.body[:1_048_576] else None
    if b"<rdf:RDF" in head or (b"22-rdf-syntax-ns#" in head and head.startswith(b"<?xml")):
        return ox.RdfFormat.RDF_XML
    if re.match(rb"<!doctype html|<html|<\?xml", head, re.IGNORECASE):
        return None
    if re.search(rb"(?:^|\n)\s*(?:@prefix|prefix|@base)\s", head, re.IGNORECASE):
        return ox.RdfFormat.TURTLE
    lines = [line for line in head.split(b"\n")[:20] if line.strip() and not line.lstrip().startswith(b"#")]
    return ox.RdfFormat.N_TRIPLES if lines and _LINE.match(lines[0]) else None


def things(page: Page, syntax: ox.RdfFormat, troubles: Troubles, *, prefix: str = "") -> Things:
    """What a page says of each thing; ``prefix`` tells its blank nodes from those of other pages."""
    found: Things = defaultdict(lambda: defaultdict(list))
    for triple in _triples(page, syntax, troubles):
        subject = _key(triple.subject, prefix)
        value = triple.object
        if isinstance(value, ox.BlankNode):
            value = ox.BlankNode(f"{prefix}{value.value}")
        if isinstance(value, Term):
            found[subject][local(triple.predicate.value)].append(value)
    return found


def _triples(page: Page, syntax: ox.RdfFormat, troubles: Troubles) -> Iterator[ox.Triple]:
    body = with_contexts(page.body, troubles) if syntax == ox.RdfFormat.JSON_LD else page.body
    parser = ox.parse(body, format=syntax, base_iri=_base(page.url), lenient=True, without_named_graphs=False)
    errors = 0
    while errors < _MOST_ERRORS:
        try:
            quad = next(parser)
        except StopIteration:
            return
        except SyntaxError as error:
            errors += 1
            troubles.add("places where the RDF is broken", str(error).partition("\n")[0])
        except ValueError as error:  # JSON-LD whose own context names one that stands elsewhere
            troubles.add("places where the RDF is broken", str(error))
            return
        else:
            if isinstance(quad.subject, ox.NamedNode | ox.BlankNode):
                yield ox.Triple(quad.subject, quad.predicate, quad.object)


def _base(url: str) -> str | None:
    return url if re.match(r"https?://[^\s<>]+\Z", url) else "http://localhost/"


def _key(node: ox.NamedNode | ox.BlankNode | ox.Triple, prefix: str) -> str:
    if isinstance(node, ox.BlankNode):
        return f"_:{prefix}{node.value}"
    return node.value if isinstance(node, ox.NamedNode) else str(node)


def local(iri: str) -> str:
    """The last part of an address, in lower case.

    >>> local("http://purl.org/dc/terms/Title")
    'title'
    """
    return iri[max(iri.rfind("/"), iri.rfind("#"), iri.rfind(":")) + 1 :].lower()


def key_of(term: Term) -> str:
    """The key of a term as a thing."""
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else term.value
