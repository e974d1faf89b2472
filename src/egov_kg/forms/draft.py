"""A questionnaire that nobody described, as the draft of a form file for a person to edit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import yaml

from egov_kg.forms.undescribed import printed_answers
from egov_kg.identifiers import fold
from egov_kg.model import Document, Span, Tick

_SECTION: Final = re.compile(
    r"(?:section|part|sección|parte)?\s*(?P<number>[IVX]{1,5}|[A-H])[.):]?\s*(?P<title>\S.{2,90})?", re.IGNORECASE
)
_NUMBERED: Final = re.compile(
    r"(?:(?:Q|Question|Pregunta|Pergunta)\s*)?(?P<number>\d{1,3})(?:\s*[.):\]-]+\s*|\s+)(?P<words>\S.*)?", re.IGNORECASE
)
_PART: Final = re.compile(r"\(?(?P<number>[a-z])[.)]\s+(?P<words>\S.*)")
_NUMBER_BEHIND: Final = re.compile(r"(?P<words>.{12,}[?:])\s*\(?(?P<number>\d{1,3})\)?")
_ASKS: Final = re.compile(
    r"\?|:\s*\Z|\b(?:please|provide|list|describe|check|indicate|specify|indique|describa|señale|por favor|informe)\b",
    re.IGNORECASE,
)
_LONGEST_TITLE: Final = 90
_LONGEST_WORDING: Final = 900
_LONGEST_OPTION: Final = 240
_KINDS: Final = (
    ("portals", ("portal", "website", "web site", "url", "sitio")),
    ("social-media", ("social media", "redes sociales", "twitter", "facebook")),
    ("laws", ("legal framework", "legislation", "law on", "marco legal", "legislación", "ley ")),
    ("strategy", ("strategy", "strategic plan", "estrategia", "plan nacional")),
    ("technologies", ("technologies", "artificial intelligence", "tecnologías")),
    ("indicator", ("percentage", "how many", "porcentaje", "cuántos")),
    ("cooperation", ("cooperation", "international organi", "other countries", "cooperación", "otros países")),
    ("partnerships", ("partnership", "private sector", "civil society", "alianzas")),
    ("post", ("chief information officer", "cio", "official in charge")),
    ("agencies", ("agency", "ministry", "government body", "agencia", "ministerio", "organismo")),
)  # fmt: skip
"""What a question asks for, by words in it: a first guess for a person to correct."""


_WITH_CODE: Final = ("portals", "strategy", "indicator", "cooperation", "post", "agencies")
"""Kinds whose answers are read only with a code: which portal, which figure."""
_CALLED: Final = re.compile(
    r"\b(?:questionnaire|survey|cuestionario|encuesta|questionário|inquérito|pesquisa|enquête)\b", re.IGNORECASE
)
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
FEWEST: Final = 3
"""Questions from which a document is a questionnaire of which a form can be made."""


@dataclass(slots=True)
class DraftQuestion:
    """A question as it is printed: its number, its words, its parts and options, where its answer stands."""

    number: str
    words: str
    span: Span
    parts: list[DraftQuestion] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    answers: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class DraftSection:
    """A section with its questions; a questionnaire without sections has one without a title."""

    number: str
    title: str
    questions: list[DraftQuestion] = field(default_factory=list)


def printed_questions(document: Document) -> list[DraftSection]:
    """The questions that a document prints, by section, in printed order.

    A question begins with a number, ends in a number behind its question mark, or ends in a question mark; words behind
    it up to the next one are its options, where they have boxes, and its answer.
    """
    sections = [DraftSection("I", "")]
    last = 0
    lines = list(_lines(document.plain))
    for place, (line, words) in enumerate(lines):
        ticked = _ticked(document.ticks, document.plain, line)
        current = sections[-1].questions[-1] if sections[-1].questions else None
        found = None if ticked else _question(words, last)
        if found is not None:
            number, text = found
            last = int(number) if number else last
            sections[-1].questions.append(DraftQuestion(number or str(last + 1), text, line))
            last = int(sections[-1].questions[-1].number)
        elif not ticked and (section := _section(words, lines, place)) is not None:
            sections.append(DraftSection(*section))
        elif current is None:
            continue
        elif ticked and len(words) <= _LONGEST_OPTION:
            current.options.append(words.strip(" |-•"))
        elif (part := _PART.fullmatch(words)) and len(part["words"]) <= _LONGEST_TITLE * 2:
            current.parts.append(DraftQuestion(part["number"], part["words"], line))
        elif _goes_on(current, words):
            current.words, current.span = f"{current.words} {words}", Span(current.span.start, line.end)
        else:
            (current.parts[-1] if current.parts else current).answers.append(line)
    return [section for section in sections if section.questions]


def _lines(plain: str) -> Iterator[tuple[Span, str]]:
    start = 0
    for line in plain.splitlines(keepends=True):
        words = line.strip()
        if words:
            first = start + len(line) - len(line.lstrip())
            yield Span(first, first + len(words)), " ".join(words.split())
        start += len(line)


def _ticked(ticks: tuple[Tick, ...], plain: str, line: Span) -> bool:
    start = plain.rfind("\n", 0, line.start) + 1
    return any(start <= tick.span.start < line.end for tick in ticks)


def _question(words: str, last: int) -> tuple[str, str] | None:
    """The number, empty where none is printed, and the words of a question that a line begins."""
    behind = _NUMBER_BEHIND.fullmatch(words)
    if behind is not None and last < int(behind["number"]) <= last + 3:
        return behind["number"], behind["words"]
    numbered = _NUMBERED.fullmatch(words)
    if numbered is not None and last < int(numbered["number"]) <= last + 3:
        text = numbered["words"] or ""
        if len(text) <= _LONGEST_WORDING and (not text or _ASKS.search(text) or text[0].isupper()):
            return numbered["number"], text
    if words.endswith("?") and 12 <= len(words) <= _LONGEST_WORDING:
        return "", words
    return None


def _section(words: str, lines: list[tuple[Span, str]], place: int) -> tuple[str, str] | None:
    found = _SECTION.fullmatch(words) if len(words) <= _LONGEST_TITLE else None
    if found is None or not found["number"].isupper() or (words.endswith((".", "?", ";")) and found["title"]):
        return None
    title = found["title"] or ""
    if not title and place + 1 < len(lines):
        title = lines[place + 1][1]
    plain_letter = len(words) > 1 and words[len(found["number"])] not in ".):"
    return None if plain_letter or not title[:1].isupper() else (found["number"], title[:_LONGEST_TITLE])


def _goes_on(question: DraftQuestion, words: str) -> bool:
    """Whether a line goes on with the words of a question: nothing was said yet, and they are not at their end."""
    open_end = not question.words or not question.words.endswith((".", "?", ":", ")"))
    return open_end and not question.answers and not question.options and len(question.words) < _LONGEST_WORDING


def printed_title(document: Document) -> str:
    """The title of a questionnaire: the first line before its questions that calls it one, else the first line."""
    sections = _sections_of(document)
    first = sections[0].questions[0].span.start if sections else len(document.plain)
    head = [words for span, words in _lines(document.plain) if span.start < first]
    return next((words for words in head if _CALLED.search(words)), head[0] if head else "")


def printed_edition(document: Document) -> int | None:
    """The year in the title of a questionnaire; None where it has none."""
    years = _YEAR.findall(printed_title(document))
    return int(years[-1]) if years else None


def _sections_of(document: Document) -> list[DraftSection]:
    """The questions by section; in one where none has a whole number (1.1, Q1, a)."""
    printed, plain = printed_answers(document), document.plain
    if not printed or any(one.key.isdecimal() for one in printed):
        return printed_questions(document)
    questions = [
        DraftQuestion(one.key, " ".join(plain[slice(*one.wording[0])].split()), one.wording[0])
        for one in printed
    ]
    return [DraftSection("I", "", questions)]


def form_draft(document: Document, *, name: str, language: str, edition: int) -> str:
    """The draft of a form file: what the document prints, with guesses of what each question asks for.

    Empty for a document that prints fewer questions than FEWEST.
    """
    sections = _sections_of(document)
    if sum(len(section.questions) for section in sections) < FEWEST:
        return ""
    title = printed_title(document) or name
    data = {
        "id": name,
        "edition": edition,
        "language": language,
        "publisher": "",
        "title": title,
        "sections": [
            {
                "number": section.number,
                "title": section.title or title,
                "questions": [_entry(question) for question in section.questions],
            }
            for section in sections
        ],
    }
    head = (
        f"# A draft made of {document.file_name}: correct it before it is used. Take out answers that became words of\n"
        "# the form; give each question a label, its kind (what its answer is read for; unknown is for its raw answer\n"
        "# alone) and, where 'code' stands empty, a code: without one nothing but the raw answer is read.\n"
    )
    return head + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=118)


def _entry(question: DraftQuestion) -> dict[str, object]:
    words = question.words.strip()
    entry: dict[str, object] = {"id": question.number, "label": words[:80].rstrip(" ,;:?"), "wording": words}
    entry["kind"] = _kind(words, question)
    if entry["kind"] in _WITH_CODE:
        entry["code"] = None
    if question.parts:
        entry["parts"] = [
            {"id": part.number, "label": part.words.rstrip(" ,;:?"), "wording": part.words} for part in question.parts
        ]
    if question.options:
        options: dict[str, str] = {}
        for words_ in question.options:
            options.setdefault(fold(words_)[:40].strip("-") or f"option-{len(options) + 1}", words_)
        entry["options"] = [{"id": key, "wording": wording} for key, wording in options.items()]
    return entry


def _kind(words: str, question: DraftQuestion) -> str:
    lowered = f" {words.lower()} "
    for kind, cues in _KINDS:
        if any(cue in lowered for cue in cues):
            return kind
    return "selections" if question.options else "unknown"
