"""What the ontology and the shapes say of a class: which properties it has and needs, and what their values are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from egov_kg.config import data_folder
from egov_kg.vocabulary import ONTOLOGY, PREFIXES, SUPERCLASSES

ANY: Final = "any class"
_SH: Final = "http://www.w3.org/ns/shacl#"
_DOMAINS: Final = (PREFIXES["rdfs"] + "domain", PREFIXES["schema"] + "domainIncludes")
_RANGES: Final = (PREFIXES["rdfs"] + "range", PREFIXES["schema"] + "rangeIncludes")
_SAME: Final = PREFIXES["owl"] + "sameAs"
_CODES: Final = re.compile(r"/code/\(?([a-z|-]+)\)?/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A property by its IRI: the classes that have it (none: any), what its values are, and where it stands once.

    ``datatype`` is the IRI of a literal's datatype, None where the values are IRIs: things of the classes ``ranges``
    (none: addresses of the web), or codes of ``schemes``. ``single`` holds the classes, ANY for all of them.
    """

    iri: str
    domains: frozenset[str]
    ranges: frozenset[str]
    schemes: tuple[str, ...]
    datatype: str | None
    single: frozenset[str]

    def suits(self, class_name: str) -> bool:
        """Whether things of a class have the property."""
        return not self.domains or not self.domains.isdisjoint(lineage(class_name))

    def once(self, class_name: str) -> bool:
        """Whether a thing of a class has it at most once."""
        return not self.single.isdisjoint({ANY, *lineage(class_name)})

    def takes(self, class_name: str) -> bool:
        """Whether things of a class can be its values."""
        return not self.ranges.isdisjoint(lineage(class_name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """So many values a thing needs of a property; ``inverse`` where it is the value."""

    predicate: str
    least: int
    inverse: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The properties by their IRIs, and what each class needs, without what no shape calls a Violation."""

    properties: Mapping[str, Property]
    needs: Mapping[str, tuple[Demand, ...]]

    def demands(self, class_name: str) -> tuple[Demand, ...]:
        """What a thing of a class needs, the classes above it included."""
        return tuple(demand for name in lineage(class_name) for demand in self.needs.get(name, ()))


def lineage(class_name: str) -> tuple[str, ...]:
    """A class and the classes above it."""
    return (class_name, *SUPERCLASSES.get(class_name, ()))


Node = ox.NamedNode | ox.BlankNode
_Triples = dict[tuple[Node, str], list[ox.NamedNode | ox.BlankNode | ox.Literal]]


@cache
def load_schema() -> Schema:
    """The schema of ontology/egov.ttl and shapes/*.ttl, read once."""
    ontology = _read([data_folder("ontology") / "egov.ttl"])
    shapes = _read(sorted(data_folder("shapes").glob("*.ttl")))
    needs: dict[str, list[Demand]] = {}
    seen: dict[str, list[Node]] = {}
    for node in sorted({node for node, name in shapes if name == _SH + "path"}, key=str):
        path = shapes[node, _SH + "path"][0]
        if isinstance(path, ox.NamedNode):
            seen.setdefault(path.value, []).append(node)
        demand = _demand(shapes, node)
        for name in _classes(shapes.get((node, _SH + "targetClass"), ())) if demand else ():
            needs.setdefault(name, []).append(demand)  # type: ignore[arg-type]
    named = {node.value for node, _ in ontology if isinstance(node, ox.NamedNode) and _is_property(ontology, node)}
    found = {iri: _property(iri, ontology, shapes, seen.get(iri, [])) for iri in sorted(named | seen.keys())}
    return Schema(
        properties={iri: one for iri, one in found.items() if iri in named or iri == _SAME or _is_literal(one)},
        needs={name: tuple(demands) for name, demands in needs.items()},
    )


def _is_literal(found: Property) -> bool:
    return found.datatype is not None and not found.iri.startswith(PREFIXES["prov"])


def _read(paths: list[Path]) -> _Triples:
    found: _Triples = {}
    for path in paths:
        for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(triple.subject, Node) and isinstance(triple.object, ox.NamedNode | ox.BlankNode | ox.Literal):
                found.setdefault((triple.subject, triple.predicate.value), []).append(triple.object)
    return found


def _is_property(ontology: _Triples, node: ox.NamedNode) -> bool:
    types = {str(kind) for kind in ontology.get((node, PREFIXES["rdf"] + "type"), ())}
    ours = node.value.startswith(ONTOLOGY)
    return ours and not types.isdisjoint({f"<{PREFIXES['owl']}{kind}Property>" for kind in ("Object", "Datatype")})


def _classes(nodes: object) -> Iterator[str]:
    assert isinstance(nodes, list | tuple)  # noqa: S101  # the objects of a predicate
    for node in nodes:
        if isinstance(node, ox.NamedNode) and node.value.startswith(ONTOLOGY):
            yield node.value.removeprefix(ONTOLOGY)


def _number(shapes: _Triples, node: Node, name: str) -> int | None:
    values = shapes.get((node, _SH + name))
    return int(values[0].value) if values else None


def _demand(shapes: _Triples, node: Node) -> Demand | None:
    """What a shape demands at least, where it demands it of each thing of a class."""
    least, path = _number(shapes, node, "minCount"), shapes[node, _SH + "path"][0]
    if not least or (node, _SH + "severity") in shapes or isinstance(path, ox.Literal):
        return None
    if isinstance(path, ox.NamedNode):
        return Demand(predicate=path.value, least=least)
    inverse = shapes.get((path, _SH + "inversePath"), ())
    if inverse and isinstance(inverse[0], ox.NamedNode) and inverse[0].value.startswith(ONTOLOGY):
        return Demand(predicate=inverse[0].value, least=least, inverse=True)
    return None


def _property(iri: str, ontology: _Triples, shapes: _Triples, nodes: list[Node]) -> Property:
    own = ox.NamedNode(iri)
    ranges = [node for name in _RANGES for node in ontology.get((own, name), ())]
    datatypes = [node for one in nodes for node in shapes.get((one, _SH + "datatype"), ())] + [
        node for node in ranges if str(node).startswith(f"<{PREFIXES['xsd']}")
    ]
    patterns = [node.value for one in nodes for node in shapes.get((one, _SH + "pattern"), ())]
    schemes = [scheme for text in patterns for found in _CODES.findall(text) for scheme in found.split("|")]
    return Property(
        iri=iri,
        domains=frozenset(name for part in _DOMAINS for name in _classes(ontology.get((own, part), ()))),
        ranges=frozenset(_classes(ranges)),
        schemes=tuple(dict.fromkeys(schemes)),
        datatype=datatypes[0].value if datatypes else None,
        single=frozenset(
            name
            for node in nodes
            if _number(shapes, node, "maxCount") == 1 and (node, _SH + "severity") not in shapes
            for name in list(_classes(shapes.get((node, _SH + "targetClass"), ()))) or [ANY]
        ),
    )
