"""``egov-kg form``: how a document follows a questionnaire, and drafts of questionnaires that nobody described."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from egov_kg.cli.group import put
from egov_kg.cli.sources import Source, ocr, private_networks

if TYPE_CHECKING:
    from egov_kg.forms import CheckedForm, CheckedQuestion, Form
    from egov_kg.model import Document

_LONGEST = 60
"""Characters of words that are shown; the whole is in the document."""


@click.group("form")
def command() -> None:
    """See how documents follow questionnaires, and describe new ones."""


@command.command("check")
@click.argument("file", type=Source())
@click.option("--form", "form_name", metavar="F", help="A form by its name, or a form file; else what fits best.")
@private_networks
@ocr
@click.pass_context
def check_command(
    ctx: click.Context, file: Path | str, form_name: str | None, private_networks: bool, ocr: bool
) -> None:
    """Show which questions of a form a document answers.

    A line a question: its number, how much alike its printed words are (100 is letter by letter, - is not found), where
    they stand, and the first words of the answer. Exit status: 0; 1 where the document follows no form; 2 where it
    cannot be read.

    \b
    egov-kg form check answers.docx
    egov-kg form check answers.docx --form drafts/msq-2022.yaml
    """
    from egov_kg import documents, forms, registry  # noqa: PLC0415  # the stages are loaded for work, not for --help

    form = _form(form_name) if form_name else None
    document = documents.read(file, private_networks=private_networks, ocr=ocr)
    found = forms.check(document, form, is_country=registry.load().find_country)
    if not found:
        put(f"{document.file_name} follows no form that is known. A draft of its own: egov-kg form draft {file}\n")
        ctx.exit(1)
    if len(found) > 1:
        put(f"{document.file_name} holds {len(found)} documents, each of which is read as its own\n")
    for one in found:
        put(_shown(one, document))


@command.command("draft")
@click.argument("file", type=Source())
@click.option("--id", "name", default="new-form", show_default=True, metavar="NAME", help="The name of the form.")
@click.option(
    "--edition", type=click.IntRange(1990, 2100), default=2024, show_default=True, help="The year of the edition."
)
@click.option("--language", default="en", show_default=True, help="The language of its words (en, es, pt, fr).")
@private_networks
@ocr
def draft_command(  # noqa: PLR0913, PLR0917  # a parameter an option
    file: Path | str, name: str, edition: int, language: str, private_networks: bool, ocr: bool
) -> None:
    """Print the draft of a form file, made of a questionnaire, blank or filled.

    Sections, questions, parts and options stand in it as they are printed; what each question asks for is a guess.
    Edit it, then see with form check whether documents follow it. Exit status: 0; 2 where the document cannot be read.

    \b
    egov-kg form draft blank.docx --id msq-2022 --edition 2022 > msq-2022.yaml
    """
    from egov_kg import documents, forms  # noqa: PLC0415

    document = documents.read(file, private_networks=private_networks, ocr=ocr)
    put(forms.form_draft(document, name=name, language=language, edition=edition))


def _form(name: str) -> Form:
    """A form that is known by its name, or read from a file."""
    from egov_kg import forms  # noqa: PLC0415

    known = forms.load_forms()
    if name in known:
        return known[name]
    path = Path(name)
    if not path.is_file():
        raise click.BadParameter(f"no form and no file is named {name!r}. Known forms: {', '.join(known)}")
    return forms.read_form(path)


def _shown(checked: CheckedForm, document: Document) -> str:
    extent = checked.document.extent
    where = f" [{extent.start}:{extent.end}]" if extent else ""
    if checked.form is None:
        return f"{checked.document.name}{where} follows no form; it is read as a text of its own\n"
    lines = [
        f"{checked.document.name}{where} follows {checked.form}: {checked.found} of {len(checked.questions)} "
        f"questions found, evidence {checked.evidence:.1f} (4 is enough)"
    ]
    lines += [_line(question, document) for question in checked.questions]
    return "\n".join(lines) + "\n"


def _line(question: CheckedQuestion, document: Document) -> str:
    number = question.question.rpartition("-")[2]
    if question.printed is None:
        return f"  {number:>4}    -  {question.label}"
    place = f"[{question.printed.start}:{question.printed.end}]"
    return f"  {number:>4}  {question.score:>3.0f}  {place:<15} {question.label}{_answer(question, document)}"


def _answer(question: CheckedQuestion, document: Document) -> str:
    from egov_kg.pipeline import PRIVATE_KINDS  # noqa: PLC0415

    if question.answer is None:
        return ""
    if question.answer.kind in PRIVATE_KINDS:
        return " = (private: what the respondent writes of themselves)"
    words = " ".join(" ".join(document.plain[slice(*span)].split()) for span in question.answer.spans)
    boxes = [mark for mark in question.answer.options if mark.state == "selected"]
    ticked = f" [{len(boxes)} of {len(question.answer.options)} ticked]" if question.answer.options else ""
    return f"{ticked} = {words[:_LONGEST]}" if words else f"{ticked} = (empty)"
