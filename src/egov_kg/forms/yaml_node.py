"""A mapping of a YAML file with typed access that names the file and the place where something is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources.abc import Traversable

import yaml

from egov_kg.errors import KnowledgeError


def _parsed(text: str) -> object:
    # The C parser is four times as fast; wheels of PyYAML without it exist.
    loader = yaml.CSafeLoader(text) if yaml.__with_libyaml__ else yaml.SafeLoader(text)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


@dataclass(frozen=True, slots=True)
class Node:
    """One mapping of a data file; keys are compared as strings, so that ``1:`` and ``"1":`` are the same."""

    file: str
    place: str
    data: dict[str, object]

    @classmethod
    def read(cls, file: Traversable) -> Node:
        """A whole file; raises KnowledgeError where it is no mapping."""
        try:
            data = _parsed(file.read_text(encoding="utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise KnowledgeError(file.name, "whole file", str(error)) from error
        return cls.of(file.name, "whole file", data)

    @classmethod
    def of(cls, file: str, place: str, data: object) -> Node:
        """A mapping found at a place; raises KnowledgeError where it is none."""
        if not isinstance(data, dict):
            raise KnowledgeError(file, place, "no mapping")
        return cls(file, place, {str(key): value for key, value in data.items()})

    def text(self, key: str) -> str:
        """A value that must be there."""
        if self.data.get(key) is None:
            raise KnowledgeError(self.file, self.place, f"{key!r} is missing")
        return str(self.data[key])

    def text_or_none(self, key: str) -> str | None:
        """A value that may be missing."""
        value = self.data.get(key)
        return None if value is None else str(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """One value or a list of them; empty where the key is missing."""
        value = self.data.get(key)
        if value is None:
            return ()
        return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)

    def child(self, key: str) -> Node:
        """The mapping under a key; an empty one where the key is missing."""
        value = self.data.get(key)
        return self.of(self.file, f"{self.place}, {key}", {} if value is None else value)

    def children(self, key: str) -> tuple[Node, ...]:
        """The mappings of the list under a key; none where the key is missing."""
        value = self.data.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise KnowledgeError(self.file, f"{self.place}, {key}", "no list")
        return tuple(self.of(self.file, f"{self.place}, {key} {place}", item) for place, item in enumerate(value))
