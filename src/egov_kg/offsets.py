"""Moving what points into a text: from the text of a document to that of the file it is a part of, and back."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from egov_kg.model import Document, Span

T = TypeVar("T")


def shifted(value: T, by: int) -> T:
    """A value with every stretch in it moved by some code points; documents in it stay as they are.

    What two records point to stays one thing, and what holds no stretch stays itself.
    """
    return cast("T", _Shift(by).of(value)) if by else value


class _Shift:
    def __init__(self, by: int) -> None:
        self.by = by
        # The value is kept beside its copy, so that no other one can take its id meanwhile.
        self.done: dict[int, tuple[Any, Any]] = {}

    def of(self, value: Any) -> Any:  # noqa: ANN401  # any record in, the same type out
        if isinstance(value, Span):
            return Span(value.start + self.by, value.end + self.by)
        if isinstance(value, tuple):
            found = [self.of(item) for item in value]
            if all(new is old for new, old in zip(found, value, strict=True)):
                return value
            return type(value)(*found) if hasattr(value, "_fields") else tuple(found)
        if not is_dataclass(value) or isinstance(value, (type, Document)):
            return value
        if id(value) not in self.done:
            self.done[id(value)] = (value, self._moved(value))
        return self.done[id(value)][1]

    def _moved(self, value: Any) -> Any:  # noqa: ANN401
        changes = {}
        for one in fields(value):
            before = getattr(value, one.name)
            after = self.of(before)
            if after is not before:
                changes[one.name] = after
        return replace(value, **changes) if changes else value
