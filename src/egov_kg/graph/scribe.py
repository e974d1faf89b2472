"""Writes down what one document states: facts, and for each a claim with its quotations."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, NamedTuple

from egov_kg.errors import InvalidIdentifier, InvalidLiteral, ItemSkipped, KnowledgeError, UnresolvedName
from egov_kg.graph.evidence import Quotation, Quoter
from egov_kg.graph.names import Election, Spelling
from egov_kg.graph.reference import Codes, Triple
from egov_kg.graph.rulings import REJECTED, Rejection, Rulings
from egov_kg.graph.terms import expand
from egov_kg.graph.terms import thing as thing_term
from egov_kg.model import Skipped, Span
from egov_kg.records import UNDESCRIBED, DocumentRecords, Entity, EntityKey, Resolution

LEFT_OUT = (InvalidIdentifier, InvalidLiteral, ItemSkipped)
"""What leaves out one statement or one record; everything else is a fault of ours and stops the run."""

Subject = Callable[["Scribe", Any], str]
"""Finds the IRI of a record's thing."""


class Claim(NamedTuple):
    """A statement as one document makes it, or a person; ``also`` is what is stated of it beside, by a person."""

    iri: str
    subject: str
    predicate: str
    object: str
    rule: str
    confidence: Decimal
    quotations: tuple[Quotation, ...]
    also: tuple[tuple[str, str], ...] = ()

    @property
    def triple(self) -> Triple:
        """The statement."""
        return self[1:4]

    @property
    def rejected(self) -> bool:
        """Whether a person rejected the statement, which then is no fact."""
        return any(predicate == REJECTED for predicate, _ in self.also)


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """What one document gives: the classes of the things it speaks of, facts that no quotation says, and its claims."""

    iri: str
    classes: Mapping[str, str]
    facts: tuple[Triple, ...]
    claims: tuple[Claim, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What the scribes of all documents share."""

    resolution: Resolution
    subjects: Mapping[type, Subject]
    codes: Codes
    confidences: Mapping[str, Decimal]
    election: Election
    longest_quotation: int
    rulings: Rulings = field(default_factory=Rulings)


class _Backing(NamedTuple):
    rule: str
    confidence: Decimal
    quotations: tuple[Quotation, ...]


@dataclass(slots=True)
class Scribe:
    """Collects the statements of one document; `close` gives them once every document's names are counted."""

    source: DocumentRecords
    knowledge: Knowledge
    document: str = field(init=False)
    key: str = field(init=False)
    work: str = field(init=False)
    """The key in the addresses of what only one document says; copies of a document have it in common."""
    classes: dict[str, str] = field(default_factory=dict)
    mentioned: list[object] = field(default_factory=list)
    taken: dict[str, object] = field(default_factory=dict)
    paired: set[str] = field(default_factory=set)
    _quoter: Quoter = field(init=False)
    _facts: dict[Triple, None] = field(default_factory=dict)
    _backings: dict[tuple[tuple[Span, ...], str], _Backing | None] = field(default_factory=dict)
    _backed: dict[Triple, _Backing] = field(default_factory=dict)
    _rejected: dict[Rejection, _Backing] = field(default_factory=dict)
    _spellings: list[tuple[Spelling, _Backing]] = field(default_factory=list)
    _skipped: list[Skipped] = field(default_factory=list)
    _seen: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.key = self.source.source.key
        self.work = self.source.work
        self.document = self.thing("SourceDocument", self.key)
        questions = tuple((span, self.question(question)) for span, question in self.source.questions)
        for _, question in questions:
            self.code(("question",), question)
        self._quoter = Quoter(replace(self.source, questions=questions), longest=self.knowledge.longest_quotation)

    @property
    def language(self) -> str:
        """The document's first language, ``und`` where it has none."""
        return next(iter(self.source.description.languages), "und")

    def question(self, name: str) -> str:
        """The local name of a question's code; one that no form describes begins with the document's key."""
        return own_question(self.source, name)

    def thing(self, class_name: str, *parts: str) -> str:
        """The IRI of a thing that the document speaks of, by the parts of its key."""
        return self.place(thing_term(class_name, *parts), class_name)

    def place(self, term: str, class_name: str) -> str:
        """The IRI under which a thing stands: its own, unless a person says that it is the same as another one."""
        rulings = self.knowledge.rulings
        if term in rulings.paired:
            self.paired.add(term)
            term, class_name = rulings.merged.get(term, (term, class_name))
        self.classes[term] = class_name
        return term

    def entity(self, mention: Entity, name: str) -> str:
        """The IRI of the thing that a mention stands for; raises UnresolvedName where nobody decided."""
        key: EntityKey | None = self.knowledge.resolution.keys.get(mention)
        if key is None:
            raise UnresolvedName(name, self.source.source.file_name)
        return self.thing(key.class_name, *filter(None, key.parts))

    def reference(self, record: object) -> str:
        """The IRI of the thing of a record that another one points to; the record will be written too."""
        if id(record) not in self._seen:
            self._seen.add(id(record))
            self.mentioned.append(record)
        return self.knowledge.subjects[type(record)](self, record)

    def code(self, schemes: tuple[str, ...], name: str) -> str:
        """The IRI of a code in the first of some schemes that has it."""
        return self.knowledge.codes.term(schemes, name)

    def fact(self, subject: str, predicate: str, value: str) -> None:
        """A statement that stands without a quotation."""
        self._facts[subject, predicate, value] = None

    def state(self, subject: str, predicate: str, value: str, spans: tuple[Span, ...], rule: str) -> None:
        """A statement with the words that say it; without any it is left out and reported."""
        backing = self._backing(spans, rule)
        if backing is not None:
            self._back((subject, predicate, value), backing)
        elif (subject, predicate, value) not in self._facts:
            self.skip(f"{predicate} of {subject}", "no words say it that may be shown", spans)

    def spell(self, spelling: Spelling, spans: tuple[Span, ...], rule: str) -> None:
        """A spelling of a value that all documents choose together."""
        backing = self._backing(spans, rule)
        if backing is None:
            self.skip(f"{spelling.predicate} of {spelling.subject}", "no words say it that may be shown", spans)
            return
        rejection = self.knowledge.rulings.rejects_spelling(spelling)
        if rejection is not None:
            self._reject(rejection, backing)
            return
        self.knowledge.election.vote(spelling, len(backing.quotations))
        self._spellings.append((spelling, backing))

    def attempt(self, what: str, spans: Sequence[Span], write: Callable[[], None]) -> None:
        """Writes one statement or record; what makes no valid term is left out and reported."""
        try:
            write()
        except LEFT_OUT as error:
            self.skip(what, str(error), spans)

    def skip(self, what: str, reason: str, spans: Sequence[Span] = ()) -> None:
        """Reports something left out."""
        span = next(iter(spans), None)
        self._skipped.append(Skipped(document=self.source.source.name, what=what, reason=reason, span=span))

    def close(self) -> DocumentGraph:
        """What the document gives, in the order of reading, after the last vote of all documents."""
        for spelling, backing in self._spellings:
            settled = self.knowledge.election.settle(spelling)
            if settled is not None:
                self._back((spelling.subject, *settled), backing)
        claims = tuple([
            Claim(claim_iri(self.key, triple), *triple, *backing) for triple, backing in self._backed.items()
        ] + [
            Claim(claim_iri(self.key, triple), *triple, *backing, also=((REJECTED, decision),))
            for (triple, decision), backing in self._rejected.items()
        ])  # fmt: skip
        rejected = {triple for triple, _ in self._rejected}
        facts = tuple([triple for triple in self._facts if triple not in self._backed and triple not in rejected])
        stated = {term for subject, _, value in (*facts, *self._backed) for term in (subject, value)}
        classes = {term: name for term, name in self.classes.items() if term in stated}
        return DocumentGraph(self.document, classes, facts, claims, tuple(self._skipped))

    def _backing(self, spans: tuple[Span, ...], rule: str) -> _Backing | None:
        key = spans, rule
        if key in self._backings:
            return self._backings[key]
        confidence = self.knowledge.confidences.get(rule)
        if confidence is None:
            raise KnowledgeError("rule confidences", rule, "a fact was read by this rule, and it has no confidence")
        quotations = self._quoter.quotations(spans)
        backing = _Backing(rule, confidence * self.source.sureness, quotations) if quotations else None
        self._backings[key] = backing
        return backing

    def _back(self, triple: Triple, backing: _Backing) -> None:
        rejection = self.knowledge.rulings.rejects(triple)
        if rejection is not None:
            self._reject(rejection, backing)
        else:
            self._backed[triple] = _joined(self._backed.get(triple), backing)

    def _reject(self, rejection: Rejection, backing: _Backing) -> None:
        self._rejected[rejection] = _joined(self._rejected.get(rejection), backing)


def _joined(earlier: _Backing | None, backing: _Backing) -> _Backing:
    """All quotations of one statement, with the rule that is surer."""
    if earlier is None or earlier == backing:
        return backing
    best = min(earlier, backing, key=lambda one: (-one.confidence, one.rule))
    return best._replace(quotations=tuple(sorted({*earlier.quotations, *backing.quotations})))


def own_question(source: DocumentRecords, name: str) -> str:
    """The local name of a question's code, in a document that may follow no form that is described."""
    return f"{source.work}-{name}" if source.description.form == UNDESCRIBED else name


def claim_iri(document: str, triple: Triple) -> str:
    """The IRI of a claim: the document's key and a hash of the statement."""
    words = "\x1f".join([expand(term) for term in triple])
    return f"claim:{document}-{hashlib.sha256(words.encode()).hexdigest()[:16]}"
