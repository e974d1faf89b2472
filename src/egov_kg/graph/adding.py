"""Statements that people add, with their sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from difflib import get_close_matches

from egov_kg.decisions import LABEL_IRI, TYPE_IRI, Add, Quote, Unfit, class_of, full_iri, short
from egov_kg.errors import InvalidIdentifier, InvalidLiteral, NotApplying
from egov_kg.graph.evidence import Quotation, Quoter
from egov_kg.graph.reference import Triple
from egov_kg.graph.registry import OF_REGISTRY
from egov_kg.graph.rulings import Rulings
from egov_kg.graph.terms import iri, string, thing
from egov_kg.graph.values import term_of
from egov_kg.model import Span
from egov_kg.records import DocumentRecords
from egov_kg.schema import Property, Schema

Values = Mapping[tuple[str, str], set[str]]
"""The objects that a build states, by subject and predicate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A statement that a person adds: its quotations and their document, or what is stated of an outside source.

    ``needs`` are the things that must be there for it.
    """

    decision: Add
    triple: Triple
    needs: tuple[str, ...]
    document: str | None = None
    quotations: tuple[Quotation, ...] = ()
    source: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The build to which statements are added; ``known`` tells of a term whether the registry or a code list has it."""

    rulings: Rulings
    schema: Schema
    classes: Mapping[str, str]
    values: Values
    known: Callable[[str], bool]
    sources: Sequence[DocumentRecords]
    longest_quotation: int


@dataclass(slots=True)
class Additions:
    """What is added: statements, and the classes of new things; and what does not apply."""

    site: Site
    added: list[Added] = field(default_factory=list)
    classes: dict[str, str] = field(default_factory=dict)
    unfit: list[Unfit] = field(default_factory=list)
    _types: dict[str, list[Add]] = field(default_factory=dict)

    def run(self, decisions: Sequence[Add]) -> None:
        """Takes what applies, then leaves out the new things that lack something, and what points to them."""
        for decision in decisions:
            if decision.statement.predicate == TYPE_IRI:
                self._attempt(decision, self._new)
        for decision in decisions:
            if decision.statement.predicate != TYPE_IRI:
                self._attempt(decision, self._state)
        self._complete()

    def leave(self, gone: Set[str]) -> bool:
        """Takes back what speaks of things that left the graph; whether anything was taken back."""
        before = len(self.added)
        self._withdraw(gone, "what it speaks of left the graph with what another entry rejects")
        self._complete()
        return len(self.added) < before

    def _complete(self) -> None:
        while missing := self._incomplete():
            for term, reason in missing.items():
                self._withdraw({term}, reason)

    def _attempt(self, decision: Add, take: Callable[[Add], None]) -> None:
        try:
            take(decision)
        except (NotApplying, InvalidIdentifier, InvalidLiteral) as error:
            self.unfit.append(Unfit(decision=decision, reason=str(error)))

    def _withdraw(self, gone: Set[str], reason: str) -> None:
        lost = [one for one in self.added if not gone.isdisjoint(one.needs)]
        self.added = [one for one in self.added if gone.isdisjoint(one.needs)]
        types = [add for term in sorted(gone) for add in self._types.pop(term, ())]
        entries = [*(one.decision for one in lost), *types]
        self.unfit += [Unfit(decision=decision, reason=reason) for decision in entries]
        for term in gone:
            self.classes.pop(term, None)

    def _new(self, decision: Add) -> None:
        subject, class_name = self.site.rulings.place(decision.statement.subject), class_of(decision.statement.subject)
        if subject in self.site.classes or subject in self.classes:
            raise NotApplying(f"{subject} is in the build already")
        if class_name in OF_REGISTRY and not self.site.known(subject):
            raise NotApplying(f"the registry has no {subject}")
        self.classes[subject] = class_name or ""
        self._types[subject] = [decision]

    def _state(self, decision: Add) -> None:
        statement, place = decision.statement, self.site.rulings.place
        subject, class_name = self._thing(place(statement.subject))
        found = self._property(statement.predicate, class_name)
        predicate = iri(statement.predicate)
        document = self._document(decision.source) if isinstance(decision.source, Quote) else None
        languages = document.description.languages if document else ()
        value = term_of(statement.object, found, next(iter(languages), "und"), place)
        needs = [subject]
        if found.ranges:
            needs.append(self._object(value, found))
        elif found.schemes:
            self._code(value, found)
        elif class_of(full_iri(value) or "") is not None:
            needs.append(self._thing(value)[0])
        once = found.once(class_name) or statement.predicate == LABEL_IRI
        self._check_values(subject, predicate, value, once=once)
        self.added.append(self._with_source(decision, (subject, predicate, value), tuple(needs), document))

    def _thing(self, term: str) -> tuple[str, str]:
        """A thing that is there, or that the registry knows, with its class."""
        class_name = self.site.classes.get(term) or self.classes.get(term)
        if class_name is None and self.site.known(term):
            class_name = self.classes[term] = class_of(full_iri(term) or "") or ""
        if class_name is None:
            raise NotApplying(f"{term} is not in this build. If it is new, add its rdf:type first")
        return term, class_name

    def _property(self, predicate: str, class_name: str) -> Property:
        found = self.site.schema.properties.get(predicate)
        if found is None:
            known = [short(name) for name in self.site.schema.properties]
            near = get_close_matches(short(predicate), known, n=1)
            raise NotApplying(f"there is no property {short(predicate)}" + (f"; {near[0]} is one" if near else ""))
        if not found.suits(class_name):
            raise NotApplying(f"a thing of the class egov:{class_name} has no {short(predicate)}")
        return found

    def _object(self, value: str, found: Property) -> str:
        try:
            term, class_name = self._thing(value)
        except NotApplying as error:
            raise NotApplying(f"its object {error}") from error
        if not found.takes(class_name):
            wanted = " or ".join(f"egov:{name}" for name in sorted(found.ranges))
            raise NotApplying(f"{short(found.iri)} points to {wanted}, and {term} is an egov:{class_name}")
        return term

    def _code(self, value: str, found: Property) -> None:
        if value.partition(":")[0] not in found.schemes or not self.site.known(value):
            raise NotApplying(f"{value} is no code of {' or '.join(found.schemes)}")

    def _check_values(self, subject: str, predicate: str, value: str, *, once: bool) -> None:
        if value == subject:
            raise NotApplying(f"{subject} cannot be its own {predicate}")
        stated = set(self.site.values.get((subject, predicate), ()))
        stated |= {one.triple[2] for one in self.added if one.triple[:2] == (subject, predicate)}
        if value in stated:
            raise NotApplying("the build states it already")
        if stated and once:
            known = ", ".join(sorted(stated))
            advice = "decide its label instead" if predicate == "rdfs:label" else "mark that as wrong first"
            raise NotApplying(f"{subject} has one {predicate} only, and it is {known}: {advice}")

    def _document(self, source: Quote) -> DocumentRecords:
        address = full_iri(source.document)
        found = [
            one
            for one in self.site.sources
            if source.document == one.source.file_name
            or (address is not None and address.endswith(f"/document/{one.source.key}"))
        ]
        if len(found) != 1:
            problem = "several documents are" if found else "no document of this build is"
            advice = "; name it by its address (document:…)" if found else ""
            raise NotApplying(f"{problem} called {source.document}{advice}")
        return found[0]

    def _with_source(
        self, decision: Add, triple: Triple, needs: tuple[str, ...], document: DocumentRecords | None
    ) -> Added:
        source = decision.source
        if document is None or not isinstance(source, Quote):
            words = str(source)
            address = full_iri(words) if words.startswith(("http://", "https://")) else None
            stated = ("prov:hadPrimarySource", iri(address)) if address else ("dcterms:source", string(words))
            return Added(decision=decision, triple=triple, needs=needs, source=(stated,))
        span = find_words(document.source.text, source.words)
        if span is None:
            raise NotApplying(f"{source.document} does not hold the quoted words")
        quotations = Quoter(document, longest=self.site.longest_quotation).quotations([span])
        private = document.source.private
        if not quotations or any(span.start < mask.end and mask.start < span.end for mask in private):
            raise NotApplying("the quoted words hold a private contact; quote what stands beside it")
        term = thing("SourceDocument", document.source.key)
        return Added(decision=decision, triple=triple, needs=needs, document=term, quotations=quotations)

    def _incomplete(self) -> dict[str, str]:
        """The new things that lack something their class needs, each with the reason."""
        found = {}
        for term in self._types:
            lacking = sorted(set(self._lacking(term)))
            if lacking:
                found[term] = f"{term} needs {' and '.join(lacking)} as well: add it too"
        return found

    def _lacking(self, term: str) -> Iterator[str]:
        class_name = self.classes[term]
        if class_name in OF_REGISTRY:
            return
        for need in self.site.schema.demands(class_name):
            stated = {one.triple for one in self.added if one.triple[1] == iri(need.predicate)}
            if len({triple for triple in stated if triple[2 * need.inverse] == term}) < need.least:
                yield short(need.predicate)


def find_words(text: str, words: str) -> Span | None:
    """Where a text first holds some words, whatever blanks and line ends stand between them."""
    parts = words.split()
    found = re.search(r"\s+".join(map(re.escape, parts)), text) if parts else None
    return Span(found.start(), found.end()) if found else None
