"""Leaves out what was read by rules that are less sure than a person asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from decimal import Decimal
from typing import Any, Final

from egov_kg.errors import KnowledgeError
from egov_kg.model import Skipped, Span, Stated
from egov_kg.records import AnswerRecord, CooperationTie, DocumentRecords, OrganizationMention, Record

_PARTIES: Final = 2


def at_least(one: DocumentRecords, minimum: Decimal, confidences: Mapping[str, Decimal]) -> DocumentRecords:
    """The records of a document without the values whose rule's confidence (0 to 1) is below the minimum.

    A record that loses what it cannot be without leaves too, and so does what points to it; each stands among what was
    skipped, with its rule. Raw answers stay: they are quoted, not read. Raises KnowledgeError for a rule without a
    confidence.
    """
    if minimum <= 0:
        return one
    sure = confidences if one.sureness == 1 else {rule: each * one.sureness for rule, each in confidences.items()}
    sieve = _Sieve(document=one.source.name, minimum=minimum, confidences=sure)
    records = tuple([kept for record in one.records if (kept := sieve.record(record)) is not None])
    description = sieve.description(one.description)
    return replace(one, records=records, description=description, skipped=(*one.skipped, *sieve.skipped))


@dataclass(slots=True, kw_only=True)
class _Sieve:
    """Keeps what is sure enough; a record that several others point to is judged once."""

    document: str
    minimum: Decimal
    confidences: Mapping[str, Decimal]
    skipped: list[Skipped] = field(default_factory=list)
    _judged: dict[int, tuple[Any, Any]] = field(default_factory=dict)

    def description(self, description: Any) -> Any:  # noqa: ANN401  # a record in, the same type out
        """What a document says of itself; nothing of it is needed."""
        changes = {one.name: self._value(one, description, required=False) for one in fields(description)}
        return replace(description, **changes)

    def record(self, record: Any) -> Any:  # noqa: ANN401  # a record in, the same type or None out
        """The record without its unsure values, itself where nothing changes, None where it cannot be without one."""
        if isinstance(record, AnswerRecord):
            return record
        if id(record) not in self._judged:
            # The record is kept beside the verdict, so that no other one can take its id meanwhile.
            self._judged[id(record)] = (record, None)
            self._judged[id(record)] = (record, self._judge(record))
        return self._judged[id(record)][1]

    def _judge(self, record: Any) -> Any:  # noqa: ANN401
        changes = {}
        for one in fields(record):
            required = one.default is MISSING and one.default_factory is MISSING
            before = getattr(record, one.name)
            after = self._value(one, record, required=required)
            if required and before not in {None, ()} and after in {None, ()}:
                return None
            if after is not before:
                changes[one.name] = after
        kept = replace(record, **changes) if changes else record
        return None if changes and _is_nothing(record, kept) else kept

    def _value(self, one: Field[Any], record: Any, *, required: bool) -> Any:  # noqa: ANN401
        value = getattr(record, one.name)
        what = f"{one.name} of {type(record).__name__}" if not required else type(record).__name__
        if isinstance(value, Stated):
            return self._stated(value, what)
        if isinstance(value, tuple) and any(isinstance(item, Stated) for item in value):
            found = tuple([kept for item in value if (kept := self._stated(item, what)) is not None])
            return value if _same(found, value) else found
        return self.record(value) if isinstance(value, Record) else value

    def _stated(self, stated: Stated[Any], what: str) -> Stated[Any] | None:
        confidence = self.confidences.get(stated.rule)
        if confidence is None:
            raise KnowledgeError("rule confidences", stated.rule, "a fact was read by this rule, and it has none")
        if confidence < self.minimum:
            reason = f"the rule {stated.rule} has the confidence {confidence}, and {self.minimum} is asked for"
            span: Span | None = next(iter(stated.spans), None)
            self.skipped.append(Skipped(document=self.document, what=what, reason=reason, span=span))
            return None
        if not isinstance(stated.value, Record):
            return stated
        kept = self.record(stated.value)
        return stated if kept is stated.value else None if kept is None else replace(stated, value=kept)


def _same(found: tuple[object, ...], value: tuple[object, ...]) -> bool:
    return len(found) == len(value) and all(a is b for a, b in zip(found, value, strict=True))


def _is_nothing(before: object, after: object) -> bool:
    """Whether what is left of a record is too little for a thing, where no single value decides that."""
    if isinstance(after, CooperationTie):
        return len({party.value for party in after.parties}) < _PARTIES
    if isinstance(before, OrganizationMention) and isinstance(after, OrganizationMention):
        return _is_named(before) and not _is_named(after)
    return False


def _is_named(body: OrganizationMention) -> bool:
    return bool(body.names or body.acronym)
