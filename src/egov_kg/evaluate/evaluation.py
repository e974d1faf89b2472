"""What an evaluation found, as values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from egov_kg.evaluate.figures import Figures, macro_f1, total
from egov_kg.evaluate.gold import GoldDocument
from egov_kg.evaluate.kinds import KIND_NAMES
from egov_kg.evaluate.passages import Excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A gold fact that was not read: the first places where its words stand in the document, and how many there are.

    ``reason`` says why there is none.
    """

    words: str
    places: tuple[Excerpt, ...] = ()
    all_places: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surplus:
    """A fact that was read and is no gold fact: the rules that read it, with the words that they quote."""

    words: str
    rules: tuple[str, ...] = ()
    places: tuple[Excerpt, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedClaim:
    """A claim of a document whose fact was found right or wrong; ``document`` is the name of its file."""

    document: str
    claim: str
    rule: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluatedKind:
    """One kind of fact in one document."""

    kind: str
    figures: Figures
    missed: tuple[Missed, ...] = ()
    surplus: tuple[Surplus, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluatedDocument:
    """One gold document; ``in_build`` is False where the build has not read it, so that all its facts are missed."""

    gold: GoldDocument
    in_build: bool
    kinds: tuple[EvaluatedKind, ...]
    claims: tuple[JudgedClaim, ...] = ()

    @property
    def figures(self) -> tuple[Figures, ...]:
        """The figures of its kinds."""
        return tuple(one.figures for one in self.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """A build compared with gold facts."""

    build: Path
    gold: Path
    documents: tuple[EvaluatedDocument, ...]

    @property
    def rows(self) -> tuple[tuple[EvaluatedDocument, EvaluatedKind], ...]:
        """Every document with each of its kinds."""
        return tuple((document, one) for document in self.documents for one in document.kinds)

    @property
    def macro_f1(self) -> float:
        """The mean F1 of all rows."""
        return macro_f1(one.figures for _, one in self.rows)

    @property
    def by_kind(self) -> Mapping[str, Figures]:
        """The figures of each kind over all documents."""
        return _by_kind(self.documents)

    @property
    def by_language(self) -> Mapping[str, Mapping[str, Figures]]:
        """The figures of each kind over the documents of each language."""
        return {
            language: _by_kind(document for document in self.documents if document.gold.language == language)
            for language in self.languages
        }

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the documents, sorted."""
        return tuple(sorted({document.gold.language for document in self.documents}))

    @property
    def not_in_build(self) -> Iterator[EvaluatedDocument]:
        """The documents that the build has not read."""
        return (document for document in self.documents if not document.in_build)

    @property
    def claims(self) -> tuple[JudgedClaim, ...]:
        """Every claim whose fact could be judged."""
        return tuple(claim for document in self.documents for claim in document.claims)


def _by_kind(documents: Iterable[EvaluatedDocument]) -> Mapping[str, Figures]:
    found: dict[str, list[Figures]] = {}
    for document in documents:
        for one in document.kinds:
            found.setdefault(one.kind, []).append(one.figures)
    return {name: total(found[name]) for name in KIND_NAMES if name in found}
