"""Questionnaires for tests: the form as it is printed, with answers of ours in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from egov_kg.forms import Form, Question, load_forms, segment
from egov_kg.model import Answer, Document, SegmentedDocument, Tick

_MARKUP = re.compile(r"</?sup>|\*\*|^#+ |\]\([^)\n]*\)|\[(?=[^\]\n]*\]\()|[<>]", re.MULTILINE)


def form() -> Form:
    """The questionnaire that all tests use."""
    return load_forms()["msq-2020"]


def document(text: str, *, ticks: Sequence[Tick] = ()) -> Document:
    """A document whose plain text has the markup that our texts use blanked out."""
    plain = _MARKUP.sub(lambda found: " " * len(found[0]), text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        file_name="form.txt", path=Path("form.txt"), sha256=digest, text=text, plain=plain, ticks=tuple(ticks)
    )


def name(key: str) -> str:
    """The local name of a question's code."""
    return f"msq-2020-{key}"


def wording(key: str, language: str = "en") -> str:
    """The printed words of a question, without its number."""
    return next(question for question in form().questions() if question.name == name(key)).wordings[language][0]


def _printed_question(question: Question, answer: str, language: str) -> list[str]:
    number = question.number if question.kind != "contact" else "X"
    lines = [f"{number}. {question.wordings[language][0]}"]
    options = [option.wordings[language][0] for option in question.options]
    if len(options) == 2:
        lines.append("     ".join(options))
    elif options:
        lines += [f"- {option}" for option in options]
    if question.fields and not answer:
        answer = "\n".join(f"{field.wordings[language][0]}:" for field in question.fields)
    return [*lines, "", answer] if answer else lines


def printed(answers: Mapping[str, str] | None = None, *, language: str = "en") -> str:
    """The whole form in a language, with answers by key (``"5b"``)."""
    given = answers or {}
    whole = form()
    lines = [whole.title[language][0], *whole.intro.get(language, ()), "Chile", "02/04/2019"]
    lines += whole.authorization[language]
    for section in whole.sections:
        if section.number != "X":
            lines.append(f"{section.number}. {section.titles[language][0]}")
        for question in section.questions:
            key = question.name.removeprefix("msq-2020-")
            lines += _printed_question(question, given.get(key, ""), language)
    return "\n\n".join([*lines, *whole.thanks[language]])


def answer_to(segmented: SegmentedDocument, key: str) -> Answer:
    """The answer to a question that must be there."""
    found = [answer for answer in segmented.answers if answer.question == name(key)]
    assert len(found) == 1, f"{key}: {len(found)} answers"
    return found[0]


def pieces(segmented: SegmentedDocument, key: str) -> list[str]:
    """The pieces of the answer to a question, as the text has them."""
    return [segmented.document.text[start:end] for start, end in answer_to(segmented, key).spans]


def fields(segmented: SegmentedDocument, key: str) -> dict[str, str]:
    """The fields of the answer to a question."""
    text = segmented.document.text
    return {value.field: text[value.span.start : value.span.end] for value in answer_to(segmented, key).fields}


def states(segmented: SegmentedDocument, key: str) -> dict[str, str]:
    """The states of the options of a question, by option."""
    prefix = f"{name(key)}-"
    return {mark.option.removeprefix(prefix): mark.state.value for mark in answer_to(segmented, key).options}


def read(text: str, *, ticks: Sequence[Tick] = ()) -> SegmentedDocument:
    """A text, segmented; it must follow the form."""
    segmented = segment(document(text, ticks=ticks))
    assert segmented.form == "msq-2020"
    return segmented


def replaced(text: str, old: str, new: str) -> str:
    """A text with one passage replaced, which must stand there once."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)
