"""``egov-kg decide`` and builds that obey it, through the command line, with documents of ours."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import egov_kg
from egov_kg.cli import main
from egov_kg.cli.decide import command
from egov_kg.errors import DecisionError
from egov_kg.store import Solutions, open_build
from publish_driver import hashes
from running import egov_kg as run_alone

FORM = "Member States Questionnaire (MSQ) for the United Nations E-Government Survey 2020\n\n{country}\n\n"
NAURU = (
    FORM.format(country="Nauru")
    + """1.

What is the official e-government portal at the national level? If more than one, please list all.

https://www.home.example.nr

3.

Please provide name(s) and URL(s) of the government agency/department/ministry at the national level in charge of\
 e-government.

Office of Quiet Letters (OQL), https://letters.example.nr

5.

Please provide names and URLs of the government agencies/ministries/departments at the national level in charge of the\
 following:

b. Education
Ministry of Reefs: https://reefs.example.nr

c. Health
Ministry of Reefs and Birds: https://reefs.example.nr/birds

22.

Is your government part of any sub-regional, regional or international cooperation on e-government?

Nauru is a member of the Commonwealth. Nauru signed an agreement on portals with Tonga in 2018.
"""
)
TONGA = (
    FORM.format(country="Tonga")
    + """3.

Please provide name(s) and URL(s) of the government agency/department/ministry at the national level in charge of\
 e-government.

Bureau of Drums, https://drums.example.to
"""
)
SIGNED = ("--by", "Eva Editora", "--on", "2024-05-31", "--why", "we asked: yes")
DOCUMENTS = ("nauru.txt", "tonga.txt")


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def done(*arguments: str | Path) -> str:
    """What a command that ended well prints."""
    result = invoke(*arguments)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def refused(*arguments: str | Path) -> str:
    """The message of a command that ended with status 2."""
    result = invoke(*arguments)
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert "Traceback" not in result.stderr
    return result.stderr


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the documents and a first build of them."""
    folder = tmp_path_factory.mktemp("ready")
    for name, text in zip(DOCUMENTS, (NAURU, TONGA), strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    done("build", *(folder / name for name in DOCUMENTS), "-o", folder / "out")
    return folder


@pytest.fixture
def folder(ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it to work in."""
    place = Path(shutil.copytree(ready, tmp_path / "work"))
    monkeypatch.chdir(place)
    return place


def rebuild(*options: str | Path) -> str:
    """Builds again; the build conforms and its quotations hold."""
    said = done("build", *DOCUMENTS, "-o", "out", *options)
    assert done("validate", "out").startswith("The build conforms.")
    assert done("verify", "out", *DOCUMENTS).endswith("everything holds\n")
    return said


def rows(sparql: str, build: str = "out") -> set[tuple[str, ...]]:
    found = open_build(Path(build)).query(sparql)
    assert isinstance(found, Solutions)
    return {tuple(term.value if term else "" for term in row) for row in found.rows}


def decisions() -> str:
    return Path("out/decisions.yaml").read_text(encoding="utf-8")


# ---- each kind, from the command to the graph ----


def test_a_wrong_fact(folder: Path) -> None:
    said = done("decide", "wrong", "out", "OQL", "mandate", "e-government-lead", *SIGNED)
    assert said == (
        "entry 1 of out/decisions.yaml: wrong: agency:NRU-oql egov:mandate mandate:e-government-lead\n"
        "to obey it, build again: egov-kg build DOCUMENTS --output out\n"
    )
    assert decisions().splitlines()[1:] == [
        "- wrong: {subject: agency:NRU-oql, predicate: egov:mandate, object: mandate:e-government-lead}",
        "  by: Eva Editora",
        "  on: 2024-05-31",
        "  why: 'we asked: yes'",
    ]
    assert "1 of 1 decisions of decisions.yaml obeyed\n" in rebuild()
    assert rows("SELECT ?a { ?a egov:mandate mandate:e-government-lead ; egov:country country:NRU }") == set()
    assert rows(
        """SELECT ?thing ?quote ?by { ?claim prov:wasInvalidatedBy/egov:decidedBy ?by ; rdf:subject ?thing ;
           rdf:object mandate:e-government-lead ; prov:wasDerivedFrom/egov:quote ?quote }"""
    ) == {
        (
            "https://w3id.org/egov-kg/id/agency/NRU-oql",
            "Office of Quiet Letters (OQL), https://letters.example.nr",
            "Eva Editora",
        )
    }
    listed = done("query", "decisions", "--data", "out", "--format", "csv").splitlines()
    assert listed[1].startswith(
        "rejected,Office of Quiet Letters,mandate,e-government-lead,Eva Editora,2024-05-31,we asked: yes,"
    )


def test_a_thing_that_is_none(folder: Path) -> None:
    done("decide", "wrong", "out", "Bureau of Drums", *SIGNED)
    rebuild()
    assert rows("SELECT ?a { ?a a egov:Agency ; egov:country country:TON }") == set()
    assert "Bureau of Drums" not in Path("out/identifiers.tsv").read_text(encoding="utf-8")
    assert rows("SELECT ?p { ?c prov:wasInvalidatedBy ?d ; rdf:predicate ?p }") == {
        ("http://www.w3.org/2000/01/rdf-schema#label",),
        ("https://w3id.org/egov-kg/ontology#country",),
        ("https://w3id.org/egov-kg/ontology#url",),
    }


def test_a_missing_fact_with_words_of_a_document_and_one_from_elsewhere(folder: Path) -> None:
    words = "Nauru signed an agreement on portals"
    done(
        "decide",
        "add",
        "out",
        "OQL",
        "mandate",
        "new-technologies",
        "--document",
        "nauru.txt",
        "--quote",
        words,
        *SIGNED,
    )
    done(
        "decide",
        "add",
        "out",
        "OQL",
        "url",
        "https://oql.example.nr",
        "--source",
        "https://gazette.example.nr/7",
        *SIGNED,
    )
    done("decide", "add", "out", "OQL", "memberOf", "ITU", "--source", "Gazette, 7", *SIGNED)
    said = rebuild()
    assert "3 of 3 decisions of decisions.yaml obeyed\n" in said
    assert rows(
        """SELECT ?object ?quote ?address ?words { ?claim egov:rule "person" ; rdf:object ?object .
           OPTIONAL { ?claim prov:wasDerivedFrom/egov:quote ?quote } OPTIONAL { ?claim dcterms:source ?words }
           OPTIONAL { ?claim prov:hadPrimarySource ?address } }"""
    ) == {
        ("https://w3id.org/egov-kg/code/mandate/new-technologies", words, "", ""),
        ("https://oql.example.nr", "", "https://gazette.example.nr/7", ""),
        ("https://w3id.org/egov-kg/id/international-organization/itu", "", "", "Gazette, 7"),
    }
    assert "made by people, without a quotation: 2\n" in done("verify", "out")


def test_a_new_thing(folder: Path) -> None:
    source = ("--source", "Gazette, 8", *SIGNED)
    assert "it has no 'agency:NRU-shells'" in refused(
        "decide", "add", "out", "agency:NRU-shells", "country", "Nauru", *source
    )
    done("decide", "add", "out", "agency:NRU-shells", "type", "egov:Agency", *source)
    done("decide", "add", "out", "agency:NRU-shells", "label", '"Council of Shells"@en', *source)
    done("decide", "add", "out", "agency:NRU-shells", "country", "Nauru", *source)
    done("decide", "add", "out", "OQL", "under", "agency:NRU-shells", *source)
    assert "4 of 4" in rebuild()
    assert rows("SELECT ?n { agency:NRU-oql egov:under/rdfs:label ?n }") == {("Council of Shells",)}


def test_a_label(folder: Path) -> None:
    done("decide", "label", "out", "OQL", "Oficina de Cartas", "--language", "ES", *SIGNED)
    rebuild()
    assert rows("SELECT ?l (LANG(?l) AS ?t) ?o { agency:NRU-oql rdfs:label ?l ; skos:altLabel ?o }") == {
        ("Oficina de Cartas", "es", "Office of Quiet Letters")
    }


def test_two_things_that_are_one_and_the_identifiers_of_that_build(folder: Path) -> None:
    done("decide", "same", "out", "OQL", "agency:NRU-ministry-of-reefs-and-birds", *SIGNED)
    assert "1 of 1" in rebuild()
    gone = "https://w3id.org/egov-kg/id/agency/NRU-ministry-of-reefs-and-birds"
    kept = "https://w3id.org/egov-kg/id/agency/NRU-oql"
    assert rows(f"SELECT ?new {{ <{gone}> dcterms:isReplacedBy ?new }}") == {(kept,)}
    table = Path("identifiers.tsv")
    shutil.copyfile("out/identifiers.tsv", table)
    before = hashes(Path("out"))
    rebuild("--identifiers", table)  # the same once more
    assert {name for name, digest in hashes(Path("out")).items() if before[name] != digest} <= {"report.json"}
    done("decide", "undo", "out", "1")
    rebuild("--identifiers", table)  # and two again
    assert rows(f"SELECT ?new {{ <{gone}> dcterms:isReplacedBy ?new }}") == set()
    assert rows(f"SELECT ?n {{ <{gone}> rdfs:label ?n }}") == {("Ministry of Reefs and Birds",)}


def test_a_published_address_stays_whichever_comes_first(folder: Path) -> None:
    done("decide", "same", "out", "agency:TON-bureau-of-drums", "OQL", *SIGNED)
    table = Path("identifiers.tsv")
    lines = Path("out/identifiers.tsv").read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join(line for line in lines if "TON-bureau" not in line), encoding="utf-8")
    done("build", *DOCUMENTS, "-o", "out", "--identifiers", table)
    assert rows("SELECT ?o ?n { ?o dcterms:isReplacedBy ?n }") == {
        ("https://w3id.org/egov-kg/id/agency/TON-bureau-of-drums", "https://w3id.org/egov-kg/id/agency/NRU-oql")
    }


def test_two_things_that_names_make_one(folder: Path) -> None:
    reefs = """SELECT ?a ?m { ?a a egov:Agency ; egov:mandate ?c . ?c skos:notation ?m
               FILTER(?m IN ('education', 'health')) }"""
    base = "https://w3id.org/egov-kg/id/agency/NRU-ministry-of-reefs"
    assert len({thing for thing, _ in rows(reefs)}) == 1
    done(
        "decide", "different", "out", "agency:NRU-ministry-of-reefs-and-birds", "agency:NRU-ministry-of-reefs", *SIGNED
    )
    assert "1 of 1" in rebuild()
    assert rows(reefs) == {(base, "education"), (f"{base}-and-birds", "health")}


# ---- the file ----


def test_the_file_stays_byte_for_byte_and_the_build_is_the_same_again(folder: Path) -> None:
    done("decide", "wrong", "out", "OQL", "mandate", "e-government-lead", *SIGNED)
    own = decisions() + "\n# to be looked at again\n"
    Path("out/decisions.yaml").write_text(own, encoding="utf-8")
    rebuild()
    first = hashes(Path("out"))
    assert decisions() == own
    environment = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo"}
    again = run_alone("build", *DOCUMENTS[::-1], "-o", "out", cwd=folder, env=environment)
    assert again.returncode == 0, again.stderr
    assert {name for name, digest in hashes(Path("out")).items() if first[name] != digest} <= {"report.json"}
    assert decisions() == own


def test_an_option_names_another_file_which_is_not_copied(folder: Path) -> None:
    done("decide", "label", "out", "OQL", "Letters", "--file", "ours.yaml", *SIGNED)
    assert not Path("out/decisions.yaml").exists()
    assert "1 of 1 decisions of ours.yaml obeyed" in rebuild("--decisions", "ours.yaml")
    assert not Path("out/decisions.yaml").exists()
    report = json.loads(Path("out/report.json").read_bytes())["decisions"]
    assert (report["file"], report["applied"], report["not applicable"]) == ("ours.yaml", 1, [])
    warned = invoke("decide", "label", "out", "Bureau of Drums", "Drums", *SIGNED)
    assert warned.exit_code == 0
    assert "the build was made with --decisions ours.yaml" in warned.stderr
    assert "decisions" not in rebuild("--decisions", "ours.yaml").replace("decisions of ours.yaml", "")
    assert rows("SELECT ?n { agency:TON-bureau-of-drums rdfs:label ?n }") == {("Bureau of Drums",)}


def test_the_package_takes_decisions_too(folder: Path) -> None:
    Path("ours.yaml").write_text(
        "- label: agency:NRU-oql\n  is: Letters\n  by: Eva\n  on: 2024-05-31\n  why: x\n", encoding="utf-8"
    )
    report = egov_kg.build(DOCUMENTS, "out", decisions="ours.yaml")
    assert report.exit_status == 0
    assert report.decisions is not None
    assert (len(report.decisions.decisions.entries), report.decisions.unfit) == (1, ())
    Path("ours.yaml").write_text("- label: x\n", encoding="utf-8")
    with pytest.raises(DecisionError) as raised:
        egov_kg.build(DOCUMENTS, "new", decisions="ours.yaml")
    assert raised.value.line == 1
    assert not Path("new").exists()


def test_an_entry_that_does_not_apply_is_reported_and_the_build_goes_on(folder: Path) -> None:
    text = "".join(
        f"- wrong: {{subject: {subject}, predicate: egov:mandate, object: mandate:health}}\n"
        "  by: Eva\n  on: 2024-05-31\n  why: x\n"
        for subject in ("agency:NRU-nobody", "agency:NRU-oql")
    )
    Path("out/decisions.yaml").write_text(text, encoding="utf-8")
    said = rebuild()
    assert "0 of 2 decisions of decisions.yaml obeyed\n" in said
    assert "does not apply: decisions.yaml, line 1 (entry 1, wrong): agency:NRU-nobody is not in this build\n" in said
    assert "line 5 (entry 2, wrong): the build states egov:mandate mandate:e-government-lead of it\n" in said
    found = json.loads(Path("out/report.json").read_bytes())["decisions"]["not applicable"]
    assert [(one["index"], one["line"], one["entry"][1:3]) for one in found] == [
        (1, 1, ["https://w3id.org/egov-kg/id/agency/NRU-nobody", "https://w3id.org/egov-kg/ontology#mandate"]),
        (2, 5, ["https://w3id.org/egov-kg/id/agency/NRU-oql", "https://w3id.org/egov-kg/ontology#mandate"]),
    ]
    assert "not applicable" not in said
    listed = done("decide", "list", "out")
    assert "1  wrong: agency:NRU-nobody egov:mandate mandate:health  (Eva, 2024-05-31: x)\n" in listed
    assert "   does not apply: agency:NRU-nobody is not in this build\n" in listed


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"- wrong: [\n", "out/decisions.yaml, line 2: no valid YAML"),
        (b"- label: agency:NRU-oql\n  is: x\n  by: x\n  on: x\n  why: x\n", "line 4: entry 1: 'x' is no day"),
        (b"- rename: agency:NRU-oql\n", "line 1: entry 1: it has none of same"),
        (b"\xff", "it is no UTF-8 text"),
    ],
)
def test_a_file_that_cannot_be_used_stops_before_anything_is_read_or_written(
    folder: Path, text: bytes, message: str
) -> None:
    Path("out/decisions.yaml").write_bytes(text)
    before = hashes(Path("out"))
    result = invoke("build", *DOCUMENTS, "-o", "out")
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert "nauru.txt" not in result.stderr
    assert hashes(Path("out")) == before


def test_a_named_file_must_be_there(folder: Path) -> None:
    assert "nothing.yaml: it cannot be read" in invoke("build", *DOCUMENTS, "--decisions", "nothing.yaml").stderr


# ---- what the command checks ----


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("wrong", "out", "agency:NRU-oqll", "mandate", "x"),
            "it has no 'agency:NRU-oqll'. Near: agency:NRU-oql (Office of Quiet Letters)",
        ),
        (("wrong", "out", "Office of Quiet Leters", "mandate", "x"), "Near: agency:NRU-oql (Office of Quiet Letters)"),
        (("wrong", "out", "zzz"), "it has no 'zzz'. egov-kg query names"),
        (("wrong", "out", "OQL", "mandat", "x"), "no property 'mandat' fits. Name one of: rdf:type, rdfs:label"),
        (
            ("wrong", "out", "OQL", "mandate", "health"),
            "its egov:mandate is not 'health'. Name one of: mandate:e-government-lead",
        ),
        (("wrong", "out", "country:NRU", "region", "Oceania"), "no document says egov:region 'Oceania' of country:NRU"),
        (("wrong", "out", "country:NRU"), "come from the registry"),
        (("label", "out", "agency:NRU-nobody", "x"), "it has no 'agency:NRU-nobody'"),
        (("same", "out", "OQL", "portal:NRU-home-example-nr"), "cannot be taken for each other"),
        (("same", "out", "OQL", "OQL"), "the two addresses are one"),
        (("add", "out", "OQL", "mandate", "health"), "name the source"),
        (("add", "out", "OQL", "mandate", "health", "--document", "nauru.txt"), "name the source"),
        (("add", "out", "OQL", "mandate", "health", "--source", "x", "--quote", "y"), "name the source"),
        (
            ("add", "out", "OQL", "mandate", "helth", "--source", "x"),
            "no code of egov:mandate is 'helth'. Near: mandate:health",
        ),
        (("add", "out", "OQL", "portalType", "other", "--source", "x"), "no property 'portalType' fits"),
        (("add", "out", "OQL", "under", "country:ISL", "--source", "x"), "it has no 'country:ISL'"),
        (("add", "out", "OQL", "country", "Nowhere", "--source", "x"), "it has no 'Nowhere'"),
        (("add", "out", "OQL", "url", "not a page", "--source", "x"), "egov:url cannot be 'not a page'"),
        (("add", "out", "OQL", "mandate", "e-government-lead", "--source", "x"), "has this egov:mandate already"),
        (
            ("add", "out", "OQL", "mandate", "health", "--document", "naur.txt", "--quote", "x"),
            "no document is called 'naur.txt'. Name one of: nauru.txt (document:",
        ),
        (
            ("add", "out", "OQL", "mandate", "health", "--document", "nauru.txt", "--quote", "Of fice"),
            "nauru.txt does not hold the words 'Of fice'. Copy them from out/texts/",
        ),
        (("wrong", "nowhere", "OQL"), "nowhere holds no build"),
        (("undo", "out", "1"), "there is no such file, so there is nothing to take back"),
    ],
)
def test_what_is_not_in_the_build_is_refused_with_what_is_near(
    folder: Path, arguments: tuple[str, ...], message: str
) -> None:
    signed = () if arguments[0] == "undo" else SIGNED
    assert message in refused("decide", *arguments, *signed)
    assert not Path("out/decisions.yaml").exists()


def test_a_name_of_two_things_is_no_name(folder: Path) -> None:
    done("decide", "label", "out", "Bureau of Drums", "OQL", *SIGNED)
    rebuild()
    said = refused("decide", "wrong", "out", "oql", *SIGNED)
    assert "several things are called 'oql'" in said
    assert "agency:NRU-oql (Office of Quiet Letters)" in said
    assert "agency:TON-bureau-of-drums (OQL)" in said


def test_who_and_why_are_asked_for_and_today_is_the_day(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Missing option '--by'" in invoke("decide", "label", "out", "OQL", "x", "--why", "y").stderr
    assert "Missing option '--why'" in invoke("decide", "label", "out", "OQL", "x", "--by", "y").stderr
    assert "'x' does not match the format" in invoke("decide", "label", "out", "OQL", "x", "--on", "x").stderr
    monkeypatch.setenv("EGOV_KG_BY", "Ida from the environment")
    done("decide", "label", "out", "OQL", "x", "--why", "y")
    assert "by: Ida from the environment\n" in decisions()


def test_decisions_are_listed_and_taken_back(folder: Path) -> None:
    assert done("decide", "list", "out") == "no decisions: out/decisions.yaml does not exist\n"
    done("decide", "label", "out", "OQL", "One", *SIGNED)
    done("decide", "wrong", "out", "Bureau of Drums", *SIGNED)
    assert done("decide", "list", "out").splitlines() == [
        "1  label: agency:NRU-oql is One  (Eva Editora, 2024-05-31: we asked: yes)",
        "2  wrong: agency:TON-bureau-of-drums rdf:type egov:Agency  (Eva Editora, 2024-05-31: we asked: yes)",
    ]
    assert done("decide", "undo", "out", "1").startswith(
        "taken out of out/decisions.yaml: label: agency:NRU-oql is One\n"
    )
    assert done("decide", "list", "out").startswith("1  wrong: ")


@pytest.mark.parametrize("name", sorted(command.commands))
def test_every_subcommand_and_option_has_help(name: str) -> None:
    subcommand = command.commands[name]
    assert subcommand.help
    assert all(option.help for option in subcommand.params if isinstance(option, click.Option))
    assert subcommand.help.partition("\n")[0] in " ".join(done("decide", name, "--help").split())
