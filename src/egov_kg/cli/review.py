"""``egov-kg review``: a person decides what is uncertain, in the terminal or in a table."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from egov_kg.cli.group import put
from egov_kg.decisions import FILE_NAME
from egov_kg.folders import replace_file
from egov_kg.wording import counted

if TYPE_CHECKING:
    from egov_kg.linking.questions import Question
    from egov_kg.store import Store


@click.command("review")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False), default=Path("output"))
@click.option("--by", metavar="NAME", envvar="EGOV_KG_BY", show_envvar=True, help="Who decides; asked for without it.")
@click.option("--csv", "out", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
              help="Write the questions as a table instead of asking.")  # fmt: skip
@click.option("--from", "answers", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
              help="Read the decisions of such a table: same, different, or nothing.")  # fmt: skip
@click.option("--why", default="", metavar="TEXT", help="Why, for decisions that say nothing of it.")
@click.option("--file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
              help=f"The file of decisions, {FILE_NAME} in the folder of the build without it.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Ask that many questions.")
@click.pass_context
def command(  # noqa: PLR0913, PLR0917  # a parameter an option
    ctx: click.Context,
    folder: Path,
    by: str | None,
    out: Path | None,
    answers: Path | None,
    why: str,
    file: Path | None,
    limit: int | None,
) -> None:
    """Decide what egov-kg link could not: is this organisation of a catalogue that one of the graph?

    Both sides are shown with what is known of them. s: the same; d: different; n: the next question; q: enough.
    Every answer goes into decisions.yaml at once, and every later run obeys it. Exit status: 0 done, 1 lines of a
    table could not be used, 2 there is nothing to review.

    \b
    egov-kg review out
    egov-kg review out --csv questions.csv
    egov-kg review out --from questions.csv --by Ana
    """
    from egov_kg.decide import append_all  # noqa: PLC0415  # loaded for work, not for --help
    from egov_kg.linking.questions import read_answers, read_questions, table  # noqa: PLC0415
    from egov_kg.resolve import read_decisions  # noqa: PLC0415

    path = file or folder / FILE_NAME
    on = datetime.datetime.now().astimezone().date()
    questions = read_questions(folder, read_decisions(path).entries if path.exists() else ())
    if out is not None:
        replace_file(out, table(questions))
        put(f"{counted(len(questions), 'question')} in {out}: write same or different into the first column\n")
        return
    if answers is not None:
        signer = by or click.prompt("Your name", err=True)
        decided, problems = read_answers(answers, by=signer, on=on, why=why or f"decided in {answers.name}")
        count = append_all(path, decided)
        for problem in problems:
            click.echo(f"{answers}, {problem}", err=True)
        put(f"{counted(count, 'decision')} written to {path}, {len(decided) - count} there already\n{_next(folder)}")
        ctx.exit(1 if problems else 0)
    if not questions:
        put("nothing is uncertain\n")
        return
    signer = by or click.prompt("Your name", err=True)

    def write(question: Question, answer: str) -> int:
        reason = why or click.prompt("Why", default="looked at both", err=True)
        return append_all(path, [question.decided(answer, by=signer, on=on, why=reason)])

    count = _ask_all(folder, questions[:limit], write)
    put(f"{counted(count, 'decision')} written to {path}\n{_next(folder) if count else ''}")


def _ask_all(folder: Path, questions: list[Question], write: Callable[[Question, str], int]) -> int:
    """Asks, has each answer written, and gives how many were."""
    from egov_kg.store import open_build  # noqa: PLC0415  # loaded for work, not for --help

    store, count, settled = open_build(folder), 0, set[str]()
    for number, question in enumerate(questions, start=1):
        if question.theirs in settled:
            continue
        answer = _ask(store, question, f"{number}/{len(questions)}")
        if answer == "q":
            break
        if answer == "n":
            continue
        count += write(question, answer)
        if answer == "s":
            settled.add(question.theirs)
    return count


def _ask(store: Store, question: Question, place: str) -> str:
    from egov_kg.linking.questions import evidence  # noqa: PLC0415  # loaded for work, not for --help

    ours, theirs = evidence(store, question)
    lines = [
        f"{place}  score {float(question.score):.2f}, {question.method}: {question.reasons}",
        f"  there: {question.about}", *(f"    {line}" for line in theirs), f"    {question.theirs}",
        f"  here:  {question.target}", *(f"    {line}" for line in ours), f"    {question.ours}",
    ]  # fmt: skip
    click.echo("\n".join(lines), err=True)
    try:
        question_mark = "the same? (s)ame (d)ifferent (n)ext (q)uit"
        answer: str = click.prompt(question_mark, type=click.Choice(list("sdnq")), show_choices=False, err=True)
    except click.Abort:  # the end of what is typed
        return "q"
    return answer


def _next(folder: Path) -> str:
    return f"to obey them: egov-kg link {folder}\n"
