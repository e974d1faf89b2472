"""egov-kg reads e-government questionnaires and plans into a knowledge graph that shows its sources.

``build`` makes a graph of documents, ``query`` asks it, ``validate`` checks it against its shapes, ``verify`` reads
every quotation again. Each is loaded when it is first used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from egov_kg.pipeline import build as build
    from egov_kg.queries import run as query
    from egov_kg.validate import validate as validate
    from egov_kg.verify import verify as verify

_OFFERED: Final = MappingProxyType({
    "build": ("egov_kg.pipeline", "build"),
    "query": ("egov_kg.queries", "run"),
    "validate": ("egov_kg.validate", "validate"),
    "verify": ("egov_kg.verify", "verify"),
})  # fmt: skip
"""The functions that the package offers: each by its module and its name there."""


class _Package(ModuleType):
    """This package, in which ``validate`` and ``verify`` stay functions when the modules of these names are loaded."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _OFFERED and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


def __getattr__(name: str) -> object:
    if name not in _OFFERED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, function = _OFFERED[name]
    return getattr(import_module(module), function)


def __dir__() -> list[str]:
    return sorted({*globals(), *_OFFERED})


sys.modules[__name__].__class__ = _Package

__all__ = ["build", "query", "validate", "verify"]
