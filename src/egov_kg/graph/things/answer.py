"""The raw answers to the questions of a form, with the options printed under them."""

from __future__ import annotations

from typing import Final

from egov_kg.graph.rows import Table, country, prop, raw, words
from egov_kg.graph.scribe import Scribe
from egov_kg.graph.terms import string
from egov_kg.model import Span
from egov_kg.records import AnswerRecord, Selection

TICK_RULE: Final = "tick-box"
"""The rule that reads the state of an option from its tick box."""


def _subject(scribe: Scribe, answer: AnswerRecord) -> str:
    return scribe.thing("Answer", scribe.work, scribe.question(answer.question))


def _also(scribe: Scribe, subject: str, answer: AnswerRecord) -> None:
    """Question, state and options stand also where nothing can be quoted: an empty answer has no words."""
    spans, rule = (answer.text.spans, answer.text.rule) if answer.text else ((), TICK_RULE)
    question = scribe.code(("question",), scribe.question(answer.question))
    _say(scribe, (subject, "egov:question", question), spans, rule)
    if answer.printed:
        number, wording = answer.printed.number, answer.printed.wording
        scribe.state(question, "skos:notation", string(number.value), number.spans, number.rule)
        scribe.state(question, "skos:prefLabel", words(scribe, wording.value), wording.spans, wording.rule)
    _say(scribe, (subject, "egov:responseState", scribe.code(("response-state",), answer.state)), spans, rule)
    for selection in answer.selections:
        _select(scribe, subject, answer, selection)


def _select(scribe: Scribe, subject: str, answer: AnswerRecord, selection: Selection) -> None:
    option = scribe.code(("option",), selection.option)
    within = selection.option.removeprefix(answer.question + "-")
    chosen = scribe.thing("Selection", scribe.work, answer.question, within)
    state = scribe.code(("selection-state",), selection.state)
    for triple in (
        (subject, "egov:selection", chosen),
        (chosen, "egov:option", option),
        (chosen, "egov:selectionState", state),
    ):
        _say(scribe, triple, selection.spans, TICK_RULE)


def _say(scribe: Scribe, triple: tuple[str, str, str], spans: tuple[Span, ...], rule: str) -> None:
    scribe.fact(*triple)
    if spans:
        scribe.state(*triple, spans, rule)


TABLE = Table(
    record=AnswerRecord,
    subject=_subject,
    rows=(
        prop("country", "egov:country", country),
        prop("text", "egov:responseText", raw),
    ),
    also=_also,
)
