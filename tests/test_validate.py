"""Validation reports: what they say, to whom, and that they say it the same way each time."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef

from egov_kg.errors import BuildNotFound
from egov_kg.validate import FILES, validate, validate_graph
from egov_kg.validation_report import LONGEST_LIST, SHAPES, Severity, ValidationReport, compact
from egov_kg.vocabulary import ONTOLOGY, PREFIXES

SH: Final = Namespace("http://www.w3.org/ns/shacl#")
CONFORMING: Final = (Path(__file__).parent / "shapes" / "conforming.ttl").read_text(encoding="utf-8")
AGENCY: Final = PREFIXES["agency"] + "COL-ani"
NAMED: Final = 'agency:COL-ani rdfs:label "Agencia Nacional Inventada"@es .\n'
ONE_OF_EACH: Final = """
agency:COL-ani egov:country country:KOR .
tie:COL-KOR-technical-assistance-2017-6145bc54b4897ef4 egov:year 20170 .
tie:COL-KOR-technical-assistance-2017-6145bc54b4897ef4 egov:url "a \\"quoted\\" \\\\ text\\nof two lines"@en .
country:PRY a egov:Country, schema:Country ; egov:iso3 "PRY" ; egov:region "South America" ;
    rdfs:label "Paraguay"@en, "Paraguay"@es .
"""
"""Added to the conforming graph: violations, a warning and an info."""


def report_of(*additions: str, without: str = "") -> ValidationReport:
    assert without in CONFORMING
    prefixes = "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in PREFIXES.items())
    return validate_graph([CONFORMING.replace(without, "") if without else CONFORMING, prefixes + "\n".join(additions)])


def shapes_of(report: ValidationReport) -> set[str]:
    return {result.shape.removeprefix(SHAPES) for result in report.results}


@pytest.fixture(scope="module")
def mixed() -> ValidationReport:
    return report_of(ONE_OF_EACH)


def test_a_build_is_read_from_its_two_files(tmp_path: Path) -> None:
    lines = CONFORMING.splitlines(keepends=True)
    prefixes = [line for line in lines if line.startswith("@prefix")]
    evidence = [line for line in lines if line.startswith(("claim:", "evidence:", "document:"))]
    facts = [line for line in lines if line not in evidence]
    for name, part in zip(FILES, (facts, prefixes + evidence), strict=True):
        (tmp_path / name).write_text("".join(part), encoding="utf-8")
    assert validate(tmp_path).results == ()
    (tmp_path / FILES[1]).write_text("".join(prefixes), encoding="utf-8")
    assert "cited" in shapes_of(validate(tmp_path))


@pytest.mark.parametrize("present", [(), FILES[:1], FILES[1:]])
def test_a_folder_without_a_build_is_refused(tmp_path: Path, present: tuple[str, ...]) -> None:
    for name in present:
        (tmp_path / name).write_text("", encoding="utf-8")
    with pytest.raises(BuildNotFound) as caught:
        validate(tmp_path)
    assert caught.value.path == tmp_path


def test_what_is_no_turtle_is_refused_with_its_place(tmp_path: Path) -> None:
    broken = "@prefix egov: <https://w3id.org/egov-kg/ontology#> .\negov:a egov:b"
    with pytest.raises(ValueError, match=r"^text 2, line 2: .*Unexpected end"):
        validate_graph([CONFORMING, broken])
    for name, text in zip(FILES, (CONFORMING, broken), strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=rf"{FILES[1]}, line 2: "):
        validate(tmp_path)


def test_an_empty_graph_conforms() -> None:
    report = validate_graph([])
    assert report.conforms
    assert report.results == ()
    assert report.counts == {Severity.VIOLATION: 0, Severity.WARNING: 0, Severity.INFO: 0}


def test_only_violations_are_failures(mixed: ValidationReport) -> None:
    assert not mixed.conforms
    assert {severity: count > 0 for severity, count in mixed.counts.items()} == dict.fromkeys(Severity, True)
    assert sum(mixed.counts.values()) == len(mixed.results)
    gap = report_of(without="country:KOR owl:sameAs wd:Q884 .\n")
    assert gap.conforms
    assert gap.counts[Severity.INFO] == 1


def test_results_stand_by_severity_shape_and_thing(mixed: ValidationReport) -> None:
    severities = [result.severity for result in mixed.results]
    assert severities == sorted(severities, key=list(Severity).index)
    keys = [result.sort_key for result in mixed.results]
    assert keys == sorted(set(keys))


def test_a_result_names_the_thing_the_property_and_the_value() -> None:
    acronym = 'agency:COL-ani egov:acronym "ANI" .\n'
    (result,) = report_of('agency:COL-ani egov:acronym "AN"@es .', without=acronym).results
    assert result.severity is Severity.VIOLATION
    assert result.shape == SHAPES + "acronym"
    assert result.constraint == str(SH.DatatypeConstraintComponent)
    assert (result.focus, result.focus_label) == (AGENCY, "Agencia Nacional Inventada")
    assert (result.path, result.predicate, result.value) == ("egov:acronym", ONTOLOGY + "acronym", '"AN"@es')
    assert result.message("en").startswith("Agencia Nacional Inventada: The acronym is one plain text")
    assert result.message("es").startswith("Agencia Nacional Inventada: La sigla es un solo texto simple")
    assert set(result.advice) == {"en", "es"}


def test_one_property_and_two_faults_are_two_results() -> None:
    results = report_of('agency:COL-ani egov:acronym "AN"@es .').results
    assert {(result.constraint, result.value) for result in results} == {
        (str(SH.DatatypeConstraintComponent), '"AN"@es'),
        (str(SH.MaxCountConstraintComponent), None),
    }


def test_a_check_of_the_whole_graph_names_the_thing_it_found() -> None:
    (result,) = report_of("agency:COL-mo egov:under agency:COL-mo .").results
    assert result.focus == PREFIXES["agency"] + "COL-mo"
    assert result.value is None
    assert result.message("en").startswith("Ministerio de Obras Inventadas: The agency stands under itself")
    assert "{" not in result.message("es")


@pytest.mark.parametrize(
    ("statement", "without", "label"),
    [
        ("country:KOR egov:iso3 'XXX' .", "", "Republic of Korea"),
        ("person:COL-ana-inventada foaf:name 'B' .", "", "Ana Inventada"),
        ("agency:COL-ani egov:acronym 'AN' .", NAMED, "AN"),
        ("account:twitter-aniinventada egov:handle 'B' .", "", "ANIinventada"),
        ("claim:6145bc54b4897ef4-01 egov:rule 'x' .", "", "Agencia Nacional Inventada skos:altLabel nombre 1"),
        ("evidence:6145bc54b4897ef4-40-64 egov:page 4 .", "", "Ley 100 de 2015: «cosas»"),
        ("answer:6145bc54b4897ef4-msq-2020-9 egov:responseText 'x' .", "", "question:msq-2020-9 – Colombia"),
        (
            "tie:COL-KOR-technical-assistance-2017-6145bc54b4897ef4 egov:year 2018 .",
            "tie:COL-KOR-technical-assistance-2017-6145bc54b4897ef4 skos:altLabel \"nombre 10\"@es .\n",
            "Colombia – Republic of Korea – tie-kind:technical-assistance",
        ),
        ("<https://example.org/x> egov:page 4 , 5 .", "", "<https://example.org/x>"),
    ],
)
def test_a_thing_is_called_by_its_best_name(statement: str, without: str, label: str) -> None:
    labels = {result.focus_label for result in report_of(statement, without=without).results}
    assert any(found.startswith(label) for found in labels), labels


def test_longer_paths_are_written_as_in_sparql() -> None:
    (cited,) = (r for r in report_of("portal:COL-x a egov:Portal .").results if r.shape.endswith("#cited"))
    assert (cited.path, cited.predicate) == ("^rdf:subject", None)
    tie = "tie:COL-KOR-technical-assistance-2017-6145bc54b4897ef4"
    provider = f"{tie} egov:provider country:KOR .\n"
    (roles,) = report_of(f"{tie} egov:provider agency:COL-ani .", without=provider).results
    assert roles.path == "egov:party|egov:provider|egov:recipient"


def test_short_names_are_those_of_the_exports() -> None:
    assert compact(AGENCY) == "agency:COL-ani"
    assert compact("https://example.org/a") == "<https://example.org/a>"
    assert compact(ONTOLOGY) == f"<{ONTOLOGY}>"


def test_the_text_tells_a_person_what_where_and_what_to_do(mixed: ValidationReport) -> None:
    text = mixed.to_text()
    counts = mixed.counts
    assert text.startswith(
        "The build does not conform.\n"
        f"Violations: {counts[Severity.VIOLATION]}, Warnings: {counts[Severity.WARNING]},"
        f" Notes: {counts[Severity.INFO]}\n\nVIOLATIONS\n==========\n"
    )
    assert (
        "\ncountry (1): The country is one country of the data, and only one.\n"
        "  What to do: Read the evidence of the thing. Where the reading is wrong, put a line 'wrong' or 'add' into"
        " decisions.yaml and build again.\n"
        f"  - Agencia Nacional Inventada <{AGENCY}> egov:country\n"
    ) in text
    assert 'egov:url = "a \\"quoted\\" \\\\ text\\nof two lines"@en\n' in text
    assert text.index("\nVIOLATIONS\n") < text.index("\nWARNINGS\n") < text.index("\nNOTES\n")


def test_the_text_in_spanish_has_no_english_of_ours(mixed: ValidationReport) -> None:
    text = mixed.to_text("es")
    assert text.startswith("La construcción no es conforme.\nInfracciones: ")
    assert "\nINFRACCIONES\n============\n" in text
    assert "country (1): El país es uno de los países de los datos, y solo uno.\n  Qué hacer: Lea la evidencia" in text
    for word in ("Violations", "What to do", "The ", "more"):
        assert word not in text


def test_a_language_without_a_report_is_refused(mixed: ValidationReport) -> None:
    with pytest.raises(ValueError, match=r"'fr'\. Known: en, es"):
        mixed.to_text("fr")


def test_a_long_list_is_cut_in_the_text_only() -> None:
    count = LONGEST_LIST + 7
    report = report_of(*(f"person:COL-p{number} egov:country country:COL ." for number in range(count)))
    assert len(report.results) == count
    text = report.to_text()
    assert text.count("  - person:COL-p") == LONGEST_LIST
    assert "… and 7 more (validation.ttl lists all)" in text
    assert report.to_turtle().count(" a sh:ValidationResult ") == count


def test_the_turtle_is_a_shacl_report_of_the_same_results(mixed: ValidationReport) -> None:
    graph = Graph().parse(data=mixed.to_turtle(), format="turtle")
    assert not [node for triple in graph for node in triple if isinstance(node, BNode)]
    (whole,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(whole, SH.conforms) == Literal(False)
    results = list(graph.objects(whole, SH.result))
    assert len(results) == len(mixed.results) == len(set(graph.subjects(RDF.type, SH.ValidationResult)))
    found = {
        (
            str(graph.value(node, SH.sourceShape)),
            str(graph.value(node, SH.focusNode)),
            str(graph.value(node, SH.sourceConstraintComponent)),
            str(graph.value(node, SH.resultSeverity)).removeprefix(str(SH)),
        )
        for node in results
    }
    assert found == {(r.shape, r.focus, r.constraint, r.severity.value) for r in mixed.results}
    for node in results:
        assert {text.language for text in graph.objects(node, SH.resultMessage)} == {"en", "es"}  # type: ignore[attr-defined]
    values = {graph.value(node, SH.value) for node in results}
    assert Literal('a "quoted" \\ text\nof two lines', lang="en") in values
    assert URIRef(ONTOLOGY + "country") in {graph.value(node, SH.resultPath) for node in results}


def test_an_empty_report_is_valid_turtle() -> None:
    graph = Graph().parse(data=validate_graph([]).to_turtle(), format="turtle")
    (whole,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(whole, SH.conforms) == Literal(True)
    assert len(graph) == 2


def test_the_order_of_the_statements_changes_no_byte(mixed: ValidationReport) -> None:
    head = [line for line in CONFORMING.splitlines() if line.startswith("@prefix")]
    body = [line for line in CONFORMING.splitlines() if line.endswith(" .") and line not in head]
    random.Random(7).shuffle(body)  # noqa: S311
    prefixes = "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in PREFIXES.items())
    shuffled = validate_graph([prefixes + ONE_OF_EACH, "\n".join(head + body)])
    assert shuffled.to_turtle() == mixed.to_turtle()
    assert shuffled.to_text() == mixed.to_text()


def test_the_hash_seed_changes_no_byte(mixed: ValidationReport, tmp_path: Path) -> None:
    prefixes = "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in PREFIXES.items())
    (tmp_path / FILES[0]).write_text(CONFORMING, encoding="utf-8")
    (tmp_path / FILES[1]).write_text(prefixes + ONE_OF_EACH, encoding="utf-8")
    script = (
        "import sys; from pathlib import Path; from egov_kg.validate import validate;"
        "report = validate(Path(sys.argv[1]));"
        "sys.stdout.buffer.write((report.to_turtle() + report.to_text('es')).encode())"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        env={**os.environ, "PYTHONHASHSEED": "4711"},
        capture_output=True,
        check=True,
    )
    assert run.stdout.decode() == mixed.to_turtle() + mixed.to_text("es")


def test_a_blank_node_in_the_data_leaves_none_in_the_report() -> None:
    first, second = (report_of("agency:COL-ani egov:country [] . [] egov:mandate mandate:health .") for _ in range(2))
    assert not first.conforms
    assert first.to_turtle() == second.to_turtle()
    graph = Graph().parse(data=first.to_turtle(), format="turtle")
    assert not [node for triple in graph for node in triple if isinstance(node, BNode)]


def test_a_literal_in_the_place_of_a_code_is_reported_as_it_stands() -> None:
    report = report_of('portal:COL-www-portal-example egov:portalType "national" .')
    assert shapes_of(report) == {"Portal-portalType", "code-portalType"}
    (code,) = (result for result in report.results if result.shape.endswith("#code-portalType"))
    assert code.focus == '"national"'
    graph = Graph().parse(data=report.to_turtle(), format="turtle")
    assert (None, SH.focusNode, Literal("national")) in graph


def test_what_is_written_counts_and_an_ill_typed_number_makes_no_noise(caplog: pytest.LogCaptureFixture) -> None:
    report = report_of('target:COL-plan-inventado-2018-2022-1-1-1 egov:targetYear "20 21"^^xsd:integer .')
    assert "Target-targetYear" in shapes_of(report)
    assert '"20 21"^^<http://www.w3.org/2001/XMLSchema#integer>' in {result.value for result in report.results}
    assert caplog.records == []


def test_a_quotation_may_look_like_a_pattern() -> None:
    quote = r"\\d+ {?value} \\1"
    report = report_of(
        f'evidence:6145bc54b4897ef4-0-3 a egov:Evidence, prov:Entity ; egov:quote "{quote}" ;',
        "    egov:document document:6145bc54b4897ef4 ; egov:start 0 ; egov:end 3 .",
    )
    (result,) = report.results
    assert result.shape == SHAPES + "Evidence-length"
    assert result.focus_label == r"\d+ {?value} \1"


def test_codes_are_those_of_the_code_lists() -> None:
    known = report_of("agency:COL-ani egov:mandate mandate:education .")
    assert known.results == ()
    unknown = report_of("agency:COL-ani egov:mandate mandate:astrology .")
    assert shapes_of(unknown) == {"code-mandate"}
