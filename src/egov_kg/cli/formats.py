"""How answers to queries are written: a table of formats, each for rows, for triples and for yes or no."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from egov_kg.errors import QueryError
from egov_kg.store import Result, Solutions, Term, TermKind, Triples
from egov_kg.vocabulary import PREFIXES

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_LOCAL: Final = re.compile(r"[^\W_](?:[\w-]*[^\W_])?\Z")
_BY_NAMESPACE: Final = tuple(sorted(((space, prefix) for prefix, space in PREFIXES.items()), key=lambda p: -len(p[0])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way to write answers; ``rows`` is None where it has no way to write rows."""

    name: str
    rows: Callable[[Solutions], str] | None
    triples: Callable[[Triples], str]
    yes_or_no: Callable[[bool], str] | None


def render(result: Result, name: str | None) -> str:
    """An answer as text, in a format by its name or, without one, in the format that fits stdout.

    That is a table on a terminal and CSV elsewhere; triples are Turtle. Raises QueryError where a format has no way
    to write the answer.
    """
    if isinstance(result, Triples):
        return FORMATS[name or "turtle"].triples(result)
    chosen = FORMATS[name or ("table" if sys.stdout.isatty() else "csv")]
    text: str | None = None
    if isinstance(result, bool):
        text = chosen.yes_or_no(result) if chosen.yes_or_no else None
    elif chosen.rows:
        text = chosen.rows(result)
    if text is None:
        kind = "yes or no" if isinstance(result, bool) else "rows"
        raise QueryError(chosen.name, f"the format {chosen.name} writes triples, and the query answers {kind}")
    return text


def short(term: Term | None) -> str:
    """A term for a person: addresses of our own by their prefix, control characters as spaces."""
    if term is None:
        return ""
    if term.kind is TermKind.IRI:
        return _prefixed(term.value)
    return _CONTROL.sub(" ", term.value)


def _prefixed(iri: str) -> str:
    for namespace, prefix in _BY_NAMESPACE:
        if iri.startswith(namespace) and _LOCAL.match(iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


# ---- rows ----


def _csv(solutions: Solutions) -> str:
    """SPARQL 1.1 Query Results CSV, with plain line ends."""
    return _csv_lines(solutions.variables, ([term.value if term else "" for term in row] for row in solutions.rows))


def _csv_lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return lines.getvalue()


def _json(solutions: Solutions) -> str:
    """SPARQL 1.1 Query Results JSON."""
    bindings = [
        {name: _json_term(term) for name, term in zip(solutions.variables, row, strict=True) if term}
        for row in solutions.rows
    ]
    found = {"head": {"vars": list(solutions.variables)}, "results": {"bindings": bindings}}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _json_term(term: Term) -> Mapping[str, str]:
    extra = {"xml:lang": term.language, "datatype": term.datatype}
    return {"type": term.kind.value, "value": term.value, **{key: value for key, value in extra.items() if value}}


def _markdown(solutions: Solutions) -> str:
    rows = [
        solutions.variables,
        ["---"] * len(solutions.variables),
        *([_cell(t) for t in row] for row in solutions.rows),
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _cell(term: Term | None) -> str:
    return re.sub(r"([\\|<>*_`\[\]])", r"\\\1", short(term))


def _table(solutions: Solutions) -> str:
    """Columns of equal width; on a terminal in its width."""
    columns = [(name, [short(row[place]) for row in solutions.rows]) for place, name in enumerate(solutions.variables)]
    if sys.stdout.isatty():
        from egov_kg.cli.terminal import table  # noqa: PLC0415  # rich is loaded where a terminal shows what it draws

        return table(columns)
    padded = []
    for name, cells in columns:
        width = max(map(len, [name, *cells]))
        padded.append([cell.ljust(width) for cell in (name, "-" * width, *cells)])
    return "".join(f"{'  '.join(line).rstrip()}\n" for line in zip(*padded, strict=True))


# ---- triples, yes or no ----


def _as_rows(triples: Triples) -> Solutions:
    return Solutions(("subject", "predicate", "object"), triples.rows)


def _word(answer: bool) -> str:
    return "true\n" if answer else "false\n"


def _json_answer(answer: bool) -> str:
    return json.dumps({"head": {}, "boolean": answer}) + "\n"


FORMATS: Final[Mapping[str, Format]] = MappingProxyType({
    one.name: one
    for one in (
        Format(name="table", rows=_table, triples=lambda triples: _table(_as_rows(triples)), yes_or_no=_word),
        Format(name="csv", rows=_csv, triples=lambda triples: _csv(_as_rows(triples)), yes_or_no=_word),
        Format(
            name="json", rows=_json, triples=lambda triples: triples.serialize("application/ld+json") + "\n",
            yes_or_no=_json_answer,
        ),
        Format(name="markdown", rows=_markdown, triples=lambda triples: _markdown(_as_rows(triples)), yes_or_no=_word),
        Format(name="turtle", rows=None, triples=lambda triples: triples.serialize("text/turtle"), yes_or_no=None),
    )
})  # fmt: skip
"""Every format by its name."""

__all__ = ["FORMATS", "Format", "render", "short"]
