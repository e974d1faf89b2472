"""Links between a build and catalogues: what is accepted, asked and refused; decisions; repeated runs."""

from __future__ import annotations

import csv
import datetime
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from egov_kg.decisions import Different, Same
from egov_kg.graph.publish import publish
from egov_kg.linking import Options, Wanted
from egov_kg.linking.deciding import contradictions
from egov_kg.linking.report import LinkReport
from egov_kg.linking.rules import citations
from egov_kg.linking.run import run
from egov_kg.store import Solutions, open_build
from egov_kg.validate import validate
from egov_kg.vocabulary import PREFIXES
from running import egov_kg
from sample_build import SAMPLE

LEARNING = "agency:ISL-ministry-of-learning"


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A build that may be written to."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "build"))


def dataset(number: int, publisher: object, **more: object) -> dict[str, object]:
    own = {"identifier": f"d{number}", "title": f"Set {number}", "publisher": publisher, "accessLevel": "public"}
    return {**own, **more}


def catalogue(folder: Path, *datasets: dict[str, object], name: str = "data.json") -> str:
    file = folder / name
    file.write_text(json.dumps({"title": "Open data", "dataset": list(datasets)}), encoding="utf-8")
    return str(file)


def link(build: Path, *named: str, country: str = "ISL", decisions: Path | None = None) -> LinkReport:
    return run(build, [Wanted(named=one, country=country) for one in named], Options(decisions=decisions))


def rows(build: Path, sparql: str) -> list[tuple[str, ...]]:
    found = open_build(build).query(sparql)
    assert isinstance(found, Solutions)
    return [tuple(term.value if term else "" for term in row) for row in found.rows]


def full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def written(build: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (build / "links").glob("*.*") if path.is_file()}


PUBLISHED = """
SELECT ?title ?body { ?set dcterms:publisher ?body ; dcterms:title ?title . ?body a egov:Agency } ORDER BY ?title"""


def test_a_dataset_is_linked_with_the_agency_that_publishes_it(build: Path, tmp_path: Path) -> None:
    named = catalogue(
        tmp_path,
        dataset(1, {"name": "MINISTRY OF LEARNING"}),
        dataset(2, "Ministry of Learning of Iceland"),
        dataset(3, {"name": "Ministry of Learning - Exams Department"}),
        dataset(4, {"name": "Ministry of Learning of Norway"}),
        dataset(5, {"name": "Ministry of Silly Walks"}),
        dataset(6, None),
    )
    report = link(build, named)
    assert rows(build, PUBLISHED) == [("Set 1", full(LEARNING)), ("Set 2", full(LEARNING))]
    (outcome,) = report.outcomes
    assert (outcome.datasets, outcome.with_body) == (6, 2)
    assert outcome.links == {"egov:possibleMatch accepted": 2, "egov:possibleMatch review": 1}
    assert outcome.troubles == ["datasets without a publisher: 1 (such as d6)"]
    assert report.exit_status == 0


def test_identity_is_only_what_a_person_proved(build: Path, tmp_path: Path) -> None:
    named = catalogue(tmp_path, dataset(1, "Ministry of Learning"))
    link(build, named)
    same = f"SELECT ?publisher {{ ?publisher owl:sameAs {LEARNING} ; a foaf:Agent }}"
    assert rows(build, same) == []
    ((publisher, score, method, why),) = rows(
        build,
        f"""SELECT ?publisher ?score ?method ?why {{ ?publisher egov:possibleMatch {LEARNING} . ?link a egov:Link ;
        rdf:subject ?publisher ; rdf:object {LEARNING} ; egov:score ?score ; egov:method ?method ;
        egov:explanation ?why }}""",
    )
    assert (score, method, why) == ("1", "same name", "same name: Ministry of Learning; country ISL")
    decide(build, f"same: [{LEARNING}, <{publisher}>]")
    link(build)
    assert rows(build, same) == [(publisher,)]
    assert rows(build, f"SELECT ?p {{ ?p egov:possibleMatch {LEARNING} ; a foaf:Agent }}") == []
    assert rows(build, "SELECT ?why { ?link egov:method 'decision' ; egov:explanation ?why }") == [
        ("Ana, 2024-05-31: looked at it",)
    ]


def decide(build: Path, *entries: str) -> None:
    with (build / "decisions.yaml").open("a", encoding="utf-8") as file:
        for entry in entries:
            quoted = entry.replace("<", "'").replace(">", "'")
            file.write(f"- {quoted}\n  by: Ana\n  on: 2024-05-31\n  why: looked at it\n")


def test_rejected_pairs_stay_rejected_and_missed_ones_can_be_added(build: Path, tmp_path: Path) -> None:
    named = catalogue(tmp_path, dataset(1, "Ministry of Learning"), dataset(2, "The School People"))
    link(build, named)
    by_name: dict[str, str] = {}
    for name, one in rows(build, "SELECT ?name ?one { ?one foaf:name ?name ; a foaf:Agent }"):
        by_name[name] = one
    decide(build, f"different: [{LEARNING}, <{by_name['Ministry of Learning']}>]",
           f"same: [{LEARNING}, <{by_name['The School People']}>]")  # fmt: skip
    link(build)
    assert rows(build, PUBLISHED) == [("Set 2", full(LEARNING))]
    assert by_name["Ministry of Learning"] not in (build / "links" / "review.tsv").read_text("utf-8")


def test_a_build_obeys_a_file_with_decisions_about_links(tmp_path: Path) -> None:
    document = tmp_path / "note.txt"
    document.write_text("The Ministry of Finance of Finland publishes data.", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    different = "different: [agency:FIN-x, publisher:0123456789abcdef]"
    decide(out, "same: [agency:FIN-ministry-of-finance, wd:Q1]", different)
    done = egov_kg("build", document, "--output", out)
    assert done.returncode == 0, done.stderr
    assert json.loads((out / "report.json").read_bytes())["decisions"].get("not applicable", []) == []
    decide(out, "same: [wd:Q1, wd:Q2]")
    assert "neither is a thing of this graph" in egov_kg("build", document, "--output", out).stderr


def test_contradictions_are_told_with_the_chain(build: Path, tmp_path: Path) -> None:
    def entry(kind: type[Same] | type[Different], first: str, second: str, number: int) -> Same | Different:
        day = datetime.date(2024, 5, 31)
        return kind(first=first, second=second, number=number, by="Ana", on=day, why="x")

    a, b, c, d = (full(f"agency:ISL-{name}") for name in "abcd")
    decisions = [entry(Same, a, b, 1), entry(Same, c, b, 2), entry(Different, a, c, 3), entry(Different, a, d, 4)]
    (found,) = contradictions(decisions)
    assert found.chain == (a, b, c)
    assert found.text().endswith("but others say agency:ISL-a = agency:ISL-b = agency:ISL-c")
    doi = "agency:ISL-doi"
    decide(build, f"same: [{LEARNING}, wd:Q1]", f"same: [{doi}, wd:Q1]", f"different: [{LEARNING}, {doi}]")
    done = egov_kg("link", build, "--catalogue", catalogue(tmp_path, dataset(1, "Nobody")))
    assert done.returncode == 1
    assert "agency:ISL-ministry-of-learning = wd:Q1 = agency:ISL-doi" in done.stderr


def test_topics_laws_and_the_portal(build: Path, tmp_path: Path) -> None:
    (portal, url), *_ = rows(build, "SELECT ?portal ?url { ?portal a egov:Portal ; egov:url ?url } ORDER BY ?portal")
    (law, kind, number, year), *_ = rows(
        build,
        "SELECT ?law ?type ?number ?year { ?law egov:instrumentType ?type ; egov:number ?number ; egov:year ?year ; "
        "egov:country country:ISL } ORDER BY ?law",
    )
    file = tmp_path / "data.json"
    text = f"As {kind.rpartition('/')[2]} no. {number} of {year} asks"
    file.write_text(json.dumps({
        "title": "Open data", "homepage": url, "dataset": [
            dataset(1, "X", description=text, keyword=["Educación", "trees"], theme=[
                "http://publications.europa.eu/resource/authority/data-theme/HEAL"]),
            dataset(2, "X", description=f"law 99999 of {year}"),
        ],
    }), encoding="utf-8")  # fmt: skip
    link(build, str(file))
    about = "SELECT ?title ?what { ?set a dcat:Dataset ; dcterms:title ?title ; dcterms:subject ?what } ORDER BY ?what"
    found = rows(build, about)
    assert found == [("Set 1", full("mandate:education")), ("Set 1", full("mandate:health"))]
    assert rows(build, "SELECT ?title ?law { ?set dcterms:references ?law ; dcterms:title ?title }") == [("Set 1", law)]
    assert rows(build, "SELECT ?portal { ?catalogue a dcat:Catalog ; dcterms:isPartOf ?portal }") == [(portal,)]


def test_citations_in_several_languages() -> None:
    texts = {
        "Registro según la Ley 1.581 de 2012": [("law", "1581", "2012")],
        "Decree No. 12/2008 on data": [("decree", "12", "2008")],
        "Lei nº 12.527 de 18 de novembro de 2011": [("law", "12527", "2011")],
        "Budget of 2012": [],
    }
    assert {text: list(citations(text)) for text in texts} == texts


def test_a_second_run_does_nothing_and_bytes_are_the_same(build: Path, tmp_path: Path) -> None:
    named = catalogue(tmp_path, *(dataset(number, f"Ministry of Learning {number % 3 or ''}") for number in range(9)))
    first = link(build, named)
    before = written(build)
    again = link(build)
    assert (first.unchanged, again.unchanged) == (False, True)
    assert again.outcomes == first.outcomes
    assert written(build) == before
    (build / "links" / "links.ttl").write_bytes(b"")
    assert not link(build).unchanged
    assert written(build) == before
    other = Path(shutil.copytree(SAMPLE, tmp_path / "other"))
    link(other, named)
    assert {name: data for name, data in written(other).items() if name.startswith("links.")} == {
        name: data for name, data in before.items() if name.startswith("links.")
    }


def test_links_are_valid_and_stand_in_a_graph_of_their_own(build: Path, tmp_path: Path) -> None:
    dirty = {"landingPage": "https://x.example/ä b", "license": "https://x.example/l", "keyword": ["a\u2028b"]}
    named = catalogue(tmp_path, dataset(1, "Ministry of Learning", issued="2020-01-01", **dirty))
    before = len(validate(build).results)
    link(build, named)
    assert len(validate(build).results) == before
    graphs = [name for name in open_build(build).graphs() if "/links-" in name]
    assert len(graphs) == 1
    inside = rows(build, f"SELECT ?s ?p ?o {{ GRAPH <{graphs[0]}> {{ ?s ?p ?o }} }}")
    assert len(inside) == len(set(inside)) > 10
    missing = rows(build, f"SELECT ?s {{ GRAPH <{graphs[0]}> {{ ?s ?p ?o }} FILTER NOT EXISTS {{ ?s ?p ?o }} }}")
    assert missing == []


def test_a_new_build_in_the_folder_keeps_the_links(build: Path, tmp_path: Path) -> None:
    link(build, catalogue(tmp_path, dataset(1, "Ministry of Learning")))
    kept = written(build)
    publish(build, {"egov-kg.ttl": (SAMPLE / "egov-kg.ttl").read_bytes()})
    assert written(build) == kept
    assert (build / "links" / "snapshots").is_dir()


def test_a_refresh_says_what_changed(build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = catalogue(tmp_path, dataset(1, "A"), dataset(2, "B"))
    link(build, named)
    catalogue(tmp_path, dataset(2, "C"), dataset(3, "D"))
    report = run(build, [], Options(refresh=True))
    assert report.outcomes[0].changes == ["new: 1 (Set 3)", "gone: 1 (Set 1)", "changed: 1 (Set 2)"]


def test_one_catalogue_that_cannot_be_read_leaves_the_others(build: Path, tmp_path: Path) -> None:
    good = catalogue(tmp_path, dataset(1, "Ministry of Learning"))
    bad = tmp_path / "page.html"
    bad.write_text("<html></html>", encoding="utf-8")
    done = egov_kg("link", build, "--catalogue", bad, "--catalogue", good, "--country", "Iceland")
    assert done.returncode == 1
    assert "1 dataset, 1 of organisations here" in done.stdout
    assert "it is a web page" in done.stdout
    alone = egov_kg("link", Path(shutil.copytree(SAMPLE, tmp_path / "other")), "--catalogue", bad)
    assert (alone.returncode, alone.stdout) == (2, "")
    assert egov_kg("link", tmp_path, "--catalogue", good).returncode == 2


def test_what_is_uncertain_is_listed_for_review(build: Path, tmp_path: Path) -> None:
    link(build, catalogue(tmp_path, dataset(1, "Ministry of Learning - Exams Department")))
    with (build / "links" / "review.tsv").open(encoding="utf-8", newline="") as file:
        (one,) = csv.DictReader(file, delimiter="\t")
    assert (one["about"], one["target"]) == ("Ministry of Learning - Exams Department", "Ministry of Learning")
    assert 0.6 <= float(one["score"]) < 0.9


def test_what_never_answered_is_not_remembered(build: Path, tmp_path: Path) -> None:
    good = catalogue(tmp_path, dataset(1, "Ministry of Learning"))
    done = egov_kg("link", build, "--catalogue", good, "--catalogue", tmp_path / "mistyped.json")
    assert done.returncode == 1
    assert "later runs do without it" in done.stdout
    again = egov_kg("link", build)
    assert (again.returncode, "mistyped" in again.stdout) == (0, False)
    assert "nothing has changed" in egov_kg("link", build).stdout


def test_a_catalogue_can_be_forgotten(build: Path, tmp_path: Path) -> None:
    first = catalogue(tmp_path, dataset(1, "Ministry of Learning"))
    other = catalogue(tmp_path, dataset(2, "Ministry of Learning"), name="other.json")
    link(build, first, f"datajson:{other}")
    assert len(rows(build, PUBLISHED)) == 2
    unknown = egov_kg("link", build, "--forget", "https://x.example/data.json")
    assert unknown.returncode == 2
    assert f"Remembered:\n  {first}\n  datajson:{other}" in unknown.stderr
    assert egov_kg("link", build, "--forget", other).returncode == 0
    assert rows(build, PUBLISHED) == [("Set 1", full(LEARNING))]
    assert len(list((build / "links" / "snapshots").iterdir())) == 1
    last = egov_kg("link", build, "--forget", first)
    assert (last.returncode, last.stderr) == (0, "")
    assert (build / "links" / "links.nq").read_bytes() == b""
    assert rows(build, PUBLISHED) == []
    assert egov_kg("link", build).returncode == 2


def test_contradictions_are_told_in_every_run(build: Path, tmp_path: Path) -> None:
    link(build, catalogue(tmp_path, dataset(1, "Ministry of Learning")))
    other = "<http://www.wikidata.org/entity/Q42>"
    decide(build, f"same: [{LEARNING}, {other}]", f"different: [{other}, {LEARNING}]")
    for _ in range(2):
        done = egov_kg("link", build)
        assert done.returncode == 1
        assert "agency:ISL-ministry-of-learning" in done.stderr


def test_a_run_without_changes_loads_no_reader_and_no_graph(build: Path, tmp_path: Path) -> None:
    link(build, catalogue(tmp_path, dataset(1, "Ministry of Learning")))
    program = (
        "import sys; from egov_kg.linking import Options, standing; from pathlib import Path;"
        "assert standing(Path(sys.argv[1]), [], Options()).unchanged;"
        "print(*sorted({'httpx', 'pyoxigraph', 'yaml', 'egov_kg.store', 'egov_kg.registry'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program, build], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
