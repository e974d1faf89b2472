"""Which mentions are one thing, over all documents of a build."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg import registry
from egov_kg.records import (
    CountryRef,
    Entity,
    EntityKey,
    LegalInstrument,
    OrganizationMention,
    Partnership,
    Record,
    StrategicAxis,
    Strategy,
    Text,
)
from egov_kg.resolve import resolve
from egov_kg.resolve.clusters import Clusters
from egov_kg.resolve.walk import mentions
from support import body, law, records, stated, strategy

Keys = dict[str, list[tuple[str, ...]]]


def keys(*documents: Sequence[Record]) -> list[list[EntityKey]]:
    """The key of each mention, by document."""
    read = [records(*found, name=f"{index}.txt") for index, found in enumerate(documents)]
    resolution = resolve(read, registry.load())
    return [[resolution.keys[one] for one in found] for found in documents]  # type: ignore[index]


def words(entity: Entity) -> str:
    """What a mention prints, for comparing builds."""
    named = entity.titles if isinstance(entity, LegalInstrument) else entity.names
    parts = [name.value.value for name in named]
    for value in (
        entity.acronym,
        getattr(entity, "number", None),
        getattr(entity, "year", None),
        getattr(entity, "end_year", None),
    ):
        parts.append(str(value.value) if value else "")
    return "|".join([entity.country.value.iso3 if entity.country else "", *parts])


def by_words(documents: Sequence[Sequence[Record]], order: Sequence[int] | None = None) -> Keys:
    """The keys of all mentions by what they print; the documents have the same content whatever their order."""
    read = [records(*found, name=f"{index}.txt") for index, found in enumerate(documents)]
    resolution = resolve([read[index] for index in order or range(len(read))], registry.load())
    found: dict[str, set[tuple[str, ...]]] = {}
    for entity, key in resolution.keys.items():
        found.setdefault(words(entity), set()).add((key.class_name, *key.parts))
    return {name: sorted(made) for name, made in sorted(found.items())}


NAMES = [
    "Ministry of Data",
    "The Ministry of Data",
    "Ministry of Data and Roads",
    "Ministry of Data and Roads Norland",
    "Ministry of Information and Communication Technology",
    "Ministry of ICT",
    "Data Ministry",
    "National Data Office",
    "National Data Offices",
    "Office of Roads",
    "Naval Data Office",
]
BODY = st.builds(
    lambda name, acronym, country, url: body(
        *([name] if name else []),
        acronym=acronym or ("" if name else "NDO"),
        country=country,
        urls=[url] if url else [],
    ),
    st.sampled_from(["", *NAMES]),
    st.sampled_from(["", "", "", "NDO", "MD", "MoD"]),
    st.sampled_from(["MLT", "MLT", "FJI", ""]),
    st.sampled_from(["", "http://ndo.example.org", "http://d.example.org"]),
)
LAW = st.builds(
    lambda number, year, title, kind: law(number, year, *([title] if title else []), kind=kind),
    st.sampled_from(["", "17", "017", "18"]),
    st.sampled_from([None, 2014, 2015]),
    st.sampled_from(["", "Open Data Act", "Law on Open Data", "Roads Act"]),
    st.sampled_from(["law", "decree"]),
)
PLAN = st.builds(
    lambda name, last: strategy(name, last=last),
    st.sampled_from(["Digital Plan", "National Digital Plan", "Digital Plan of Norland", "Roads Plan"]),
    st.sampled_from([None, 2020, 2030]),
)
DOCUMENTS = st.lists(st.lists(st.one_of(BODY, LAW, PLAN), min_size=1, max_size=5), min_size=1, max_size=4)


@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_the_order_of_the_documents_decides_nothing(documents: list[list[Record]], chance: random.Random) -> None:
    order = list(range(len(documents)))
    chance.shuffle(order)
    assert by_words(documents, order) == by_words(documents)


@given(st.lists(st.lists(LAW, min_size=1, max_size=5), min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_citations_decides_nothing(documents: list[list[Record]], chance: random.Random) -> None:
    shuffled = [chance.sample(found, len(found)) for found in documents]
    assert by_words(shuffled) == by_words(documents)


def test_every_mention_has_a_key_and_so_have_those_inside_others() -> None:
    parent, child, plan = body("Data Office"), body("Roads Office"), strategy("Digital Plan")
    inside = OrganizationMention(
        names=(stated(Text("Unit of Maps", "en")),), under=stated(parent), member_of=(stated(child),)
    )
    axis = StrategicAxis(part_of=plan, position=stated(1), name=stated(Text("One", "en")))
    partner = Partnership(country=stated(CountryRef("MLT")), partner=stated(inside))
    document = records(partner, axis, partner)
    assert list(mentions(document)) == [parent, child, inside, plan]
    assert set(resolve([document], registry.load()).keys) == {parent, child, inside, plan}


def test_nothing_read_resolves_to_nothing() -> None:
    made = resolve([], registry.load())
    assert (dict(made.keys), dict(made.replaced)) == ({}, {})


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20), st.randoms(use_true_random=False))
def test_clusters_are_the_same_in_any_order_of_joining(pairs: list[tuple[int, int]], chance: random.Random) -> None:
    def sets(joined: Sequence[tuple[int, int]]) -> list[list[int]]:
        clusters = Clusters(range(10))
        for left, right in joined:
            clusters.join(left, right)
        return clusters.sets()

    found = sets(pairs)
    assert sets(chance.sample(pairs, len(pairs))) == found
    assert sorted(item for one in found for item in one) == list(range(10))
    assert all(one == sorted(one) for one in found)
    assert all(any({left, right} <= set(one) for one in found) for left, right in pairs)


def test_a_set_is_called_by_the_member_read_first() -> None:
    clusters = Clusters(["c", "a", "b"])
    clusters.join_all(["b", "a", "c"])
    assert clusters.find("b") == "c"
    assert clusters.sets() == [["c", "a", "b"]]


PROGRAM = """
import json, sys
sys.path.insert(0, sys.argv[1])
from support import body, law, strategy
from test_resolve import NAMES, by_words
url, act = ["http://d.example.org"], "Open Data Act"
documents = [[body(name, acronym="NDO" if "Office" in name else "", urls=url) for name in NAMES[i::3]]
             + [law("17", 2014, act), law("", None, act), strategy("Digital Plan", last=2020 + i)] for i in range(3)]
print(json.dumps(by_words(documents)))
"""


def test_the_seed_of_hashing_decides_nothing() -> None:
    folder = str(Path(__file__).parent)
    printed = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, folder],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
    assert len(json.loads(printed.pop())) > len(NAMES)


@pytest.mark.parametrize("found", [[body("Data Office")], [law("17", 2014)], [strategy("Digital Plan")]])
def test_each_kind_has_its_class(found: list[Record]) -> None:
    expected = {OrganizationMention: "Agency", LegalInstrument: "LegalInstrument", Strategy: "Strategy"}
    ((key,),) = keys(found)
    assert key.class_name == expected[type(found[0])]


# In one document a name joins the one longer name it begins; which is "the one" must not hang on the order of reading.
CHAIN = ["Office of Data", "Office of Data and Roads", "Office of Data and Roads Norland"]


@pytest.mark.parametrize("order", [CHAIN, CHAIN[::-1], [CHAIN[1], CHAIN[0], CHAIN[2]]])
def test_the_order_of_names_decides_nothing(order: list[str]) -> None:
    assert by_words([[body(name) for name in order]]) == by_words([[body(name) for name in sorted(order)]])
    assert len(set(keys([body(name) for name in order])[0])) == 1
