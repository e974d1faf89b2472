"""Several documents in one file: each is read as its own, and nothing of one is said of another's country."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from egov_kg.evaluate import evaluate
from egov_kg.pages.source import read_text
from egov_kg.report import BuildReport
from egov_kg.verify import verify
from formats import plain_example
from running import egov_kg
from several import EXAMPLES, FINLAND, KENYA, PLAN, built, rows


def documents(report: BuildReport) -> list[tuple[str, ...]]:
    """Form, country and extent of each part, in the order of the text."""
    return rows(
        report,
        """SELECT ?form ?country ?start ?end { ?d dcterms:isPartOf ?file ; egov:start ?start ; egov:end ?end .
        ?file a egov:SourceDocument . OPTIONAL { ?d egov:form ?form } OPTIONAL { ?d egov:country ?country } }
        ORDER BY ?start""",
    )


def facts(report: BuildReport, *, of: str) -> set[tuple[str, ...]]:
    """What is stated of a country's things, without the addresses that hold the key of a document."""
    found = rows(
        report,
        f"""SELECT DISTINCT ?class ?p ?o {{
        {{ ?s egov:country country:{of} }} UNION {{ ?s egov:reportedBy country:{of} }}
        ?s a ?class ; ?p ?o . FILTER(STRSTARTS(STR(?class), STR(egov:)) && ISLITERAL(?o))
        FILTER(?class != egov:SourceDocument) }}""",
    )
    return set(found)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    return built(tmp_path_factory.mktemp("two"), {"two.txt": FINLAND + "\n\n" + KENYA})


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    return built(tmp_path_factory.mktemp("apart"), {"finland.txt": FINLAND, "kenya.txt": KENYA})


def test_two_questionnaires_in_a_file_give_what_they_give_in_two_files(two: BuildReport, apart: BuildReport) -> None:
    assert two.exit_status == 0
    assert two.unreadable == ()
    cut = len(FINLAND)
    (first, second) = documents(two)
    assert first[:3] == ("msq-2020", "FIN", "0")
    assert second == ("msq-2020", "KEN", first[3], str(len(FINLAND + "\n\n" + KENYA.rstrip())))
    assert cut - 1 <= int(first[3]) <= cut + 2
    for country in ("FIN", "KEN"):
        assert facts(two, of=country) == facts(apart, of=country) != set()
    alone = {name: count for name, count in apart.counts.items() if name != "SourceDocument"}
    assert {name: count for name, count in two.counts.items() if name != "SourceDocument"} == alone
    (line,) = [line for line in two.summary_lines() if line.startswith("two.txt holds")]
    assert line == "two.txt holds 2 documents, each read as its own: part 1 (msq-2020, FIN), part 2 (msq-2020, KEN)"


def test_each_part_has_its_own_claims_evidence_and_addresses(two: BuildReport) -> None:
    quoted = rows(
        two,
        """SELECT ?d ?start ?end ?quote ?from ?to { ?e egov:document ?d ; egov:start ?start ; egov:end ?end ;
        egov:quote ?quote . ?d dcterms:isPartOf ?file ; egov:start ?from ; egov:end ?to }""",
    )
    assert len(quoted) > 100
    key = quoted[0][0][:16]
    (path,) = (two.output / "texts").iterdir()
    assert path.name == f"{key}.txt"
    text = path.read_bytes().decode()
    for document, start, end, quote, first, last in quoted:
        assert document in {f"{key}p1", f"{key}p2"}
        assert text[int(start) : int(end)] == quote
        assert int(first) <= int(start) < int(end) <= int(last)
    wrong = rows(
        two,
        """SELECT ?s { ?claim rdf:predicate egov:country ; rdf:subject ?s ; rdf:object ?c ;
        prov:wasDerivedFrom/egov:document ?d . ?d egov:country ?own
        FILTER(?c != ?own && ?c IN (country:FIN, country:KEN)) }""",
    )
    assert wrong == []


def test_every_command_knows_the_parts(two: BuildReport, tmp_path: Path) -> None:
    source = two.output.parent / "two.txt"
    report = verify(two.output, [source])
    assert report.holds, report.to_text()
    assert report.documents == 2
    checked = egov_kg("form", "check", source)
    assert checked.returncode == 0
    heads = [line for line in checked.stdout.splitlines() if line.startswith("two.txt")]
    assert heads[0] == "two.txt holds 2 documents, each of which is read as its own"
    assert heads[1].startswith("two.txt (part 1) [0:")
    assert "follows msq-2020: 41 of 41 questions" in heads[1]
    assert heads[2].startswith("two.txt (part 2) [")
    listed = egov_kg("query", "documents", "--data", two.output, "--format", "csv")
    assert [line.split(",")[:2] for line in listed.stdout.splitlines()[1:]] == [
        ["two.txt", "Finland"], ["two.txt", "Kenya"]
    ]  # fmt: skip
    key = rows(two, "SELECT ?d { ?d dcterms:isPartOf ?file } ORDER BY ?d")[1][0]
    assert read_text(two.output, key) == (two.output / "texts" / f"{key[:16]}.txt").read_bytes().decode()
    for name in ("finland", "kenya"):
        gold = (EXAMPLES.parent / "tests" / "gold" / f"{name}-msq-2020.yaml").read_text(encoding="utf-8")
        file = tmp_path / f"{name}.yaml"
        file.write_text(gold.replace(f"{name}-msq-2020.txt", "two.txt"), encoding="utf-8")
        (document,) = evaluate(two.output, file).documents
        assert document.in_build
        assert min(kind.figures.f1 for kind in document.kinds if kind.figures.gold) >= 0.8


def test_pages_show_each_part_alone_and_the_file_as_their_list(two: BuildReport, tmp_path: Path) -> None:
    done = egov_kg("site", two.output, "-o", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    pages = {path.parent.name: path for path in (tmp_path / "site" / "en").rglob("document/*/index.html")}
    pages |= {path.stem: path for path in (tmp_path / "site" / "en").rglob("document/*.html")}
    shown = {name[16:]: path.read_text(encoding="utf-8") for name, path in pages.items() if len(name) >= 16}
    assert "two.txt, part 2" in shown[""]
    assert "This file holds several documents" in shown[""]
    assert "suomi.fi" in shown["p1"]
    assert "suomi.fi" not in shown["p2"]
    assert "ecitizen" in shown["p2"].lower()
    assert "ecitizen" not in shown["p1"].lower()


def test_half_a_form_of_one_country_behind_half_of_another(tmp_path: Path) -> None:
    head = KENYA[: KENYA.index("Institutional Framework")]
    first, second = FINLAND[: FINLAND.index("\n13. ")], head + KENYA[KENYA.index("\n13.", len(head)) :]
    report = built(tmp_path, {"halves.txt": first + "\n\n" + second})
    assert [row[:2] for row in documents(report)] == [("msq-2020", "FIN"), ("msq-2020", "KEN")]
    separate = built(tmp_path, {"first.txt": first, "second.txt": second}, "separate")
    for country in ("FIN", "KEN"):
        assert facts(report, of=country) == facts(separate, of=country) != set()
    # The second half first.
    turned = built(tmp_path, {"turned.txt": second + "\n\n" + FINLAND}, "turned")
    assert [row[:2] for row in documents(turned)] == [("msq-2020", "KEN"), ("msq-2020", "FIN")]


def test_a_title_as_running_head_begins_no_document(tmp_path: Path) -> None:
    title = FINLAND.partition("\n")[0]
    headed = FINLAND.replace("\n13. ", f"\n{title}\nFinland\n\n13. ", 1)
    report = built(tmp_path, {"headed.txt": headed})
    assert documents(report) == []
    assert report.counts["SourceDocument"] == 1


@pytest.mark.parametrize("order", [("form", "plan"), ("plan", "form")])
def test_a_plan_beside_a_questionnaire(tmp_path: Path, order: Sequence[str]) -> None:
    texts = {"form": FINLAND, "plan": PLAN}
    report = built(tmp_path, {"both.txt": "\n\n".join(texts[name] for name in order)})
    assert report.exit_status == 0
    found = [row[:2] for row in documents(report)]
    assert found == [{"form": ("msq-2020", "FIN"), "plan": ("", "URY")}[name] for name in order]
    separate = built(tmp_path, {"finland.txt": FINLAND, "plan.txt": PLAN}, "separate")
    for name in ("StrategicLine", "Target", "Strategy", "Agency", "Portal", "Answer", "CooperationTie"):
        assert report.counts.get(name) == separate.counts.get(name), name
    assert facts(report, of="URY") == facts(separate, of="URY") != set()


def test_what_stands_behind_the_thanks_is_no_answer(tmp_path: Path) -> None:
    signed = FINLAND + "\n\nHelsinki, 20 September 2019\nSigned and stamped by the ministry.\n"
    assert documents(built(tmp_path, {"signed.txt": signed})) == []


def test_the_same_questionnaire_twice_in_a_file(tmp_path: Path) -> None:
    alone = built(tmp_path, {"one.txt": FINLAND}, "alone")
    twice = built(tmp_path, {"twice.txt": FINLAND + "\n\n" + FINLAND.replace("\n\n", "\n\n\n")}, "twice")
    assert [row[:2] for row in documents(twice)] == [("msq-2020", "FIN")] * 2
    uncounted = {"SourceDocument", "Claim"}
    assert {name: count for name, count in twice.counts.items() if name not in uncounted} == {
        name: count for name, count in alone.counts.items() if name not in uncounted
    }
    (told,) = [one for one in twice.skipped if "same document" in one.what]
    assert (told.document, told.what) == ("twice.txt (part 2)", "the same document as twice.txt (part 1)")


def test_contacts_of_every_respondent_are_masked(two: BuildReport) -> None:
    (path,) = (two.output / "texts").iterdir()
    text = path.read_text(encoding="utf-8")
    assert "Maija Mallikas" in text
    assert "Matti Mallikas" not in text
    estonia = plain_example(EXAMPLES / "estonia-msq-2020.txt")
    report = built(two.output.parent, {"contacts.txt": FINLAND + "\n\n" + estonia}, "contacts")
    (path,) = (report.output / "texts").iterdir()
    text = path.read_text(encoding="utf-8")
    assert len(text) == len(FINLAND + "\n\n" + estonia)
    assert "Matti Mallikas" not in text
    assert "Jaan Näidis" not in text
    assert "Mari Näidis" in text
