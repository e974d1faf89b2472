"""Raw answers: what was answered to each question, in the document's own words, and the state of every option."""

from __future__ import annotations

from egov_kg.extract.passage import Passage, Source
from egov_kg.model import Answer, Document, OptionMark, PrintedAnswer, ResponseState, SelectionState, Span, Stated
from egov_kg.records import AnswerRecord, PrintedQuestion, Selection, Text

RULE = "answer-of-question"
QUESTION_RULE = "question-as-printed"
PRIVATE_KINDS = frozenset({"contact", "closing"})
"""Kinds of answers in which respondents write of themselves."""


def raw_answer(source: Source, answer: Answer, passage: Passage | None) -> AnswerRecord:
    """The record of an answer: its text in its language, whether it is answered, and its options."""
    text = _text(passage) if passage else None
    known = [mark for mark in answer.options if mark.state is not SelectionState.UNKNOWN]
    answered = bool(answer.spans or answer.fields or known)
    return AnswerRecord(
        country=source.country,
        question=answer.question,
        state=ResponseState.ANSWERED if answered else ResponseState.EMPTY,
        text=text,
        selections=tuple(_selection(source.document, mark) for mark in answer.options),
    )


def printed_answer(source: Source, printed: PrintedAnswer, passage: Passage | None) -> AnswerRecord:
    """The record of an answer to a question that no form describes, with the question."""
    text = _text(passage) if passage else None
    language = passage.language if passage else source.language
    plain = source.document.plain
    words = " ".join(" ".join(plain[slice(*span)] for span in printed.wording).split())
    number = plain[slice(*printed.number)]
    return AnswerRecord(
        country=source.country,
        question=printed.key,
        state=ResponseState.ANSWERED if text else ResponseState.EMPTY,
        text=text,
        printed=PrintedQuestion(
            number=Stated(value=number, spans=(printed.number,), rule=QUESTION_RULE),
            wording=Stated(value=Text(words, language), spans=printed.wording, rule=QUESTION_RULE),
        ),
    )


def _text(passage: Passage) -> Stated[Text] | None:
    """The answer's words, sentence by sentence cited, line by line kept."""
    lines = (" ".join(line.split()) for line in passage.text[passage.start : passage.end].splitlines())
    words = "\n".join(line for line in lines if line)
    if not words:
        return None
    spans: dict[Span, None] = {}
    for sentence in passage.analysis.sentences:
        for low, high in _portions(sentence.start, sentence.end, passage.source.limits.quotation_characters):
            spans.update(dict.fromkeys(passage.pieces(low, high)))
    return Stated(value=Text(words, passage.language), spans=tuple(spans), rule=RULE) if spans else None


def _portions(start: int, end: int, longest: int) -> list[tuple[int, int]]:
    return [(low, min(low + longest, end)) for low in range(start, end, longest)]


def _selection(document: Document, mark: OptionMark) -> Selection:
    spans = () if mark.state is SelectionState.UNKNOWN else (_with_box(document, mark),)
    return Selection(option=mark.option, state=mark.state, spans=spans)


def _with_box(document: Document, mark: OptionMark) -> Span:
    """The option's words with the tick box before them, which is what says its state."""
    boxes = [tick.span.start for tick in document.ticks if 0 <= mark.span.start - tick.span.end <= 4]
    return Span(min([*boxes, mark.span.start]), mark.span.end)
