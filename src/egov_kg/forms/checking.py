"""How a document aligned with a form: which questions were found, by which words, how much alike, with what answer."""

from __future__ import annotations

from dataclasses import dataclass

from egov_kg.forms.alignment import align
from egov_kg.forms.form import Form
from egov_kg.forms.loading import load_forms
from egov_kg.forms.wordings import lexicon, lexicon_of
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
    """How a stretch of a document aligned with a form; ``evidence`` is what speaks for the form, 4 is enough."""

    form: str
    evidence: float
    questions: tuple[CheckedQuestion, ...]

    @property
    def found(self) -> int:
        """How many of the questions are printed in the document."""
        return sum(question.printed is not None for question in self.questions)


def check(document: Document, form: Form | None = None) -> tuple[CheckedForm, ...]:
    """How a document aligned with a form, or with the one that it follows best: one result a filled form in the file.

    Empty where it follows none.
    """
    lexicons = [lexicon_of(form)] if form else [lexicon(name) for name in load_forms()]
    results = [align(document, one) for one in lexicons]
    best = max(results, key=lambda found: sum(one.evidence for one in found), default=())
    checked = []
    for alignment in best:
        followed = next(one.form for one in lexicons if one.form.name == alignment.segmented.form)
        answers = {answer.question: answer for answer in alignment.segmented.answers}
        printed = {question: (score, span) for question, score, span in alignment.printed}
        questions = []
        for question in followed.questions():
            score, span = printed.get(question.name, (0.0, None))
            questions.append(
                CheckedQuestion(
                    question=question.name, number=question.number, label=question.labels[followed.language],
                    score=score, printed=span, answer=answers.get(question.name),
                )
            )  # fmt: skip
        checked.append(CheckedForm(form=followed.name, evidence=alignment.evidence, questions=tuple(questions)))
    return tuple(checked)
