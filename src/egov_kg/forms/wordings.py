"""The printed words of a form, indexed by their letters for looking up lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from egov_kg.forms.form import Form, Question, Words
from egov_kg.forms.lines import HEAD, letters

_WORD = re.compile(r"[^\W\d_]+")


class Role(Enum):
    """What a stretch of a form's own words is."""

    QUESTION = "question"
    HEADING = "heading"
    TITLE = "title"
    INTRO = "intro"
    FURNITURE = "furniture"
    FOOTNOTE = "footnote"
    PLACEHOLDER = "placeholder"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """One printed wording: its letters, and after how many of them a word ends.

    ``digits`` are its figures, run together; ``closing`` is the question mark or colon that it ends with, if any.
    ``item`` is the place of the question among the form's questions, or of the section among its sections.
    """

    role: Role
    item: int
    number: str
    key: str
    boundaries: frozenset[int]
    digits: str
    closing: str


def wording(role: Role, item: int, number: str, text: str) -> Wording:
    """Compile one printed wording."""
    key, ends = "", []
    for word in _WORD.findall(text):
        key += letters(word)
        ends.append(len(key))
    closing = text[-1:] if text[-1:] in "?:" else ""
    return Wording(role, item, number.lower(), key, frozenset(ends), "".join(filter(str.isdecimal, text)), closing)


class Index:
    """Wordings by their first letters."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
        self.exact: dict[str, list[Wording]] = {}
        self.heads: dict[str, list[Wording]] = {}
        for entry in wordings:
            self.exact.setdefault(entry.key, []).append(entry)
            self.heads.setdefault(entry.key[:HEAD], []).append(entry)

    def near(self, key: str) -> list[Wording]:
        """The wordings that begin with the same letters."""
        return self.heads.get(key[:HEAD], [])


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """A form's words, compiled."""

    form: Form
    questions: tuple[Question, ...]
    wordings: Mapping[int, tuple[Wording, ...]]
    index: Index
    sections: tuple[int, ...]
    """The first question of each section."""
    headings: tuple[tuple[Wording, ...], ...]
    placeholder_line: re.Pattern[str] | None
    placeholders: tuple[Wording, ...]
    """The longest first."""
    answer_labels: tuple[str, ...]

    def is_placeholder(self, plain: str, start: int, end: int) -> bool:
        """Whether a stretch is a placeholder in whatever words."""
        return bool(self.placeholder_line and self.placeholder_line.fullmatch(plain, start, end))


def _every(words: Words) -> Iterable[str]:
    for variants in words.values():
        yield from variants


@lru_cache(maxsize=64)
def lexicon_of(form: Form) -> Lexicon:
    """The compiled words of a form."""
    questions = tuple(form.questions())
    asked = {
        place: tuple(wording(Role.QUESTION, place, question.number, text) for text in _every(question.wordings))
        for place, question in enumerate(questions)
    }
    every = [entry for entries in asked.values() for entry in entries]
    firsts, headings, known = [0], [], {entry.key for entry in every}
    for place, section in enumerate(form.sections):
        titles = {letters(text): text for text in _every(section.titles)}
        new = [wording(Role.HEADING, place, section.number, text) for key, text in titles.items() if key not in known]
        headings.append(tuple(new))
        every += new
        firsts.append(firsts[-1] + len(section.questions))
    for role, words in (
        (Role.TITLE, form.title), (Role.INTRO, form.intro), (Role.INTRO, form.authorization),
        (Role.FURNITURE, form.running_heads), (Role.THANKS, form.thanks), (Role.PLACEHOLDER, form.placeholders),
    ):  # fmt: skip
        every += [wording(role, -1, "", text) for text in _every(words)]
    for number, words in form.footnotes.items():
        every += [wording(Role.FOOTNOTE, -1, number, text) for text in _every(words)]
    blanks = [entry for entry in every if entry.role is Role.PLACEHOLDER]
    patterns = "|".join(f"(?:{pattern})" for pattern in _every(form.placeholder_patterns))
    return Lexicon(
        form=form,
        questions=questions,
        wordings=asked,
        index=Index(every),
        sections=tuple(firsts[:-1]),
        headings=tuple(headings),
        placeholder_line=re.compile(rf"\W*(?:{patterns})\W*", re.IGNORECASE) if patterns else None,
        placeholders=tuple(sorted(blanks, key=lambda entry: -len(entry.key))),
        answer_labels=tuple(sorted({letters(text) for text in _every(form.answer_labels)})),
    )
