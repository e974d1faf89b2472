"""One questionnaire in several files: no question of the other file is missing, nothing doubles, both are sources."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from egov_kg.model import GapKind
from egov_kg.queries import run
from egov_kg.store import Solutions
from egov_kg.verify import verify
from formats import plain_example
from several import FINLAND, KENYA, built, rows

CUT: Final = FINLAND.index("\n13. ")
HEAD: Final = FINLAND[: FINLAND.index("I. Institutional Framework")]
FIRST: Final = FINLAND[:CUT]
SECOND: Final = HEAD + FINLAND[CUT:]
EXAMPLES: Final = Path(__file__).resolve().parents[1] / "examples"
DOUBLE: Final = {"SourceDocument", "Claim"}
"""What two files have twice."""


def test_two_halves_are_one_questionnaire(tmp_path: Path) -> None:
    whole = built(tmp_path, {"whole.txt": FINLAND}, "whole")
    halves = built(tmp_path, {"a.txt": SECOND, "b.txt": FIRST}, "halves")
    assert halves.exit_status == 0
    assert {name: count for name, count in halves.counts.items() if name not in DOUBLE} == {
        name: count for name, count in whole.counts.items() if name not in DOUBLE
    }
    assert halves.counts["SourceDocument"] == 2
    states = """SELECT ?q ?state ?text { ?a egov:question ?q ; egov:responseState ?state
        OPTIONAL { ?a egov:responseText ?text } }"""
    assert sorted(rows(halves, states)) == sorted(rows(whole, states))
    assert not [gap for gap in halves.gaps if gap.kind is GapKind.QUESTION_NOT_FOUND]
    (line,) = [line for line in halves.summary_lines() if "goes on with" in line]
    assert line == "a.txt goes on with b.txt: one questionnaire (msq-2020, FIN) in several files"
    sources = "SELECT DISTINCT ?name { ?e egov:document ?d . ?d egov:fileName ?name } ORDER BY ?name"
    assert rows(halves, sources) == [("a.txt",), ("b.txt",)]
    assert rows(halves, "SELECT ?b { ?a dcterms:relation ?d . ?d egov:fileName ?b }") == [("b.txt",)]
    assert verify(halves.output, [tmp_path / "a.txt", tmp_path / "b.txt"]).holds
    asked = [run(one.output, "unanswered") for one in (whole, halves)]
    assert all(isinstance(found, Solutions) for found in asked)
    assert len({len(found.rows) for found in asked if isinstance(found, Solutions)}) == 1


def test_what_no_file_prints_is_missing_once(tmp_path: Path) -> None:
    gap = SECOND.replace(SECOND[SECOND.index("\n20. ") : SECOND.index("\n21. ")], "\n")
    report = built(tmp_path, {"a.txt": FIRST, "b.txt": gap})
    missing = [one.question for one in report.gaps if one.kind is GapKind.QUESTION_NOT_FOUND]
    assert missing == ["msq-2020-20"]
    query = """PREFIX state: <https://w3id.org/egov-kg/code/response-state/>
        SELECT ?q { ?a egov:question ?q ; egov:responseState state:not-in-form }"""
    assert rows(report, query) == [("msq-2020-20",)]


def test_three_files_and_a_copy_of_one(tmp_path: Path) -> None:
    cut = FINLAND.index("\n7. ")
    texts = {"a.txt": FINLAND[:cut], "b.txt": HEAD + FINLAND[cut:CUT], "c.txt": SECOND}
    report = built(tmp_path, {**texts, "d.txt": SECOND.replace("\n\n", "\n\n\n")}, "copied")
    whole = built(tmp_path, {"whole.txt": FINLAND}, "whole")
    assert {name: count for name, count in report.counts.items() if name not in DOUBLE} == {
        name: count for name, count in whole.counts.items() if name not in DOUBLE
    }
    assert report.counts["SourceDocument"] == 4
    assert len([line for line in report.summary_lines() if "goes on with a.txt" in line]) == 2
    assert len([line for line in report.summary_lines() if "says what" in line]) == 1


def test_halves_of_two_countries_or_editions_or_with_other_answers_stay_apart(tmp_path: Path) -> None:
    other = KENYA[KENYA.index("\n13.", KENYA.index("Institutional Framework")) :]
    abroad = built(tmp_path, {"a.txt": FIRST, "b.txt": KENYA[: KENYA.index("Institutional")] + other}, "abroad")
    assert not [line for line in abroad.summary_lines() if "goes on with" in line]
    later = SECOND.replace("Survey 2020", "Survey 2022", 1)
    edition = built(tmp_path, {"a.txt": FIRST, "b.txt": later}, "edition")
    assert not [line for line in edition.summary_lines() if "goes on with" in line]
    # A correction: it prints questions of the first file too, and answers one of them otherwise.
    corrected = HEAD + FINLAND[FINLAND.index("\n10. ") :].replace("\n11. ", "\nNo, never.\n\n11. ", 1)
    correction = built(tmp_path, {"a.txt": FIRST, "b.txt": corrected}, "correction")
    assert not [line for line in correction.summary_lines() if "goes on with" in line]


def test_another_document_of_the_country_is_no_half(tmp_path: Path) -> None:
    uruguay = plain_example(EXAMPLES / "uruguay-msq-2020.txt")
    plan = plain_example(EXAMPLES / "uruguay-plan-2021.txt")
    report = built(tmp_path, {"a.txt": uruguay, "b.txt": plan})
    assert not [line for line in report.summary_lines() if "goes on with" in line or "says what" in line]
