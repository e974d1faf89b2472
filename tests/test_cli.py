"""The command line, in this process: answers, formats, messages and exit statuses."""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import click
import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from egov_kg import pipeline, queries
from egov_kg.cli import COMMANDS, main
from egov_kg.cli.formats import FORMATS, render, short
from egov_kg.config import Settings
from egov_kg.errors import NothingToRead, QueryError
from egov_kg.progress import Progress
from egov_kg.store import Solutions, Term, TermKind
from sample_build import SAMPLE, SOURCES, I

DATA = ("--data", str(SAMPLE))


def invoke(*arguments: str | Path, text: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=text)


def refused(result: Result) -> str:
    """The message of a command that ended with status 2; nothing on stdout, no traceback."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr


def commands() -> dict[str, click.Command]:
    context = click.Context(main)
    found = {name: main.get_command(context, name) for name in main.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}


# ---- help ----


def test_every_command_is_listed_with_what_it_does() -> None:
    listed = invoke("--help").stdout
    assert list(commands()) == list(COMMANDS)
    assert list(COMMANDS)[:5] == ["build", "query", "validate", "verify", "summary"]
    for name, command in commands().items():
        assert f"\n  {name} " in listed
        assert (command.help or "").partition("\n")[0][:40] in listed


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(name: str) -> None:
    command = commands()[name]
    result = invoke(name, "--help")
    assert result.exit_code == 0
    assert f"Usage: main {name}" in result.stdout or f"{name} [OPTIONS]" in result.stdout
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert parameter.opts[0] in result.stdout


def test_version() -> None:
    assert invoke("--version").stdout.rstrip().endswith(version("egov-kg"))


def test_a_wrong_command_offers_the_nearest() -> None:
    assert "Did you mean 'query'?" in refused(invoke("qery"))
    assert "No such command" in refused(invoke("zzz"))


# ---- query ----


def test_a_named_query_as_csv() -> None:
    result = invoke("query", "portals", *DATA, "--param", "country=ISL", "-p", "type=national,other")
    assert result.exit_code == 0
    assert result.stderr == ""
    assert list(csv.DictReader(io.StringIO(result.stdout))) == [
        {"country": "Iceland", "type": "national", "url": "https://www.island.example.is",
         "portal": "https://w3id.org/egov-kg/id/portal/ISL-www-island-example-is"},
        {"country": "Iceland", "type": "other", "url": "https://www.island.example.is/skattur",
         "portal": "https://w3id.org/egov-kg/id/portal/ISL-www-island-example-is-skattur"},
    ]  # fmt: skip


def test_no_rows_are_an_answer() -> None:
    result = invoke("query", "portals", *DATA, "-p", "country=ZZZ", "-f", "csv")
    assert (result.exit_code, result.stdout) == (0, "country,type,url,portal\n")


def test_json_is_that_of_sparql() -> None:
    result = invoke("query", "observations", *DATA, "-p", "country=ISL", "-p", "indicator=satisfaction", "-f", "json")
    found = json.loads(result.stdout)
    assert found["head"]["vars"][:3] == ["indicator", "country", "value"]
    (row,) = found["results"]["bindings"]
    assert row["country"] == {"type": "literal", "value": "Iceland", "xml:lang": "en"}
    assert row["value"] == {"type": "literal", "value": "81.5", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"}
    assert row["observation"]["type"] == "uri"


def test_json_leaves_out_what_is_unbound() -> None:
    found = json.loads(invoke("query", "leaders", *DATA, "-p", "country=CRI", "-f", "json").stdout)
    assert "cio" in found["head"]["vars"]
    assert "cio" not in found["results"]["bindings"][0]


def test_a_table_has_columns_of_one_width() -> None:
    lines = invoke("query", "mandates", *DATA, "-p", "country=CRI", "-f", "table").stdout.splitlines()
    assert lines[0].split() == ["mandate", "country", "agency", "acronym", "url", "agency_iri"]
    starts = {line.index("Costa Rica") for line in lines[2:]}
    assert starts == {lines[0].index("country")}
    assert "agency:CRI-mip" in lines[2]


def test_markdown_is_a_table_whose_cells_are_words() -> None:
    lines = invoke("query", "SELECT ('a|b*' AS ?x) (1 AS ?y) {}", *DATA, "-f", "markdown").stdout.splitlines()
    assert lines == ["| x | y |", "| --- | --- |", "| a\\|b\\* | 1 |"]


def test_a_construct_is_turtle_that_reads_back() -> None:
    asked = "CONSTRUCT { ?x egov:iso3 ?y } WHERE { ?x egov:iso3 ?y }"
    turtle = invoke("query", asked, *DATA).stdout
    assert 'country:KEN egov:iso3 "KEN"' in turtle
    expected = set(ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    assert len(expected) == 3
    assert set(ox.parse(invoke("query", asked, *DATA, "-f", "json").stdout, format=ox.RdfFormat.JSON_LD)) == expected
    rows = list(csv.reader(io.StringIO(invoke("query", asked, *DATA, "-f", "csv").stdout)))
    assert rows[0] == ["subject", "predicate", "object"]
    assert len(rows) == 4


def test_yes_or_no() -> None:
    asked = "ASK { agency:ISL-doi a egov:Agency }"
    assert invoke("query", asked, *DATA).stdout == "true\n"
    assert json.loads(invoke("query", asked, *DATA, "-f", "json").stdout) == {"head": {}, "boolean": True}


def test_sparql_on_stdin_and_in_a_file(tmp_path: Path) -> None:
    text = "SELECT ?x { ?c egov:iso3 ?x . } ORDER BY ?x"
    (tmp_path / "codes.rq").write_text(text, encoding="utf-8")
    piped = invoke("query", "-", *DATA, text=text)
    assert piped.stdout == invoke("query", tmp_path / "codes.rq", *DATA).stdout == "x\nCRI\nISL\nKEN\n"


def test_the_list_names_every_query_with_its_parameters() -> None:
    rows = list(csv.DictReader(io.StringIO(invoke("query", "--list").stdout)))
    assert [row["name"] for row in rows] == [query.name for query in queries.named_queries()]
    in_force = next(row for row in rows if row["name"] == "strategies-in-force")
    assert in_force["title"] == "Strategies in force in a year"
    assert in_force["parameters"] == "year (2020), country, kind"
    assert "Estrategias vigentes en un año" in invoke("query", "--list", "--language", "es").stdout


def test_show_prints_what_would_be_asked() -> None:
    shown = invoke("query", "portals", "--show", "-p", "country=KEN").stdout
    assert 'VALUES ?iso3 { "KEN" }' in shown
    assert "#? type:" in shown
    assert invoke("query", "portals", *DATA, "-p", "country=ISL").stdout == invoke(
        "query", "-", *DATA, text=invoke("query", "portals", "--show", "-p", "country=ISL").stdout
        .replace("# param country (iso3): the country (default any)\n# param@es country: el país\n", "")
    ).stdout  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("query",), "Name a query, a file or a text of SPARQL"),
        (("query", "portal", *DATA), "no query named 'portal'. Known: portals, "),
        (("query", "portals", *DATA, "-p", "land=KEN"), "portals has no parameter 'land'. Known: country, type"),
        (("query", "portals", *DATA, "-p", "country"), "a parameter is given as NAME=VALUE"),
        (("query", "portals", *DATA, "-p", "country=KEN", "-p", "country=ISL"), "given twice; separate several"),
        (("query", "portals", *DATA, "-p", "country=Kenya"), "ISO 3166-1 alpha-3"),
        (("query", "SELECT ?x {", *DATA), "the query cannot be answered"),
        (("query", "none.rq", *DATA), "none.rq cannot be read"),
        (("query", "portals", *DATA, "-f", "turtle"), "the format turtle writes triples, and the query answers rows"),
        (("query", "portals", *DATA, "-f", "xml"), "'xml' is not one of"),
        (("query", "portals", "--data", "nowhere"), "nowhere holds no build"),
        (("validate", "nowhere"), "nowhere holds no build"),
        (("verify", "nowhere"), "nowhere holds no build"),
        (("verify", str(SAMPLE), "nowhere"), "no such file or folder"),
        (("summary", "nowhere"), "nowhere holds no build"),
        (("summary", str(SAMPLE), "--country", "ZZZ"), "says nothing of a country 'ZZZ'. Known: CRI, ISL"),
        (("build",), "Missing argument 'PATHS...'"),
    ],
)
def test_a_mistake_is_one_clear_line(arguments: tuple[str, ...], message: str) -> None:
    text = refused(invoke(*arguments))
    assert message in text
    assert len(text.strip().splitlines()[-1]) < 2_000


# ---- formats ----


def literal(value: str) -> Term:
    return Term(TermKind.LITERAL, value)


def test_what_a_document_says_does_not_drive_the_terminal() -> None:
    assert short(literal("a\x1b[31mred\nline\x07")) == "a [31mred line "


def test_addresses_of_our_own_are_short() -> None:
    assert short(Term(TermKind.IRI, "https://w3id.org/egov-kg/id/agency/KEN-ict")) == "agency:KEN-ict"
    assert short(Term(TermKind.IRI, "https://w3id.org/egov-kg/id/agency/")) == "https://w3id.org/egov-kg/id/agency/"
    assert short(Term(TermKind.IRI, "https://example.org/a")) == "https://example.org/a"


def test_csv_keeps_commas_quotes_and_lines() -> None:
    value = 'a, "b"\nc'
    text = render(Solutions(("x", "y"), ((literal(value), None),)), "csv")
    assert list(csv.reader(io.StringIO(text))) == [["x", "y"], [value, ""]]


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "turtle"])
def test_every_format_writes_an_empty_answer(name: str) -> None:
    assert "country" in render(Solutions(("country",), ()), name)


def test_turtle_writes_no_yes_or_no() -> None:
    with pytest.raises(QueryError, match="answers yes or no"):
        render(True, "turtle")


def test_a_terminal_shows_identifiers_where_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    from egov_kg.cli.terminal import table  # noqa: PLC0415  # only terminals load it

    columns = [("name", ["[b]Ministry[/b] of Learning", "Office"]), ("thing", ["agency:ISL-a", "agency:ISL-b"])]
    monkeypatch.setenv("COLUMNS", "100")
    wide = table(columns)
    assert "[b]Ministry[/b] of Learning" in wide
    assert "agency:ISL-b" in wide
    monkeypatch.setenv("COLUMNS", "40")
    narrow = table(columns)
    assert "agency:ISL-b" not in narrow
    assert "[b]Ministry[/b] of Learning" in narrow
    assert "not shown for want of room: thing" in narrow


def test_a_narrow_terminal_loses_no_column(monkeypatch: pytest.MonkeyPatch) -> None:
    from egov_kg.cli.terminal import table  # noqa: PLC0415  # only terminals load it

    monkeypatch.setenv("COLUMNS", "60")
    drawn = table([(f"c{number}", [f"{number}" * 30]) for number in range(8)])
    for number in range(8):
        assert drawn.count(f"{number}") >= 30, number


# ---- validate, verify, summary ----


def test_validate_a_build_that_conforms() -> None:
    result = invoke("validate", SAMPLE)
    assert result.exit_code == 0
    assert result.stdout.startswith("The build conforms.\n")
    assert invoke("validate", SAMPLE, "--language", "es").stdout.startswith("La construcción es conforme.\n")
    turtle = invoke("validate", SAMPLE, "--format", "turtle").stdout
    assert any("ValidationReport" in str(triple) for triple in ox.parse(turtle, format=ox.RdfFormat.TURTLE))


def test_validate_a_build_that_does_not(tmp_path: Path) -> None:
    build = Path(shutil.copytree(SAMPLE, tmp_path / "build"))
    with (build / "egov-kg.ttl").open("a", encoding="utf-8") as file:
        file.write("portal:ISL-empty a egov:Portal .\n")
    result = invoke("validate", build)
    assert result.exit_code == 1
    assert "portal:ISL-empty" in result.stdout
    with (build / "egov-kg.ttl").open("a", encoding="utf-8") as file:
        file.write("no turtle\n")
    assert "Turtle that is not well formed" in refused(invoke("validate", build))


def test_verify_with_and_without_sources(tmp_path: Path) -> None:
    said = invoke("verify", SAMPLE, SOURCES).stdout
    assert "50 of them also in the sources\nmade by people, without a quotation: 1\neverything holds\n" in said
    build = Path(shutil.copytree(SAMPLE, tmp_path / "build"))
    (build / "texts" / f"{I}.txt").write_text("something else", encoding="utf-8")
    result = invoke("verify", build)
    assert result.exit_code == 1
    assert "iceland-msq-2020.txt [" in result.stdout
    assert "does not hold: 22 mismatches" in result.stdout


def test_summary_of_every_country() -> None:
    text = invoke("summary", SAMPLE).stdout
    assert text.index("Costa Rica (CRI), documents read: 2") < text.index("Iceland (ISL), documents read: 1")
    assert (
        "  e-government is led by: Digital Office of Iceland (DOI)\n  chief information officer: Jón Prufuson\n" in text
    )


def test_summary_of_one_country() -> None:
    assert invoke("summary", SAMPLE, "--country", "cri").stdout.splitlines() == [
        "Costa Rica (CRI), documents read: 2",
        "  e-government is led by: Ministry of Public Innovation (MIP)",
        "  chief information officer: not said",
        "  read: 2 portals, 3 agencies, 2 legal instruments, 2 strategies, 4 cooperation ties, "
        "2 technology initiatives, 3 figures",
        "  unanswered: 2 of 4 questions",
        "    msq-2020-4  Does your country have a Chief Information Officer (CIO)?",
        "    msq-2020-19  What is the proportion of persons employed in central government organizations routinely "
        "using ICTs?",
        "  tick boxes whose state the document does not tell: 1",
    ]


# ---- build ----


@dataclass(kw_only=True)
class Builder:
    """Stands for the pipeline: keeps what it is given and ends as it is told."""

    status: int = 0
    given: dict[str, object] = field(default_factory=dict)

    def __call__(self, paths: tuple[Path, ...], output: Path, *, progress: Progress, **others: object) -> Builder:
        self.given = {"paths": paths, "output": output, **others}
        progress.stage("reading", 2)
        progress.advance("a.txt")
        return self

    @property
    def exit_status(self) -> int:
        return self.status

    def summary_lines(self) -> tuple[str, ...]:
        return ("2 documents read",)


@pytest.mark.parametrize("status", [0, 1])
def test_build_hands_everything_to_the_pipeline(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    builder = Builder(status=status)
    monkeypatch.setattr(pipeline, "build", builder)
    result = invoke(
        "build", "a", "b", "--output", "out", "--personal-data", "--format", "jsonld", "--identifiers", "i.tsv"
    )
    assert result.exit_code == status
    assert result.stdout == "2 documents read\n"
    assert result.stderr == "reading (2)\n  1/2 a.txt\n"
    expected = {
        "paths": (Path("a"), Path("b")), "output": Path("out"), "settings": Settings(personal_data=True),
        "formats": ("jsonld",), "identifiers": Path("i.tsv"),
    }  # fmt: skip
    assert {key: builder.given[key] for key in expected} == expected


def test_build_leaves_personal_data_out_unless_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    builder = Builder()
    monkeypatch.setattr(pipeline, "build", builder)
    invoke("build", "a")
    assert builder.given["settings"] == Settings(personal_data=False)
    assert builder.given["output"] == Path("output")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (NothingToRead([Path("empty")]), "nothing to read in: empty"),
        (PermissionError(13, "Permission denied", "/somewhere/out"), "/somewhere/out: Permission denied"),
    ],
)
def test_a_build_that_cannot_begin(monkeypatch: pytest.MonkeyPatch, error: Exception, message: str) -> None:
    def build(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(pipeline, "build", build)
    assert message in refused(invoke("build", "empty"))


def test_an_interrupted_command_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def build(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "build", build)
    result = invoke("build", "a")
    assert (result.exit_code, result.stderr) == (130, "interrupted\n")
