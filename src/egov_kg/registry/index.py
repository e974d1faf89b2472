"""Look-up of whole names: abbreviations as they stand, everything else folded."""

from __future__ import annotations

from dataclasses import dataclass, field

from egov_kg.errors import KnowledgeError
from egov_kg.registry.keys import code_key, is_code, name_key


@dataclass(frozen=True, slots=True, kw_only=True)
class NameIndex:
    """Names of one sort of thing, each of one thing only; ``file`` is where a collision is to be mended."""

    file: str
    codes: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, target: str) -> None:
        """Index a name; raises KnowledgeError where it is already the name of something else."""
        if is_code(name):
            self.add_code(name, target)
        elif self.names.setdefault(name_key(name), target) != target:
            raise KnowledgeError(self.file, name, f"it names both {self.names[name_key(name)]} and {target}")

    def add_code(self, code: str, target: str) -> None:
        """Index an abbreviation whose capitals count; raises KnowledgeError where it stands for something else."""
        if self.codes.setdefault(code_key(code), target) != target:
            raise KnowledgeError(self.file, code, f"it stands for both {self.codes[code_key(code)]} and {target}")

    def find(self, name: str) -> str | None:
        """The target of a whole name."""
        return self.codes.get(code_key(name)) or self.names.get(name_key(name))
