"""What follows from a rejected statement: a thing that lacks what its class needs leaves, with what points to it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from egov_kg.graph.reference import Triple
from egov_kg.graph.registry import OF_REGISTRY
from egov_kg.graph.rulings import REJECTED
from egov_kg.graph.scribe import Claim, DocumentGraph
from egov_kg.graph.terms import iri
from egov_kg.schema import Demand, Schema

LEADING: Final = MappingProxyType({"Person": Demand(predicate="egov:heldBy", least=1, inverse=True)})
"""Things that stand in a graph only because something leads to them: they leave with the last such statement."""
ROLES: Final = MappingProxyType({"egov:party": ("egov:provider", "egov:recipient")})
"""Who is rejected as one is rejected as the others too."""
_STAY: Final = (*OF_REGISTRY, "SourceDocument")


class Following:
    """Carries rejections through the statements of a build."""

    def __init__(self, graphs: Sequence[DocumentGraph], added: Iterable[Triple], schema: Schema) -> None:
        self._graphs = graphs
        self._classes = {term: name for graph in graphs for term, name in graph.classes.items()}
        self._demands = _Demands(schema)
        self._live: dict[str, list[Triple]] = defaultdict(list)
        self._claims: dict[Triple, list[Claim]] = defaultdict(list)
        self._rejected: dict[str, str] = {}
        self._roles: list[tuple[Triple, str]] = []
        self._waiting: deque[tuple[str, str]] = deque()
        self.gone: dict[str, str] = {}
        for graph in graphs:
            for claim in graph.claims:
                self._take(claim)
        for triple in dict.fromkeys([*added, *(fact for graph in graphs for fact in graph.facts)]):
            if triple not in self._claims:
                self._index(triple)

    def _take(self, claim: Claim) -> None:
        decision = next((value for predicate, value in claim.also if predicate == REJECTED), None)
        if decision is None:
            if claim.triple not in self._claims:
                self._index(claim.triple)
            self._claims[claim.triple].append(claim)
        else:
            self._waiting += [(claim.subject, decision), (claim.object, decision)]
            roles = ROLES.get(claim.predicate, ())
            self._roles += [((claim.subject, role, claim.object), decision) for role in roles]

    def _index(self, triple: Triple) -> None:
        for end in {triple[0], triple[2]}:
            self._live[end].append(triple)

    def run(self, unreal: Mapping[str, str]) -> tuple[DocumentGraph, ...]:
        """The graphs with everything that follows, from the things that a person says are not real too."""
        for triple, decision in self._roles:
            self._reject(triple, decision)
        self._waiting.extend(sorted(unreal.items()))
        while self._waiting:
            term, decision = self._waiting.popleft()
            if term in self._classes and term not in self.gone and (term in unreal or not self._holds(term)):
                self.gone[term] = unreal.get(term, decision)
                for triple in list(self._live[term]):
                    self._reject(triple, self.gone[term])
        return tuple(self._closed(graph) for graph in self._graphs)

    def _reject(self, triple: Triple, decision: str) -> None:
        if triple not in self._live[triple[0]]:
            return
        for end in sorted({triple[0], triple[2]}):
            self._live[end].remove(triple)
            self._waiting.append((end, decision))
        for claim in self._claims[triple]:
            self._rejected[claim.iri] = decision

    def _holds(self, term: str) -> bool:
        """Whether a thing has all that its class needs, and something is said of it at all."""
        class_name = self._classes[term]
        live = self._live[term]
        if class_name in _STAY:
            return True
        return any(triple[0] == term for triple in live) and all(
            len({triple for triple in live if triple[1] == need.predicate and triple[2 * need.inverse] == term})
            >= need.least
            for need in self._demands.of(class_name)
        )

    def _closed(self, graph: DocumentGraph) -> DocumentGraph:
        claims = tuple(
            claim._replace(also=((REJECTED, self._rejected[claim.iri]),)) if claim.iri in self._rejected else claim
            for claim in graph.claims
        )
        facts = tuple(fact for fact in graph.facts if fact[0] not in self.gone and fact[2] not in self.gone)
        stated = {term for fact in facts for term in (fact[0], fact[2])}
        stated |= {term for claim in claims if not claim.rejected for term in (claim.subject, claim.object)}
        classes = {term: name for term, name in graph.classes.items() if term in stated}
        return replace(graph, claims=claims, facts=facts, classes=classes)


class _Demands:
    """What classes need, in terms."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._known: dict[str, tuple[Demand, ...]] = {}

    def of(self, class_name: str) -> tuple[Demand, ...]:
        """The demands of a class."""
        if class_name not in self._known:
            found = [replace(one, predicate=iri(one.predicate)) for one in self._schema.demands(class_name)]
            leading = [LEADING[class_name]] if class_name in LEADING else []
            self._known[class_name] = (*found, *leading)
        return self._known[class_name]
