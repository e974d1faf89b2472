"""A questionnaire as data: its questions, options and printed words, each in the languages we have them in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Words = Mapping[str, tuple[str, ...]]
"""Wordings by language (BCP 47): the printed or preferred one first, then variants that are seen as well."""

_NONE: Words = MappingProxyType({})


def _none() -> Words:
    return _NONE


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Option:
    """A printed option of a check list; ``code`` is what it stands for in another scheme (a legal topic …)."""

    name: str
    code: str | None
    labels: Mapping[str, str]
    wordings: Words


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Field:
    """A labelled line of an answer (``Name: …``)."""

    name: str
    wordings: Words


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Question:
    """A question of a form, or a lettered part of one.

    ``name`` is the local name of its code; ``number`` is what is printed before it (``5`` or, for a part, ``b``).
    ``group`` says that the space for answers stands under its parts; ``cues`` are words by which a line says that it
    answers this part though it stands before its heading.
    """

    name: str
    number: str
    kind: str
    code: str | None = None
    parent: str | None = None
    group: bool = False
    labels: Mapping[str, str]
    wordings: Words
    options: tuple[Option, ...] = ()
    fields: tuple[Field, ...] = ()
    cues: Words = field(default_factory=_none)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Section:
    """A section of a form: its roman numeral, its titles, its questions (parts follow their question)."""

    number: str
    titles: Words
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Form:
    """A questionnaire.

    ``title``, ``intro``, ``authorization``, ``thanks``, ``running_heads``, ``placeholders`` and ``footnotes`` are the
    form's own words besides its questions; ``placeholder_patterns`` are regular expressions for whole lines.
    """

    name: str
    edition: int
    language: str
    labels: Mapping[str, str]
    sections: tuple[Section, ...]
    title: Words = field(default_factory=_none)
    intro: Words = field(default_factory=_none)
    authorization: Words = field(default_factory=_none)
    thanks: Words = field(default_factory=_none)
    running_heads: Words = field(default_factory=_none)
    placeholders: Words = field(default_factory=_none)
    placeholder_patterns: Words = field(default_factory=_none)
    answer_labels: Words = field(default_factory=_none)
    country_labels: Words = field(default_factory=_none)
    date_labels: Words = field(default_factory=_none)
    footnotes: Mapping[str, Words] = field(default_factory=dict)

    def questions(self) -> Iterator[Question]:
        """All questions in printed order, each followed by its parts."""
        for section in self.sections:
            yield from section.questions
