"""``egov-kg decide``: writes what a person decided about a build, for the next build to obey."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from egov_kg.cli.group import Failure
from egov_kg.decisions import (
    FILE_NAME,
    Add,
    Decision,
    Different,
    Label,
    Pair,
    Quote,
    Same,
    Statement,
    Value,
    Wrong,
    short,
    value,
)

if TYPE_CHECKING:
    from egov_kg.decide import Lookup

_FOLDER: Final = click.argument("folder", metavar="BUILD", type=click.Path(path_type=Path, file_okay=False))
_FILE: Final = click.option(
    "--file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=f"The file of decisions, {FILE_NAME} in the folder of the build without it.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signature:
    """Who decided, when, why, and where it is written."""

    file: Path | None
    by: str
    on: datetime.date
    why: str

    def fields(self) -> dict[str, Any]:
        """The fields that every decision has."""
        return {"by": self.by, "on": self.on, "why": self.why}


def _today() -> datetime.date:
    """The day on which a person decides: the one thing that a clock says here."""
    return datetime.datetime.now().astimezone().date()


def _signed(function: Callable[..., None]) -> Callable[..., None]:
    """The options that every decision has."""

    @wraps(function)
    def run(
        *arguments: object, file: Path | None, by: str, on: datetime.datetime | None, why: str, **options: object
    ) -> None:
        day = on.date() if on else _today()
        function(*arguments, signature=_Signature(file=file, by=by, on=day, why=why), **options)

    for option in (
        _FILE,
        click.option(
            "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day; today without it."
        ),
        click.option("--why", required=True, metavar="TEXT", help="Why; it stands in the graph beside the claim."),
        click.option(
            "--by", required=True, metavar="NAME", envvar="EGOV_KG_BY", show_envvar=True,
            help="Who decides; the name stands in the graph.",
        ),
    ):  # fmt: skip
        run = option(run)
    return run


@click.group("decide")
def command() -> None:
    """Correct a graph: say what is wrong, what is missing, what is one thing, what is not.

    Each command checks what you name against the BUILD (a folder), adds an entry to its decisions.yaml, and every
    later build obeys it. Things are named by address (agency:KEN-icta) or by a name that only one thing has. Exit
    status: 0 written, 2 not.

    \b
    egov-kg decide wrong out "Ministry of Lessons" mandate health --by Ana --why "it is the ministry of schools"
    egov-kg build documents/ --output out
    """


@command.command("wrong")
@_FOLDER
@click.argument("subject")
@click.argument("predicate", default="rdf:type")
@click.argument("object_", metavar="[OBJECT]", default="")
@_signed
def wrong(folder: Path, subject: str, predicate: str, object_: str, signature: _Signature) -> None:
    """Say that a statement is wrong: it leaves the facts, its claim stays and says so.

    SUBJECT, PREDICATE and OBJECT are a statement of the build. Without PREDICATE and OBJECT the thing itself is no
    such thing: it leaves with everything that is said of it.
    """
    lookup = _lookup(folder, signature.file)
    thing = lookup.thing(subject)
    name, found = lookup.statement(thing, predicate, object_)
    stated = Statement(subject=thing, predicate=name, object=found)
    _write(folder, Wrong(statement=stated, **signature.fields()), signature.file)


@command.command("add")
@_FOLDER
@click.argument("subject")
@click.argument("predicate")
@click.argument("object_", metavar="OBJECT")
@click.option("--document", metavar="NAME", help="The document of the build that says it, by its file name.")
@click.option("--quote", metavar="TEXT", help="The words of the document that say it.")
@click.option("--source", metavar="ADDRESS|TEXT", help="Where it stands, outside the documents of the build.")
@_signed
def add(  # noqa: PLR0913, PLR0917  # a parameter an option
    folder: Path,
    subject: str,
    predicate: str,
    object_: str,
    document: str | None,
    quote: str | None,
    source: str | None,
    signature: _Signature,
) -> None:
    """Add a missing statement with its source: --document and --quote, or --source.

    A new thing begins with its class: decide add BUILD agency:KEN-abc rdf:type egov:Agency --source …; then add its
    rdfs:label and its egov:country.
    """
    if (source is None) == (document is None or quote is None) or (document is None) != (quote is None):
        raise Failure("name the source: --document and --quote for words of a document, or --source for anything else")
    lookup = _lookup(folder, signature.file)
    thing = lookup.thing(subject, new=predicate in ("a", "type", "rdf:type"))
    name, found = lookup.addition(thing, predicate, object_)
    cited: Quote | str = lookup.quote(document, quote) if document and quote else source or ""
    stated = Statement(subject=thing, predicate=name, object=found)
    _write(folder, Add(statement=stated, source=cited, **signature.fields()), signature.file)


@command.command("same")
@_FOLDER
@click.argument("first")
@click.argument("second")
@_signed
def same(folder: Path, first: str, second: str, signature: _Signature) -> None:
    """Say that two things are one: the address of the FIRST stays, that of the SECOND points to it."""
    lookup = _lookup(folder, signature.file)
    pair = Same(first=lookup.thing(first), second=lookup.thing(second), **signature.fields())
    _write(folder, pair, signature.file)


@command.command("different")
@_FOLDER
@click.argument("first")
@click.argument("second")
@_signed
def different(folder: Path, first: str, second: str, signature: _Signature) -> None:
    """Keep two things apart that names make one: FIRST is in the build, SECOND may be an address to come."""
    lookup = _lookup(folder, signature.file)
    pair = Different(first=lookup.thing(first), second=lookup.thing(second, new=True), **signature.fields())
    _write(folder, pair, signature.file)


@command.command("label")
@_FOLDER
@click.argument("thing")
@click.argument("name")
@click.option("--language", metavar="TAG", help="The language of the name (en, es …); that of its name now without it.")
@_signed
def label(folder: Path, thing: str, name: str, language: str | None, signature: _Signature) -> None:
    """Give a thing its name; the one it had becomes another name of it."""
    found = _lookup(folder, signature.file).thing(thing)
    given = Value(name, language.lower(), quoted=True) if language else _named(name)
    _write(folder, Label(thing=found, name=given, **signature.fields()), signature.file)


def _named(name: str) -> Value:
    return value(name) if value(name).language else Value(name, quoted=name.startswith('"'))


@command.command("list")
@_FOLDER
@_FILE
def list_(folder: Path, file: Path | None) -> None:
    """List the decisions with their numbers, and which of them the last build could not obey."""
    from egov_kg.resolve import read_decisions  # noqa: PLC0415  # loaded for work, not for --help

    path = _path(folder, file)
    if not path.exists():
        click.echo(f"no decisions: {path} does not exist")
        return
    unfit = {tuple(one["entry"]): one["reason"] for one in _reported(folder).get("not applicable", ())}
    for one in read_decisions(path).entries:
        click.echo(f"{one.number}  {_shown(one)}  ({one.by}, {one.on.isoformat()}: {one.why})")
        if one.content() in unfit:
            click.echo(f"   does not apply: {unfit[one.content()]}")


@command.command("undo")
@_FOLDER
@click.argument("number", type=int)
@_FILE
def undo(folder: Path, number: int, file: Path | None) -> None:
    """Take a decision back, by its number in the list."""
    from egov_kg.decide import undo as take_back  # noqa: PLC0415  # loaded for work, not for --help

    path = _path(folder, file)
    gone = take_back(path, number)
    click.echo(f"taken out of {path}: {_shown(gone)}")
    _next(folder, file)


def _path(folder: Path, file: Path | None) -> Path:
    return file or folder / FILE_NAME


def _lookup(folder: Path, file: Path | None) -> Lookup:
    from egov_kg.decide import Lookup  # noqa: PLC0415  # loaded for work, not for --help
    from egov_kg.resolve import read_decisions  # noqa: PLC0415

    path = _path(folder, file)
    return Lookup(folder, read_decisions(path).entries if path.exists() else ())


def _write(folder: Path, decision: Decision, file: Path | None) -> None:
    from egov_kg.decide import append  # noqa: PLC0415  # loaded for work, not for --help

    path = _path(folder, file)
    used = _reported(folder).get("file")
    if file is None and used and Path(used).name != FILE_NAME:
        click.echo(f"the build was made with --decisions {used}; this goes into {path} (--file {used})", err=True)
    done = append(path, decision)
    click.echo(f"entry {done.number} of {path}: {_shown(done)}")
    _next(folder, file)


def _next(folder: Path, file: Path | None) -> None:
    option = f" --decisions {file}" if file else ""
    click.echo(f"to obey it, build again: egov-kg build DOCUMENTS --output {folder}{option}")


def _reported(folder: Path) -> dict[str, Any]:
    """What the build says of its decisions."""
    try:
        found = json.loads((folder / "report.json").read_bytes()).get("decisions")
    except (OSError, ValueError, AttributeError):
        return {}
    return found if isinstance(found, dict) else {}


def _shown(decision: Decision) -> str:
    match decision:
        case Pair():
            return f"{decision.kind}: {short(decision.first)} {short(decision.second)}"
        case Label():
            return f"label: {short(decision.thing)} is {decision.name.written()}"
        case Wrong() | Add():
            stated = decision.statement
            return f"{decision.kind}: {short(stated.subject)} {short(stated.predicate)} {stated.object.written()}"
