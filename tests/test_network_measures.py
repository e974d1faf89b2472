"""The measures of a network, against what a person works out by hand, and ``egov-kg network`` that prints them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from egov_kg.cli import main
from egov_kg.network import Choice, Level, make_network, read_ties
from egov_kg.network.meanings import MEASURES
from egov_kg.network.measures import Measured, measure
from egov_kg.store import from_text
from network_sample import ODD, WORDS, odd_ties, turtle

SAMPLE = Path(__file__).parent / "data" / "sample"


def measured(text: str, **choice: frozenset[str]) -> Measured:
    return measure(make_network(read_ties(from_text(turtle(text))), choice=Choice(**choice)))  # type: ignore[arg-type]


def chain(*pairs: tuple[str, str]) -> str:
    """Ties between countries of these codes, each told of by nobody."""
    codes = sorted({code for pair in pairs for code in pair})
    countries = "".join(f'country:{code} a egov:Country ; egov:iso3 "{code}" .\n' for code in codes)
    return countries + "".join(
        f"tie:{one}-{other}-{place} a egov:CooperationTie ; egov:party country:{one}, country:{other} ; "
        "egov:tieKind tie-kind:agreement .\n"
        for place, (one, other) in enumerate(pairs)
    )


def test_degree_counts_partners_and_ties_count_ties() -> None:
    found = measured(chain(("AAA", "BBB"), ("AAA", "BBB"), ("BBB", "CCC")))
    assert {key: (one["degree"], one["ties"]) for key, one in found.nodes.items()} == {
        "country:AAA": (1, 2), "country:BBB": (2, 3), "country:CCC": (1, 1),
    }  # fmt: skip
    assert (found.figures.ties, found.figures.pairs) == (3, 2)


def test_betweenness_is_the_share_of_ways_that_lead_through_a_node() -> None:
    found = measured(chain(("AAA", "BBB"), ("BBB", "CCC"), ("CCC", "DDD")))
    # Of the three pairs without BBB, those with AAA at one end lead through it.
    assert [found.nodes[f"country:{code * 3}"]["betweenness"] for code in "ABCD"] == [0, 0.666667, 0.666667, 0]


def test_communities_are_parts_that_hang_together_the_largest_first() -> None:
    triangle = [("AAA", "BBB"), ("BBB", "CCC"), ("AAA", "CCC")]
    square = [("DDD", "EEE"), ("EEE", "FFF"), ("FFF", "GGG"), ("DDD", "GGG"), ("DDD", "FFF"), ("EEE", "GGG")]
    found = measured(chain(*triangle, *square, ("CCC", "DDD")))
    assert ["".join(key[-1] for key in members) for members in found.communities] == ["DEFG", "ABC"]
    assert found.nodes["country:AAA"]["community"] == 1
    assert found.figures.parts == 1
    assert 0 < found.figures.modularity < 1


def test_an_organisation_bridges_countries_that_have_no_tie_with_each_other() -> None:
    found = measure(make_network(odd_ties()))
    # ISL, KEN, MLT and URY have ties with the ring; of their six pairs, ISL–KEN and KEN–MLT have ties of their own.
    assert found.nodes["organization:ring"]["bridged"] == 4
    assert found.nodes["organization:ring"]["regions"] == 3
    assert found.nodes["country:KEN"]["bridged"] is None


REPORTS = """
document:1 a egov:SourceDocument ; egov:country country:AAA .
document:2 a egov:SourceDocument ; egov:country country:BBB .
document:3 a egov:SourceDocument ; egov:country country:CCC .
tie:AAA-BBB-0 egov:reportedBy country:AAA .
tie:AAA-BBB-1 egov:reportedBy country:BBB .
tie:BBB-CCC-2 egov:reportedBy country:BBB .
tie:AAA-DDD-3 egov:reportedBy country:AAA .
"""


def test_reciprocity_is_asked_only_of_countries_that_both_speak() -> None:
    found = measured(chain(("AAA", "BBB"), ("AAA", "BBB"), ("BBB", "CCC"), ("AAA", "DDD")) + REPORTS)
    names = ("told_by_both", "told_by_it_alone", "told_by_others_alone")
    assert {key[-1]: tuple(one[name] for name in names) for key, one in found.nodes.items()} == {
        "A": (1, 0, 0), "B": (1, 1, 0), "C": (0, 0, 1), "D": (0, 0, 0),
    }  # fmt: skip
    assert (found.figures.told_by_both, found.figures.told_by_one, found.figures.reciprocity) == (1, 1, 0.5)


def test_coverage_tells_who_is_only_spoken_of() -> None:
    found = measure(make_network(odd_ties()))
    assert {key for key, one in found.nodes.items() if one["only_spoken_of"]} == {
        "country:BTN", "country:MLT", "country:URY",
    }  # fmt: skip
    assert found.nodes["country:KEN"]["documents"] == 1
    assert found.nodes["organization:ring"]["only_spoken_of"] is None
    assert (found.figures.speaking, found.figures.only_spoken_of) == (2, 3)


def test_what_follows_is_not_counted() -> None:
    stated, both = (measure(make_network(odd_ties(), level=Level.COUNTRY, follows=one)) for one in (False, True))
    assert stated.nodes == both.nodes
    assert (stated.figures.shared, both.figures.shared) == (0, 1)


def test_no_tie_has_no_measures() -> None:
    found = measured("")
    assert (found.nodes, found.communities, found.figures.pairs) == ({}, (), 0)


# ---- the command ----


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["network", *map(str, arguments)])


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd")
    (folder / "egov-kg.ttl").write_text(turtle(ODD + WORDS), encoding="utf-8")
    return folder


def test_the_network_in_a_few_lines() -> None:
    assert invoke(SAMPLE, "--level", "country").stdout == (
        "3 countries with 4 stated ties between 2 pairs of them, 4 quotations behind them\n"
        "  1 connected part, 1 community (modularity 0.00)\n"
        "  2 countries speak in documents of their own, 1 are only spoken of by others\n"
        "  1 pair with a tie where both sides speak: both tell of 1, one alone of 0\n"
    )
    assert "what follows: 1 pair linked through networks" in invoke(SAMPLE, "--follows").stdout


def test_the_table_has_the_most_connected_first(odd: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(invoke(odd, "--measures", "-f", "csv", "--language", "es").stdout)))
    assert [row["name"] for row in rows][:2] == ["The <Ring> & Co.", "Kenia"]
    assert rows[1] | {"betweenness": "?", "community": "?"} == {
        "name": "Kenia", "kind": "country", "iso3": "KEN", "region": "Africa", "degree": "4", "ties": "4",
        "betweenness": "?", "community": "?", "bridged": "", "regions": "2", "told_by_both": "1",
        "told_by_it_alone": "0", "told_by_others_alone": "0", "documents": "1", "only_spoken_of": "no",
        "node": "https://w3id.org/egov-kg/id/country/KEN",
    }  # fmt: skip


def test_json_and_help_explain_every_measure(odd: Path) -> None:
    found = json.loads(invoke(odd, "--measures", "-f", "json").stdout)
    help_text = " ".join(invoke("--help").stdout.split())
    assert [one["name"] for one in found["measures"]] == [one.name for one in MEASURES]
    for one in found["measures"]:
        assert one["explanation"].endswith(".")
        assert f"{one['name']}: {one['explanation']}" in help_text
    assert found["network"]["ties"] == 8
    kenya = next(node for node in found["nodes"] if node["node"] == "country:KEN")
    assert (kenya["degree"], kenya["only_spoken_of"]) == (4, False)
    assert "bridged" not in kenya


def test_choices_may_be_separated_by_commas_or_repeated(odd: Path) -> None:
    one = invoke(odd, "--measures", "--kind", "funding,agreement").stdout
    assert one == invoke(odd, "--measures", "--kind", "funding", "--kind", "agreement").stdout
    assert {"Kenya", "Iceland", "Bhutan"} == {row.split()[0] for row in one.splitlines()[2:]}
    assert invoke(odd, "--year", "2018-2019").stdout.startswith("3 countries with 1 stated tie ")
    assert invoke(odd, "--region", "asia", "--country", "btn").stdout.startswith("2 countries with 1 stated tie ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--kind", "marriage"], "no tie is of kind 'marriage'. There are: agreement, funding"),
        (["--year", "18"], "'18' is no year such as 2018"),
        (["--year", "1999"], "no tie is left at this level"),
        (["--level", "country", "--kind", "membership"], "no tie is left at this level"),
    ],
)
def test_what_is_not_there_is_said_in_a_line(odd: Path, arguments: list[str], message: str) -> None:
    result = invoke(odd, *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr


def test_a_folder_without_a_build(tmp_path: Path) -> None:
    result = invoke(tmp_path)
    assert (result.exit_code, "holds no build" in result.stderr) == (2, True)


def test_the_measures_do_not_depend_on_the_order_of_hashes(odd: Path) -> None:
    printed = set()
    for seed in ("1", "2", "3"):
        done = subprocess.run(
            [sys.executable, "-m", "egov_kg", "network", str(odd), "--measures", "-f", "json", "--level", "agency"],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        printed.add(done.stdout)
    assert len(printed) == 1
