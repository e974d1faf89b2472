"""The files of a network: what other programs read in them, and that they are the same each time."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner, Result

from egov_kg.cli import main
from egov_kg.network.exports import EXPORTS
from network_sample import ODD, WORDS, turtle

SAMPLE = Path(__file__).parent / "data" / "sample"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://www.gexf.net/1.2draft}"
VIZ = "{http://www.gexf.net/1.2draft/viz}"
TOKEN = re.compile(r"[\w.:-]+")


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["network", *map(str, arguments)])


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd")
    # A form feed stands in the text of many a document, and XML cannot hold it.
    (folder / "egov-kg.ttl").write_text(turtle(ODD + WORDS.replace("We help.", "We\\fhelp.")), encoding="utf-8")
    return folder


def written(folder: Path, name: str, *options: str) -> Path:
    path = folder / name
    result = invoke(folder, "-o", path, *options)
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    assert str(path) in result.stderr
    return path


# ---- GraphML and GEXF ----


def test_graphml_holds_all_of_it_with_types(odd: Path) -> None:
    graph = nx.read_graphml(written(odd, "n.graphml", "--follows"))
    assert isinstance(graph, nx.MultiGraph)
    assert not graph.is_directed()
    kenya = graph.nodes["country:KEN"]
    assert {name: kenya[name] for name in ("label", "kind", "iso3", "region", "degree", "only_spoken_of")} == {
        "label": "Kenya", "kind": "country", "iso3": "KEN", "region": "Africa", "degree": 4, "only_spoken_of": False,
    }  # fmt: skip
    assert isinstance(kenya["betweenness"], float)
    assert graph.nodes["organization:ring"]["label"] == "The <Ring> & Co."
    (help_,) = [data for *_, data in graph.edges(data=True) if data["kind"] == "funding"]
    assert {name: help_[name] for name in ("status", "year", "edition", "directed", "provider", "recipient")} == {
        "status": "planned", "year": 2021, "edition": 2022, "directed": True, "provider": "country:ISL",
        "recipient": "country:KEN",
    }  # fmt: skip
    assert help_["quotes"] == "Iceland will fund Kenya’s Data Office in 2021. ¶ We help."
    assert (help_["sentences"], help_["documents"], help_["reported_by"]) == (2, "iceland.txt", "country:ISL")
    (follows,) = [data for *_, data in graph.edges(data=True) if data["layer"] == "follows"]
    assert (follows["through"], follows["sentences"]) == ("organization:ring", 0)


def test_graphml_is_built_as_its_schema_asks(odd: Path) -> None:
    root = ET.parse(written(odd, "n.graphml", "--follows")).getroot()  # noqa: S314  # we wrote it
    keys = root.findall(f"{GRAPHML}key")
    (graph,) = root.findall(f"{GRAPHML}graph")
    assert [child.tag for child in root] == [f"{GRAPHML}key"] * len(keys) + [f"{GRAPHML}graph"]
    assert {key.get("attr.type") for key in keys} <= {"boolean", "int", "long", "float", "double", "string"}
    assert {key.get("for") for key in keys} == {"graph", "node", "edge"}
    assert graph.get("edgedefault") == "undirected"
    nodes, edges = graph.findall(f"{GRAPHML}node"), graph.findall(f"{GRAPHML}edge")
    for things in (keys, nodes, edges):
        identifiers = [thing.get("id") or "" for thing in things]
        assert len(set(identifiers)) == len(identifiers)
        assert all(TOKEN.fullmatch(one) for one in identifiers)
    known = {node.get("id") for node in nodes}
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= known
    domain = {key.get("id"): key.get("for") for key in keys}
    for kind, things in (("node", nodes), ("edge", edges)):
        assert {domain[data.get("key")] for thing in things for data in thing} == {kind}


def test_gexf_holds_all_of_it_with_places_and_colours(odd: Path) -> None:
    path = written(odd, "n.gexf", "--level", "agency")
    graph = nx.read_gexf(path)
    assert graph.number_of_nodes() == 9
    (help_,) = [data for *_, data in graph.edges(data=True) if data["kind"] == "funding"]
    assert (help_["year"], help_["directed"], "topics" in help_) == (2021, True, False)
    drawn = {key: data["viz"] for key, data in graph.nodes(data=True)}
    assert drawn["country:KEN"]["color"] != drawn["agency:KEN-datos"]["color"] != drawn["organization:ring"]["color"]
    nodes = {node.get("id"): node for node in ET.parse(path).getroot().iter(f"{GEXF}node")}  # noqa: S314  # we wrote it
    shapes = [nodes[key].find(f"{VIZ}shape") for key in ("country:KEN", "organization:ring", "agency:KEN-datos")]
    assert [None if shape is None else shape.get("value") for shape in shapes] == ["disc", "square", "triangle"]
    assert drawn["country:KEN"]["position"] != drawn["country:ISL"]["position"]


def test_gexf_is_built_as_its_schema_asks(odd: Path) -> None:
    root = ET.parse(written(odd, "n.gexf", "--follows")).getroot()  # noqa: S314  # we wrote it
    assert [child.tag for child in root] == [f"{GEXF}meta", f"{GEXF}graph"]
    assert root.find(f"{GEXF}meta/{GEXF}creator") is not None
    assert "lastmodifieddate" not in (root.find(f"{GEXF}meta") or root).attrib
    (graph,) = root.findall(f"{GEXF}graph")
    parts = ("attributes", "attributes", "nodes", "edges")
    assert [child.tag for child in graph] == [f"{GEXF}{part}" for part in parts]
    types = {one.get("type") for one in graph.iter(f"{GEXF}attribute")}
    assert types <= {"integer", "long", "double", "float", "boolean", "string", "liststring", "anyURI"}
    declared = {
        group.get("class"): {one.get("id") for one in group} for group in graph.findall(f"{GEXF}attributes")
    }
    nodes, edges = list(graph.iter(f"{GEXF}node")), list(graph.iter(f"{GEXF}edge"))
    assert len({edge.get("id") for edge in edges}) == len(edges)
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= {node.get("id") for node in nodes}
    for kind, things in (("node", nodes), ("edge", edges)):
        used = {value.get("for") for thing in things for value in thing.iter(f"{GEXF}attvalue")}
        assert used <= declared[kind]
    for node in nodes:
        assert {child.tag for child in node} == {
            f"{GEXF}attvalues", f"{VIZ}color", f"{VIZ}position", f"{VIZ}size", f"{VIZ}shape",
        }  # fmt: skip


def test_a_graph_of_help_alone_has_arrows(odd: Path) -> None:
    for name in ("n.graphml", "n.gexf"):
        path = written(odd, name, "--kind", "funding")
        graph = nx.read_gexf(path) if path.suffix == ".gexf" else nx.read_graphml(path)
        assert graph.is_directed()
        assert [(one, other) for one, other, *_ in graph.edges] == [("country:ISL", "country:KEN")]


# ---- CSV and JSON ----


def test_csv_is_two_tables_that_belong_together(odd: Path) -> None:
    path = written(odd, "n.csv", "--follows")
    edges = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    nodes = list(csv.DictReader(io.StringIO((odd / "n.nodes.csv").read_text(encoding="utf-8"))))
    assert {row[end] for row in edges for end in ("Source", "Target")} == {row["Id"] for row in nodes}
    (help_,) = [row for row in edges if row["Id"] == "tie:help"]
    assert (help_["Source"], help_["Target"], help_["Type"], help_["year"]) == (
        "country:ISL", "country:KEN", "Directed", "2021",
    )  # fmt: skip
    assert [row["Type"] for row in edges if row["layer"] == "follows"] == ["Undirected"]
    kenya = next(row for row in nodes if row["Id"] == "country:KEN")
    assert (kenya["degree"], kenya["only_spoken_of"], kenya["bridged"]) == ("4", "false", "")


@pytest.fixture(scope="module")
def data(odd: Path) -> dict[str, Any]:
    found = json.loads(written(odd, "n.json", "--follows").read_bytes())
    assert isinstance(found, dict)
    return found


def test_json_has_what_the_page_draws(data: dict[str, Any]) -> None:
    assert (data["version"], data["level"]) == (1, "organisation")
    assert data["title"].keys() == data["subtitle"].keys() == {"en", "es"}
    kenya = next(node for node in data["nodes"] if node["id"] == "country:KEN")
    assert {name: kenya[name] for name in ("label", "kind", "iso3", "m49", "region")} == {
        "label": {"en": "Kenya", "es": "Kenia"}, "kind": "country", "iso3": "KEN", "m49": "404", "region": "Africa",
    }  # fmt: skip
    names = [measure["name"] for measure in data["measures"]]
    assert all(set(node["measures"]) <= set(names) for node in data["nodes"])
    help_ = next(edge for edge in data["edges"] if edge["id"] == "tie:help")
    assert {name: value for name, value in help_.items() if name != "sentences"} == {
        "id": "tie:help", "source": "country:ISL", "target": "country:KEN", "directed": True, "kind": "funding",
        "status": "planned", "topics": [], "year": 2021, "edition": 2022, "reportedBy": ["country:ISL"],
        "through": [{"label": {"en": "Data Office"}}],
    }  # fmt: skip
    quotes = [data["sentences"][number]["quote"] for number in help_["sentences"]]
    assert quotes == ["Iceland will fund Kenya’s Data Office in 2021.", "We\fhelp."]


def test_json_keeps_the_two_layers_apart(data: dict[str, Any]) -> None:
    assert data["shared"] == [
        {
            "through": "organization:ring", "label": {"en": "The <Ring> & Co."},
            "members": [
                {"node": "country:ISL", "edges": ["tie:ring-isl"]}, {"node": "country:KEN", "edges": ["tie:ring-ken"]},
            ],
        }
    ]  # fmt: skip


def test_json_has_the_sentences_of_memberships_that_are_no_edges(odd: Path) -> None:
    found = json.loads(written(odd, "n.json", "--follows", "--level", "country").read_bytes())
    (ring,) = found["shared"]
    said = {
        member["node"]: [found["sentences"][number]["quote"] for number in member["sentences"]]
        for member in ring["members"]
    }
    assert said == {"country:ISL": [], "country:KEN": ["Kenya is in the Ring."]}
    assert [member["edges"] for member in ring["members"]] == [[], []]


def test_json_points_to_what_is_in_it(data: dict[str, Any]) -> None:
    nodes = [node["id"] for node in data["nodes"]]
    edges = [edge["id"] for edge in data["edges"]]
    assert (nodes, edges) == (sorted(set(nodes)), sorted(set(edges)))
    for edge in data["edges"]:
        assert {edge["source"], edge["target"]} <= set(nodes)
        assert edge["directed"] or edge["source"] < edge["target"]
        assert edge["kind"] in data["codes"]["kind"]
        assert edge.get("status") in {None, *data["codes"]["status"]}
        assert set(edge["topics"]) <= set(data["codes"]["topic"])
        assert all(0 <= number < len(data["sentences"]) for number in edge["sentences"])
    assert {sentence["document"] for sentence in data["sentences"]} <= set(data["documents"])
    assert {node["region"] for node in data["nodes"] if "region" in node} == set(data["codes"]["region"])
    text = json.dumps(data)
    assert "null" not in text


# ---- all of them ----


@pytest.mark.parametrize("suffix", [suffix for suffix in EXPORTS if suffix != ".html"])
def test_the_same_network_gives_the_same_bytes(odd: Path, tmp_path: Path, suffix: str) -> None:
    found = set()
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}{suffix}"
        subprocess.run(
            [sys.executable, "-m", "egov_kg", "network", odd, "--follows", "--level", "agency", "-o", path],
            env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True,
        )  # fmt: skip
        found.add(path.read_bytes())
    assert len(found) == 1


def test_the_help_names_every_kind_of_file() -> None:
    text = invoke("--help").stdout
    assert [suffix for suffix in EXPORTS if suffix not in text] == []


@pytest.mark.parametrize(
    ("name", "message"), [("n.docx", "Known: .html, .svg"), ("nowhere/n.json", "cannot be written")]
)
def test_a_file_that_cannot_be_written_is_said_and_leaves_nothing(
    odd: Path, tmp_path: Path, name: str, message: str
) -> None:
    result = invoke(odd, "-o", tmp_path / name)
    assert result.exit_code == 2
    assert str(tmp_path / name) in result.stderr.replace("\n", "")
    assert message in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_what_stood_there(odd: Path, tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_text("before", encoding="utf-8")
    (tmp_path / "n.nodes.csv").mkdir()
    result = invoke(odd, "-o", tmp_path / "n.csv")
    assert result.exit_code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["n.csv", "n.nodes.csv"]
    assert (tmp_path / "n.csv").read_text(encoding="utf-8") == "before"
