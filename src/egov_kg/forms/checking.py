"""How a document aligned with a form: which questions were found, by which words, how much alike, with what answer."""

from __future__ import annotations

from dataclasses import dataclass

from egov_kg.forms.alignment import Alignment
from egov_kg.forms.form import Form
from egov_kg.forms.loading import load_forms
from egov_kg.forms.parts import IsCountry
from egov_kg.forms.segmentation import aligned
from egov_kg.model import Answer, Document, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedQuestion:
    """A question of a form: where a document prints it (None: nowhere), how much alike (0 to 100), and its answer."""

    question: str
    number: str
    label: str
    score: float
    printed: Span | None
    answer: Answer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedForm:
    """How a document aligned with a form, None where it follows none; ``evidence`` speaks for the form, 4 is enough.

    ``document`` says which part of its file it is, where there are several.
    """

    document: Document
    form: str | None
    evidence: float
    questions: tuple[CheckedQuestion, ...] = ()

    @property
    def found(self) -> int:
        """How many of the questions are printed in the document."""
        return sum(question.printed is not None for question in self.questions)


def check(
    document: Document, form: Form | None = None, *, is_country: IsCountry | None = None
) -> tuple[CheckedForm, ...]:
    """How the documents of a file aligned with a form, or with the one that they follow best.

    One result a document of the file, in the order of the text; empty where none of them follows a form.
    """
    forms = {one.name: one for one in ([form] if form else load_forms().values())}
    found = aligned(document, tuple(forms.values()), is_country)
    checked = tuple(_checked(one, forms.get(one.segmented.form or "")) for one in found)
    return checked if any(one.form for one in checked) else ()


def _checked(alignment: Alignment, form: Form | None) -> CheckedForm:
    document = alignment.segmented.document
    if form is None:
        return CheckedForm(document=document, form=None, evidence=0.0)
    answers = {answer.question: answer for answer in alignment.segmented.answers}
    printed = {question: (score, span) for question, score, span in alignment.printed}
    questions = []
    for question in form.questions():
        score, span = printed.get(question.name, (0.0, None))
        questions.append(
            CheckedQuestion(
                question=question.name, number=question.number, label=question.labels[form.language],
                score=score, printed=span, answer=answers.get(question.name),
            )
        )  # fmt: skip
    return CheckedForm(document=document, form=form.name, evidence=alignment.evidence, questions=tuple(questions))
