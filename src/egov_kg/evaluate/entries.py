"""An entry of a gold file, whose values are checked when they are taken."""

from __future__ import annotations

import datetime
import re
import reprlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from egov_kg.errors import GoldError
from egov_kg.evaluate.gold import Alternatives
from egov_kg.graph import read_code_lists

T = TypeVar("T")

TOPICS: Final = ("topic", "legal-topic", "technology")
"""The schemes whose codes serve as topics."""
_DATE: Final = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?\Z")


@cache
def code_labels() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The labels of every code, by scheme and code."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for code in read_code_lists():
        found.setdefault(code.scheme, {})[code.code] = tuple(code.labels.values())
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A mapping of a gold file, with its place there; every method raises GoldError for a value it cannot take."""

    path: Path
    place: str
    values: Mapping[str, object]

    def error(self, reason: str) -> GoldError:
        """An error at this entry."""
        return GoldError(self.path, self.place, reason)

    def has(self, key: str) -> bool:
        """Whether the key has a value; a key without one is as good as missing."""
        return self.values.get(key) is not None

    def required(self, *keys: str) -> Entry:
        """The entry itself, which must have these keys."""
        missing = [key for key in keys if not self.has(key)]
        if missing:
            raise self.error(f"it lacks {', '.join(missing)}")
        return self

    def alternatives(self, key: str) -> Alternatives:
        """The text of a key, or its acceptable texts; none where the key is missing."""
        return self._alternatives(key, self.values.get(key))

    def text(self, key: str) -> str | None:
        """The one text of a key."""
        found = self.alternatives(key)
        if len(found) > 1:
            raise self.error(f"{key} holds several values, where one is wanted")
        return found[0] if found else None

    def rows_of_alternatives(self, key: str) -> tuple[Alternatives, ...]:
        """The texts of a list, each with its alternatives."""
        return tuple(self._alternatives(key, value) for value in self._list(key))

    def whole(self, key: str) -> int | None:
        """A whole number."""
        value = self.values.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        raise self.error(f"{key} is {_shown(value)}, where a whole number is wanted")

    def number(self, key: str) -> float | None:
        """A number."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        raise self.error(f"{key} is {_shown(value)}, where a number is wanted")

    def date(self, key: str) -> str | None:
        """A date of ISO 8601: a day, a month or a year."""
        value = self.values.get(key)
        if isinstance(value, datetime.date):
            return value.isoformat()[:10]
        if value is None or (isinstance(value, str) and _DATE.match(value)):
            return value
        raise self.error(f"{key} is {_shown(value)}, where a date such as 2018-09-21 is wanted")

    def flag(self, key: str) -> bool:
        """Yes or no; no where the key is missing."""
        value = self.values.get(key, False)
        if isinstance(value, bool):
            return value
        raise self.error(f"{key} is {_shown(value)}, where true or false is wanted")

    def codes(self, key: str, *schemes: str) -> Alternatives:
        """The codes of a key, each of which one of the schemes must have."""
        found = self.alternatives(key)
        known = [code for scheme in schemes for code in code_labels()[scheme]]
        unknown = [code for code in found if code not in known]
        if unknown:
            raise self.error(
                f"{key} holds an unknown code: {', '.join(unknown)}. Known in {', '.join(schemes)}: {', '.join(known)}"
            )
        return found

    def code(self, key: str, *schemes: str) -> str | None:
        """The one code of a key."""
        self.text(key)
        return next(iter(self.codes(key, *schemes)), None)

    def entries(self, key: str, read: Callable[[Entry], T]) -> tuple[T, ...]:
        """The entries of a list, each read."""
        return tuple(read(entry) for entry in self._entries(key))

    def mapping(self, key: str) -> Entry:
        """A mapping inside this one."""
        value = self.values.get(key)
        if not isinstance(value, Mapping):
            raise self.error(f"{key} is no mapping")
        return Entry(path=self.path, place=_place(self.place, key), values=_text_keys(value))

    def _entries(self, key: str) -> Iterable[Entry]:
        for number, value in enumerate(self._list(key), start=1):
            place = _place(self.place, f"{key} {number}")
            if not isinstance(value, Mapping):
                raise GoldError(self.path, place, f"{_shown(value)} is no entry of the form {{key: value}}")
            yield Entry(path=self.path, place=place, values=_text_keys(value))

    def _list(self, key: str) -> Sequence[object]:
        value = self.values.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.error(f"{key} is no list")
        return value

    def _alternatives(self, key: str, value: object) -> Alternatives:
        values = value if isinstance(value, list) else [value]
        return tuple(text for one in values if (text := self._text(key, one)))

    def _text(self, key: str, value: object) -> str:
        if value is None:
            return ""
        # YAML reads 17.930 as a number and loses its last digit.
        if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
            return str(value)
        raise self.error(f"{key} holds {_shown(value)}, where a text is wanted; write it in quotation marks")


def _shown(value: object) -> str:
    """A value in an error: short, whatever a file repeats inside it."""
    return reprlib.repr(value)


def _text_keys(value: Mapping[object, object]) -> Mapping[str, object]:
    return {str(key): one for key, one in value.items()}


def _place(outer: str, inner: str) -> str:
    return f"{outer}, {inner}" if outer else inner
