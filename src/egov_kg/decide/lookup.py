"""What people name, found in a build: things by address or name, statements, documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Final

from egov_kg import registry
from egov_kg.decisions import (
    OF_EVIDENCE,
    TYPE_IRI,
    Add,
    Decision,
    Quote,
    Value,
    class_of,
    full_iri,
    predicate_iri,
    short,
    value,
)
from egov_kg.errors import InvalidIdentifier, InvalidLiteral, NotInBuild
from egov_kg.graph.adding import find_words
from egov_kg.graph.reference import read_code_lists
from egov_kg.graph.terms import iri
from egov_kg.graph.values import term_of
from egov_kg.identifiers import entity_iri
from egov_kg.schema import Property, load_schema
from egov_kg.store import Solutions, Store, Term, TermKind, open_build
from egov_kg.vocabulary import entity_namespace

LISTED: Final = 5
"""So many near ones are named."""
_NAMES: Final = """
SELECT ?thing ?name WHERE {
  VALUES (?kind ?rank) { (rdfs:label 1) (foaf:name 2) (egov:handle 3) (egov:acronym 4) (skos:altLabel 5) }
  ?thing ?kind ?name .
} ORDER BY ?thing ?rank ?name"""
_THINGS: Final = "SELECT DISTINCT ?thing WHERE { { ?thing a ?class } UNION { ?thing dcterms:isReplacedBy ?other } }"
_STATED: Final = "SELECT ?subject ?predicate ?object WHERE { ?subject ?predicate ?object } ORDER BY ?predicate ?object"
_CLAIMED: Final = """
SELECT ?subject ?predicate ?object WHERE {
  ?claim rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; prov:wasDerivedFrom ?evidence .
  FILTER NOT EXISTS { ?claim prov:wasInvalidatedBy ?decision }
} LIMIT 1"""
_DOCUMENTS: Final = """
SELECT ?document ?file WHERE {
  ?document egov:fileName ?file . MINUS { ?part dcterms:isPartOf ?document }
} ORDER BY ?file ?document"""


@dataclass(frozen=True)
class Lookup:
    """A build that people speak of; ``waiting`` are the decisions that it does not hold yet."""

    folder: Path
    waiting: Sequence[Decision] = ()

    @cached_property
    def _store(self) -> Store:
        return open_build(self.folder)

    def _rows(self, sparql: str, **bindings: Term) -> tuple[tuple[Term | None, ...], ...]:
        found = self._store.query(sparql, bindings)
        assert isinstance(found, Solutions)  # noqa: S101  # a SELECT of ours
        return found.rows

    @cached_property
    def _things(self) -> frozenset[str]:
        found = (term.value for (term,) in self._rows(_THINGS) if term is not None)
        return frozenset(name for name in found if class_of(name) not in (None, *OF_EVIDENCE))

    @cached_property
    def _names(self) -> Mapping[str, Sequence[str]]:
        """The names of each thing, its label first."""
        found: dict[str, list[str]] = defaultdict(list)
        for thing, name in self._rows(_NAMES):
            if thing is not None and name is not None and thing.value in self._things:
                found[thing.value].append(name.value)
        return found

    @cached_property
    def _new(self) -> frozenset[str]:
        """The things that decisions add."""
        adds = (one.statement for one in self.waiting if isinstance(one, Add))
        return frozenset(statement.subject for statement in adds if statement.predicate == TYPE_IRI)

    def thing(self, given: str, *, new: bool = False) -> str:
        """The IRI of a thing, by its address or by one of its names; raises NotInBuild with near ones.

        ``new`` is whether the address of a thing will do that is not in the build.
        """
        address = full_iri(given)
        if address is not None:
            if address in self._things or address in self._new or (new and class_of(address)):
                return address
            local = address[address.rfind("/") + 1 :]
            raise self._missing(given, self._near(local, {_local(name): name for name in sorted(self._things)}))
        wanted = " ".join(given.split()).casefold()
        called = [thing for thing, names in self._names.items() if wanted in map(str.casefold, names)]
        if len(called) == 1:
            return called[0]
        if called:
            raise NotInBuild(self.folder, f"several things are called {given!r}", f"Name one: {self._listed(called)}")
        by_name = {name.casefold(): thing for thing, names in self._names.items() for name in names}
        raise self._missing(given, self._near(wanted, by_name))

    def _missing(self, given: str, near: Sequence[str]) -> NotInBuild:
        advice = f"Near: {self._listed(near)}" if near else "egov-kg query names --data lists what there is"
        return NotInBuild(self.folder, f"it has no {given!r}", advice)

    def _near(self, wanted: str, known: Mapping[str, str]) -> list[str]:
        found = get_close_matches(wanted, known, n=LISTED, cutoff=0.5)
        return list(dict.fromkeys(known[one] for one in found))

    def _listed(self, things: Iterable[str]) -> str:
        shown = [f"{short(one)} ({(self._names.get(one) or ['without a name'])[0]})" for one in things]
        return ", ".join(shown[:LISTED])

    def statement(self, subject: str, predicate: str, given: str) -> tuple[str, Value]:
        """The predicate and the object of a statement of the build that documents make; raises NotInBuild."""
        stated = self._stated(subject)
        found = self._predicate(predicate, stated)
        if found == TYPE_IRI:
            return found, Value(f"egov:{class_of(subject)}")
        terms = [term for term in stated[found] if self._means(given, term)]
        if len(terms) != 1:
            shown = ", ".join(written(term).words for term in (terms or stated[found])[:LISTED])
            what = "several values are" if terms else f"its {short(found)} is not"
            raise NotInBuild(self.folder, f"{short(subject)}: {what} {given!r}", f"Name one of: {shown}")
        if not self._claimed(subject, found, terms[0]):
            advice = "Only what documents say can be wrong; the registry and what follows from the file stay"
            raise NotInBuild(self.folder, f"no document says {short(found)} {given!r} of {short(subject)}", advice)
        return found, written(terms[0])

    def _stated(self, subject: str) -> Mapping[str, Sequence[Term]]:
        """What the build states of a thing, by property."""
        stated: dict[str, list[Term]] = defaultdict(list)
        for _, name, term in self._rows(_STATED, subject=Term(TermKind.IRI, subject)):
            if name is not None and term is not None:
                stated[name.value].append(term)
        return stated

    def _claimed(self, subject: str, predicate: str, value: Term) -> bool:
        about, stated = (Term(TermKind.IRI, address) for address in (subject, predicate))
        return bool(self._rows(_CLAIMED, subject=about, predicate=stated, object=value))

    def _predicate(self, given: str, known: Iterable[str]) -> str:
        """A property by its address, or by the last part of it."""
        names = list(known)
        wanted = predicate_iri("rdf:type" if given == "type" else given)
        found = [name for name in names if name == wanted or _local(name) == given]
        if len(found) != 1:
            shown = ", ".join(short(name) for name in names)
            raise NotInBuild(self.folder, f"no property {given!r} fits", f"Name one of: {shown}")
        return found[0]

    def _means(self, given: str, term: Term) -> bool:
        wanted = value(given)
        if term.kind is TermKind.IRI:
            names = [name.casefold() for name in self._names.get(term.value, ())]
            return term.value == wanted.iri or _local(term.value) == given or given.casefold() in names
        language = wanted.language in (None, term.language)
        return language and " ".join(term.value.split()) == " ".join(wanted.words.split())

    def addition(self, subject: str, predicate: str, given: str) -> tuple[str, Value]:
        """The predicate and the object of a statement that a person adds, as an entry writes them.

        Raises NotInBuild for a property, a thing or a code that there is not, a value that it cannot have, and a
        statement that the build makes already.
        """
        if predicate in ("a", "type", "rdf:type"):
            return TYPE_IRI, Value(f"egov:{class_of(subject)}")
        known, own = load_schema().properties, class_of(subject) or ""
        found = known[self._predicate(predicate, [name for name, one in known.items() if one.suits(own)])]
        added = self._object(given, found)
        if any(self._means(added.written(), term) for term in self._stated(subject).get(found.iri, ())):
            what = f"{short(subject)} has this {short(found.iri)} already"
            raise NotInBuild(self.folder, what, "There is nothing to add")
        return found.iri, added

    def _object(self, given: str, found: Property) -> Value:
        if found.ranges:
            known = _of_registry(given)
            fits = known is not None and found.takes(class_of(known) or "")
            return Value(short(known if known and fits else self.thing(given)))
        if found.schemes:
            return self._code(given, found)
        wanted = value(given)
        try:
            term_of(wanted, found, wanted.language or "und", iri)
        except (InvalidLiteral, InvalidIdentifier) as error:
            what = f"{short(found.iri)} cannot be {given!r} ({error})"
            raise NotInBuild(self.folder, what, "Mend the value") from error
        return Value(wanted.words, quoted=True) if found.datatype and wanted.iri is not None else wanted

    def _code(self, given: str, found: Property) -> Value:
        known = [f"{one.scheme}:{one.code}" for one in read_code_lists() if one.scheme in found.schemes]
        known.sort(key=lambda name: (found.schemes.index(name.partition(":")[0]), name))
        fitting = [name for name in known if full_iri(name) == full_iri(given) or _local(name) == given]
        if not fitting:
            near = get_close_matches(given, known, n=LISTED, cutoff=0.3) or known[:LISTED]
            raise NotInBuild(self.folder, f"no code of {short(found.iri)} is {given!r}", f"Near: {', '.join(near)}")
        return Value(fitting[0])

    def quote(self, document: str, words: str) -> Quote:
        """Words of a document of the build; raises NotInBuild where they are not in its text."""
        documents = {}
        for address, name in self._rows(_DOCUMENTS):
            if address is not None and name is not None:
                documents[address.value] = name.value
        found = [address for address, name in documents.items() if document == name or full_iri(document) == address]
        if len(found) != 1:
            shown = ", ".join(f"{name} ({short(address)})" for address, name in documents.items())
            what = "several documents are" if found else "no document is"
            raise NotInBuild(self.folder, f"{what} called {document!r}", f"Name one of: {shown}")
        path = self.folder / "texts" / f"{found[0].removeprefix(entity_namespace('SourceDocument'))[:16]}.txt"
        if find_words(path.read_bytes().decode(), words) is None:
            advice = f"Copy them from {path}"
            raise NotInBuild(self.folder, f"{documents[found[0]]} does not hold the words {words!r}", advice)
        return Quote(document=document, words=words)


def _of_registry(given: str) -> str | None:
    """The IRI of a country or an organisation that the registry knows by this name or address."""
    known, address = registry.load(), full_iri(given)
    local = _local(address or "")
    iso3 = local if address and local in known.countries else known.find_country(given)
    identifier = local if address and local in known.organizations else known.find_organization(given)
    made = [entity_iri("Country", iso3)] if iso3 else []
    made += [entity_iri("InternationalOrganization", identifier)] if identifier else []
    return next((one for one in made if address in (None, one)), None)


def written(term: Term) -> Value:
    """A term as an entry writes it."""
    if term.kind is TermKind.IRI:
        return Value(short(term.value))
    plain = value(term.value) == Value(term.value) and full_iri(term.value) is None and term.value.strip() == term.value
    return Value(term.value, term.language, quoted=bool(term.language) or not plain)


def _local(address: str) -> str:
    """The last part of an address or of a prefixed name."""
    return address[max(map(address.rfind, "/#:")) + 1 :]
