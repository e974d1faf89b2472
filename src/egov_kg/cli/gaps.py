"""``egov-kg gaps``: what a build saw and did not understand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import click

from egov_kg.cli.formats import render
from egov_kg.cli.group import put
from egov_kg.gaps import MEANING, gaps_of_build
from egov_kg.model import Gap, GapKind
from egov_kg.store import Solutions, Term, TermKind

FORMATS = ("text", "json", "csv", "markdown")
COLUMNS = ("document", "kind", "question", "start", "end", "words")


@click.command("gaps")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path("output"))
@click.option(
    "--kind", "kinds", type=click.Choice([kind.value for kind in GapKind]), multiple=True,
    help="Gaps of one kind alone; as often as needed.",
)  # fmt: skip
@click.option("--document", metavar="FILE", help="Gaps of the documents whose name holds these words.")
@click.option(
    "--format", "-f", "format_name", type=click.Choice(FORMATS), default=FORMATS[0], show_default=True,
    help="How to write the list.",
)  # fmt: skip
def command(folder: Path, kinds: Sequence[str], document: str | None, format_name: str) -> None:
    """List what a build saw and did not understand.

    DIR is the folder of a build, output without one. Each gap names its document, the question it answers and the
    words, with their place in the text: a person finds there what no rule could read. Exit status: 0, also where
    there are no gaps; 2 where there is no build.

    \b
    egov-kg gaps output --kind party-without-tie
    """
    found = [
        gap
        for gap in gaps_of_build(folder)
        if (not kinds or gap.kind in kinds) and (document or "").casefold() in gap.document.casefold()
    ]
    if format_name == "text":
        put(_text(found))
    elif format_name == "json":
        rows = [dict(zip(COLUMNS, _cells(gap), strict=True)) for gap in found]
        put(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        rows_of_terms = tuple(
            tuple(None if cell is None else Term(TermKind.LITERAL, str(cell)) for cell in _cells(gap)) for gap in found
        )
        put(render(Solutions(COLUMNS, rows_of_terms), format_name))


def _cells(gap: Gap) -> tuple[str | int | None, ...]:
    start, end = gap.span or (None, None)
    return gap.document, gap.kind.value, gap.question, start, end, gap.words


def _text(gaps: Sequence[Gap]) -> str:
    """The gaps by kind and document, each kind with what it means."""
    lines = [] if gaps else ["No gaps."]
    for kind in GapKind:
        own = [gap for gap in gaps if gap.kind is kind]
        if not own:
            continue
        lines += [f"{kind.value} ({len(own)}): {MEANING[kind]}", ""]
        for name, group in groupby(own, key=lambda gap: gap.document):
            lines.append(f"  {name}")
            lines += [f"    {_place(gap)}{gap.words}" for gap in group]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _place(gap: Gap) -> str:
    place = [gap.question] if gap.question and gap.question != gap.words else []
    place += [f"[{gap.span.start}:{gap.span.end}]"] if gap.span else []
    return f"{' '.join(place)}  " if place else ""
