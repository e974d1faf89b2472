"""Which part of the program may import which, and what importing it may not do."""

from __future__ import annotations

import ast
import graphlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

import pytest

PACKAGE: Final = Path(__file__).resolve().parents[1] / "src" / "egov_kg"

GROUND_FLOOR: Final = frozenset({
    "config", "decisions", "errors", "folders", "identifiers", "model", "progress", "records", "vocabulary",
    "wording",
})  # fmt: skip
"""Every part may import these; they import one another and nothing else of ours."""

ALLOWED: Final = MappingProxyType({
    # knowledge
    "language": (),
    "registry": (),
    # stages
    "documents": (),
    "forms": (),
    "extract": ("language", "registry"),
    "resolve": ("language", "registry"),
    "schema": (),
    "graph": ("schema",),
    "validate": ("validation_report",),
    "validation_report": (),
    "confidence": (),
    "copies": (),
    # what asks a build
    "gaps": (),
    "sparql": (),
    "search": (),
    "store": ("sparql",),
    "queries": ("store",),
    "pages": ("gaps", "network", "queries", "schema", "store"),
    "store_on_disk": ("store",),
    "network": ("frontend", "registry", "store"),
    "remote": ("sparql", "store"),
    "summary": ("store",),
    "verify": ("documents", "store"),
    "evaluate": ("graph", "registry", "store"),
    "matching": ("registry", "store"),
    "catalogues": ("remote",),
    "exports": ("graph", "linking", "store"),
    "linking": ("catalogues", "graph", "matching", "registry", "resolve", "store"),
    # the order of the stages
    "reference": ("forms", "graph", "registry"),
    "report": ("graph", "validate"),
    "decide": ("graph", "registry", "resolve", "schema", "store"),
    "pipeline": (
        "confidence", "copies", "documents", "extract", "forms", "graph", "language", "reference", "registry", "report",
        "resolve", "validate",
    ),
    # above it
    "frontend": (),
    "site": ("frontend", "pages", "store"),
    "server": ("frontend", "matching", "pages", "registry", "remote", "search", "sparql", "store"),
    "cli": (
        "catalogues", "decide", "documents", "evaluate", "exports", "forms", "gaps", "linking", "matching", "network",
        "pipeline", "queries", "registry", "remote", "resolve", "server", "site", "store", "store_on_disk", "summary",
        "validate", "verify",
    ),
    "__init__": ("pipeline", "queries", "validate", "verify"),
    "__main__": ("cli",),
})  # fmt: skip
"""What a part may import beside the ground floor."""

LIBRARIES: Final = MappingProxyType({
    "charset_normalizer": ("documents",),
    "click": ("cli",),
    "httpx": ("documents", "remote"),
    "jinja2": ("pages",),
    "markupsafe": ("pages",),
    "networkx": ("network",),
    "numpy": ("network",),
    "py3langid": ("language",),
    "pyoxigraph": ("catalogues", "graph", "remote", "schema", "server", "store", "store_on_disk", "validate"),
    "pypdfium2": ("documents",),
    "pyshacl": ("validate",),
    "rapidfuzz": ("forms", "matching", "search"),
    "rdflib": ("validate",),
    "reportlab": ("network",),
    "resvg_py": ("network",),
    "rich": ("cli",),
    "selectolax": ("documents",),
    "spacy": ("language",),
    "starlette": ("server",),
    "tantivy": ("search",),
    "uvicorn": ("server",),
    "uvloop": ("server",),
    "yaml": ("decide", "evaluate", "extract", "forms", "language", "pages", "reference", "resolve"),
    "zstandard": ("server",),
})  # fmt: skip
"""The parts that may import a library."""

HEAVY: Final = frozenset({
    "httpx", "networkx", "numpy", "py3langid", "pyoxigraph", "pypdfium2", "pyshacl", "rdflib", "spacy", "starlette",
    "uvicorn",
})  # fmt: skip
LONGEST_FILE: Final = 400
LONGEST_FUNCTION: Final = 60

FILES: Final = tuple(sorted(PACKAGE.rglob("*.py")))


class Import(NamedTuple):
    """A module that a file names in an import, with the names it takes from there."""

    module: str
    names: tuple[str, ...]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(nodes: Iterator[ast.AST]) -> Iterator[Import]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield Import(node.module or "", tuple(alias.name for alias in node.names))


def part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def parts_imported(path: Path) -> set[str]:
    """The parts of the package that a file imports, wherever in the file."""
    found = set()
    for one in imports(ast.walk(tree(path))):
        first, _, rest = one.module.partition(".")
        if first == "egov_kg":
            found |= {rest.partition(".")[0]} if rest else set(one.names)
    return found - {part(path)}


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_part_imports_what_it_may(path: Path) -> None:
    allowed = GROUND_FLOOR if part(path) in GROUND_FLOOR else GROUND_FLOOR | set(ALLOWED[part(path)])
    assert parts_imported(path) <= allowed


def test_the_table_allows_nothing_that_is_not_needed() -> None:
    used: dict[str, set[str]] = {}
    for path in FILES:
        used.setdefault(part(path), set()).update(parts_imported(path) - GROUND_FLOOR)
    assert {name: sorted(parts) for name, parts in used.items() if name not in GROUND_FLOOR} == {
        name: sorted(parts) for name, parts in ALLOWED.items()
    }


def test_a_library_is_imported_where_it_may_be() -> None:
    used: dict[str, set[str]] = {}
    for path in FILES:
        for one in imports(ast.walk(tree(path))):
            library = one.module.partition(".")[0]
            if library != "egov_kg" and library not in sys.stdlib_module_names:
                used.setdefault(library, set()).add(part(path))
    assert used.keys() == LIBRARIES.keys()
    elsewhere = {name: sorted(parts - set(LIBRARIES[name])) for name, parts in used.items()}
    assert {name: parts for name, parts in elsewhere.items() if parts} == {}


def test_no_module_imports_itself_by_a_detour() -> None:
    known = {module_name(path) for path in FILES}
    graph = {}
    for path in FILES:
        found = {
            name
            for one in imports(iter(tree(path).body))
            for name in (one.module, *(f"{one.module}.{name}" for name in one.names))
        }
        graph[module_name(path)] = (found & known) - {module_name(path)}
    graphlib.TopologicalSorter(graph).prepare()  # raises CycleError


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_function_changes_a_global_name(path: Path) -> None:
    assert [node.names for node in ast.walk(tree(path)) if isinstance(node, ast.Global)] == []


def answer(program: str) -> object:
    """What a fresh Python prints as JSON."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def test_the_command_line_loads_nothing_heavy_for_help() -> None:
    program = """
import contextlib, io, json, sys
import egov_kg
from egov_kg.cli import COMMANDS, main
loaded = set(sys.modules)
for name in COMMANDS:
    with contextlib.redirect_stdout(io.StringIO()) as shown:
        main([name, "--help"], standalone_mode=False)
    assert "Usage" in shown.getvalue()
    if name == "build":
        loaded |= set(sys.modules)
print(json.dumps(sorted(name for name in loaded if "." not in name)))
"""
    loaded = answer(program)
    assert isinstance(loaded, list)
    assert "egov_kg" in loaded
    assert HEAVY.isdisjoint(loaded)


def test_importing_everything_changes_nothing_outside() -> None:
    program = f"""
import importlib, json, locale, logging, os, signal, sys, warnings
import numpy, pyshacl, rdflib, spacy  # what these change is theirs

def state():
    return [
        repr(logging.getLogger().handlers), logging.getLogger().level, repr(warnings.filters), dict(os.environ),
        os.getcwd(), locale.setlocale(locale.LC_ALL), sys.getrecursionlimit(), repr(sys.excepthook),
        repr(signal.getsignal(signal.SIGINT)), sys.path[:],
    ]

before = state()
for name in {[module_name(path) for path in FILES if path.name != "__main__.py"]!r}:
    importlib.import_module(name)
print(json.dumps([str(one) for one, other in zip(before, state()) if one != other]))
"""
    assert answer(program) == []
