"""What a validation found, as values, as text for people and as a SHACL report for machines."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from types import MappingProxyType
from typing import Final

from egov_kg.vocabulary import BASE, PREFIXES

SHAPES: Final = BASE + "shapes#"
SHACL: Final = "http://www.w3.org/ns/shacl#"
LONGEST_LIST: Final = 25
"""A text report lists so many things a shape; validation.ttl lists all."""


class Severity(StrEnum):
    """How much a result matters (SHACL): a violation must be repaired, a warning looked at, an info known."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


_RANKS: Final = MappingProxyType({severity: rank for rank, severity in enumerate(Severity)})


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationResult:
    """One thing that does not meet one demand.

    ``focus`` is the IRI of the thing (or a literal where the data put one in its place); ``path`` is a SPARQL
    property path with short names, ``predicate`` its IRI where the path is one property; ``value`` is in N-Triples
    syntax. ``messages`` and ``advice`` hold a text a language: what the shape demands, and what a person can do.
    """

    severity: Severity
    shape: str
    constraint: str
    focus: str
    focus_label: str
    path: str | None = None
    predicate: str | None = None
    value: str | None = None
    messages: Mapping[str, str]
    advice: Mapping[str, str]

    def message(self, language: str = "en") -> str:
        """The demand with the name of the thing before it."""
        return f"{self.focus_label}: {self.messages[language]}"

    @property
    def sort_key(self) -> tuple[int, str, str, str, str, str]:
        """Severity, shape, thing, path, value, constraint."""
        rank = _RANKS[self.severity]
        return rank, self.shape, self.focus, self.path or "", self.value or "", self.constraint


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationReport:
    """All results of a validation, sorted by severity, shape and thing."""

    results: tuple[ValidationResult, ...]

    @property
    def conforms(self) -> bool:
        """Whether no result is a Violation; warnings and infos are no failure."""
        return all(result.severity is not Severity.VIOLATION for result in self.results)

    @property
    def counts(self) -> Mapping[Severity, int]:
        """The number of results of each severity, zero included."""
        found = Counter(result.severity for result in self.results)
        return {severity: found[severity] for severity in Severity}

    def to_text(self, language: str = "en") -> str:
        """The report for a person to act on, in English (en) or Spanish (es); raises ValueError for another one."""
        if language not in _WORDS:
            raise ValueError(f"no report in {language!r}. Known: {', '.join(_WORDS)}")
        return "\n".join(_text_lines(self, language)) + "\n"

    def to_turtle(self) -> str:
        """A SHACL validation report without blank nodes; the same results make the same bytes.

        ``sh:conforms`` is true where there is no Violation, as SHACL 1.2 reads it, not only where there is no result.
        """
        return "".join(_turtle_lines(self))


_WORDS: Final = MappingProxyType({
    "en": MappingProxyType({
        "conforms": "The build conforms.",
        "fails": "The build does not conform.",
        Severity.VIOLATION: "Violations",
        Severity.WARNING: "Warnings",
        Severity.INFO: "Notes",
        "advice": "What to do",
        "more": "… and {count} more (validation.ttl lists all)",
    }),
    "es": MappingProxyType({
        "conforms": "La construcción es conforme.",
        "fails": "La construcción no es conforme.",
        Severity.VIOLATION: "Infracciones",
        Severity.WARNING: "Advertencias",
        Severity.INFO: "Notas",
        "advice": "Qué hacer",
        "more": "… y {count} más (validation.ttl las enumera todas)",
    }),
})  # fmt: skip


_NAMESPACES: Final = MappingProxyType({namespace: prefix for prefix, namespace in PREFIXES.items()})


def compact(iri: str) -> str:
    """An IRI with the prefix that exports declare for it, else in angle brackets.

    >>> compact("https://w3id.org/egov-kg/ontology#country")
    'egov:country'
    """
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = _NAMESPACES.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix and iri[cut:] else f"<{iri}>"


def _text_lines(report: ValidationReport, language: str) -> Iterator[str]:
    words = _WORDS[language]
    yield words["conforms" if report.conforms else "fails"]
    yield ", ".join(f"{words[severity]}: {count}" for severity, count in report.counts.items())
    for severity, of_severity in groupby(report.results, key=lambda result: result.severity):
        title = words[severity].upper()
        yield from ("", title, "=" * len(title))
        for shape, of_shape in groupby(of_severity, key=lambda result: result.shape):
            yield from _shape_lines(shape, list(of_shape), language)


def _shape_lines(shape: str, results: list[ValidationResult], language: str) -> Iterator[str]:
    words = _WORDS[language]
    first = results[0]
    yield from ("", f"{shape.removeprefix(SHAPES)} ({len(results)}): {first.messages[language]}")
    if advice := first.advice.get(language):
        yield f"  {words['advice']}: {advice}"
    yield from (f"  - {_line(result)}" for result in results[:LONGEST_LIST])
    if len(results) > LONGEST_LIST:
        yield f"  {words['more'].format(count=len(results) - LONGEST_LIST)}"


def _line(result: ValidationResult) -> str:
    line = f"{result.focus_label} {_one_line(_node(result.focus))}"
    if result.path:
        line += f" {result.path}"
    if result.value:
        value = compact(result.value[1:-1]) if result.value.startswith("<") else result.value
        line += f" = {_one_line(value)}"
    return line


def _one_line(text: str, longest: int = 120) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= longest else joined[: longest - 1] + "…"


def _turtle_lines(report: ValidationReport) -> Iterator[str]:
    names = [_digest(result) for result in report.results]
    whole = hashlib.sha256("\n".join(names).encode()).hexdigest()[:32]
    yield f"@prefix sh: <{SHACL}> .\n@prefix shape: <{SHAPES}> .\n\n"
    yield f"<{BASE}id/validation-report/{whole}> a sh:ValidationReport ;\n"
    yield f"    sh:conforms {str(report.conforms).lower()}"
    if names:
        yield " ;\n    sh:result " + ",\n        ".join(map(_result_iri, sorted(set(names))))
    yield " .\n"
    for name, result in sorted(dict(zip(names, report.results, strict=True)).items()):
        yield f"\n{_result_iri(name)} a sh:ValidationResult ;\n    "
        yield " ;\n    ".join(_statements(result)) + " .\n"


def _result_iri(digest: str) -> str:
    return f"<{BASE}id/validation-result/{digest}>"


def _digest(result: ValidationResult) -> str:
    parts = (result.shape, result.constraint, result.focus, result.path or "", result.value or "")
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _node(focus: str) -> str:
    return focus if focus.startswith('"') else f"<{focus}>"


def _statements(result: ValidationResult) -> Iterable[str]:
    yield f"sh:focusNode {_node(result.focus)}"
    yield "sh:resultMessage " + ", ".join(
        f"{quoted(result.message(language))}@{language}" for language in sorted(result.messages)
    )
    # A longer path is a blank node in RDF; the shape holds it.
    if result.predicate:
        yield f"sh:resultPath <{result.predicate}>"
    yield f"sh:resultSeverity sh:{result.severity.value}"
    yield f"sh:sourceConstraintComponent <{result.constraint}>"
    yield f"sh:sourceShape <{result.shape}>"
    if result.value:
        yield f"sh:value {result.value}"


_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def quoted(text: str) -> str:
    """A string in N-Triples syntax."""
    return f'"{text.translate(_ESCAPES)}"'
