"""The cooperation network: what is read from a graph, who stands for whom, what follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from egov_kg.errors import UnknownChoice
from egov_kg.network import Choice, Level, Network, make_network, read_ties
from egov_kg.network.model import ActorKind, Tie
from egov_kg.queries import run
from egov_kg.store import Solutions, from_text, open_build
from network_sample import ODD, odd_ties, turtle

SAMPLE = Path(__file__).parent / "data" / "sample"
ISL, CRI, KEN = "country:ISL", "country:CRI", "country:KEN"
ITU = "international-organization:itu"


@pytest.fixture(scope="module")
def sample() -> Network:
    return make_network(read_ties(open_build(SAMPLE)))


def ends(network: Network) -> set[tuple[str, str, str]]:
    """The edges by their ends, with the local name of their tie; "→" where one end helps the other."""
    return {
        (edge.tie.key.removeprefix("tie:"), f"{edge.source} {'→' if edge.directed else '–'}", edge.target)
        for edge in network.edges
    }


def tie(network: Network, beginning: str) -> Tie:
    (found,) = [one for one in network.ties if one.key.startswith(f"tie:{beginning}")]
    return found


def test_a_tie_is_read_with_all_that_is_stated_of_it(sample: Network) -> None:
    found = tie(sample, "ISL-CRI-technical-assistance")
    assert found.parties == (CRI, ISL)
    assert (found.kind, found.status, found.topics, found.year) == (
        "technical-assistance", "planned", ("digital-signature",), None,
    )  # fmt: skip
    assert (found.provider, found.recipient, found.reported_by) == (ISL, CRI, ISL)
    assert found.through == ("agency:ISL-doi",)
    assert found.editions == (2020,)
    memorandum = tie(sample, "ISL-CRI-memorandum")
    assert (memorandum.topics, memorandum.year) == (("blockchain", "open-data"), 2018)


def test_every_sentence_stands_in_its_document(sample: Network) -> None:
    files = {source.identifier: source.file for source in sample.sources}
    sentences = [one for edge in sample.edges for one in edge.tie.sentences]
    assert {files[one.document] for one in sentences} == {"iceland-msq-2020.txt", "costa-rica-msq-2020.txt"}
    for one in sentences:
        text = (SAMPLE / "texts" / f"{one.document}.txt").read_bytes().decode()
        assert text[one.start : one.end] == one.quote
    assert all(edge.tie.sentences for edge in sample.edges)


def test_the_nodes_are_countries_and_organisations(sample: Network) -> None:
    actors = {actor.key: actor for actor in sample.actors}
    assert list(actors) == sorted(actors)
    assert {actor.kind for actor in sample.actors} == {ActorKind.COUNTRY, ActorKind.ORGANISATION}
    iceland = actors[ISL]
    assert (iceland.iso3, iceland.region, iceland.labels) == ("ISL", "Europe", {"en": "Iceland", "es": "Islandia"})
    assert (iceland.speaks, actors[KEN].speaks) == (True, False)
    assert actors[ITU].acronym == "ITU"
    assert actors[ITU].iri == "https://w3id.org/egov-kg/id/international-organization/itu"


def test_an_edge_leads_from_who_helps_to_who_is_helped(sample: Network) -> None:
    directed = {(edge.source, edge.target) for edge in sample.edges if edge.directed}
    assert directed == {(ISL, CRI)}
    assert all(edge.source < edge.target for edge in sample.edges if not edge.directed)


def test_words_within_longer_ones_and_words_taken_back_are_left_out() -> None:
    network = make_network(odd_ties())
    assert [one.quote for one in tie(network, "three").sentences] == [
        "With Iceland and Malta: a <portal> on open data."
    ]
    assert tie(network, "three").sentences[0].page == 3
    assert [one.quote for one in tie(network, "help").sentences] == [
        "Iceland will fund Kenya’s Data Office in 2021.", "We help.",
    ]  # fmt: skip
    assert tie(network, "ring-ken").sentences[0].question == "msq-2020-22"


def test_who_reports_is_tied_to_each_other_party() -> None:
    network = make_network(odd_ties())
    three = {edge.identifier: (edge.source, edge.target) for edge in network.edges if edge.tie.key == "tie:three"}
    assert three == {
        "tie:three country:ISL country:KEN": (ISL, KEN),
        "tie:three country:KEN country:MLT": (KEN, "country:MLT"),
    }


def test_the_organisation_level_has_countries_and_organisations_as_they_are_named() -> None:
    assert ends(make_network(odd_ties())) == {
        ("three", "country:ISL –", KEN), ("three", "country:KEN –", "country:MLT"), ("help", "country:ISL →", KEN),
        ("ring-ken", "country:KEN –", "organization:ring"), ("ring-isl", "country:ISL –", "organization:ring"),
        ("ring-ury", "country:URY –", "organization:ring"), ("ring-mlt", "country:MLT –", "organization:ring"),
        ("bodies", "organization:band –", "organization:ring"), ("office", "country:BTN –", KEN),
    }  # fmt: skip


def test_the_country_level_has_countries_alone() -> None:
    assert ends(make_network(odd_ties(), level=Level.COUNTRY)) == {
        ("three", "country:ISL –", KEN), ("three", "country:KEN –", "country:MLT"), ("help", "country:ISL →", KEN),
        ("office", "country:BTN –", KEN),
    }  # fmt: skip


def test_the_agency_level_has_agencies_in_the_place_of_their_country() -> None:
    network = make_network(odd_ties(), level=Level.AGENCY)
    found = ends(network)
    assert ("help", "country:ISL →", "agency:KEN-datos") in found
    assert ("office", "agency:KEN-datos –", "country:BTN") in found
    assert ("three", "country:ISL –", KEN) in found
    (membership,) = [edge for edge in network.edges if "memberOf" in edge.identifier]
    assert (membership.source, membership.target) == ("agency:KEN-cabinet", "agency:KEN-datos")
    assert [one.quote for one in membership.tie.sentences] == ["The Data Office sits in the Cabinet Office."]
    assert membership.tie.reported_by == KEN


@pytest.mark.parametrize("level", list(Level))
def test_two_members_of_one_network_are_linked_only_in_the_second_layer(level: Level) -> None:
    assert make_network(odd_ties(), level=level).shared_pairs() == ()
    network = make_network(odd_ties(), level=level, follows=True)
    assert network.edges == make_network(odd_ties(), level=level).edges
    pairs = [(pair.source, pair.target, pair.through) for pair in network.shared_pairs()]
    # A planned membership, a participation and a tie of two organisations make nobody fellow members.
    assert pairs == [(ISL, KEN, ("organization:ring",))]
    (ring,) = network.shared
    assert {member.actor: [one.key for one in member.ties] for member in ring.members} == {
        ISL: ["tie:ring-isl"], KEN: ["tie:ring-ken"],
    }  # fmt: skip
    assert "aaaaaaaaaaaaaaaa" in {source.identifier for source in network.sources}


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        (Choice(kind=frozenset({"funding", "agreement"})), {"help", "office"}),
        (Choice(topic=frozenset({"open-data"})), {"three"}),
        (Choice(status=frozenset({"planned"})), {"help", "ring-ury"}),
        (Choice(edition=frozenset({2022})), {"help"}),
        (Choice(year=frozenset({2019, 2020})), {"three"}),
        (Choice(region=frozenset({"Asia", "Americas"})), {"office", "ring-ury"}),
        (Choice(country=frozenset({"ISL"}), kind=frozenset({"membership"})), {"ring-isl"}),
    ],
)
def test_a_choice_keeps_the_ties_that_have_what_it_asks(choice: Choice, kept: set[str]) -> None:
    assert {one.key.removeprefix("tie:") for one in make_network(odd_ties(), choice=choice).ties} == kept


def test_the_query_of_shared_networks_finds_the_same_pairs() -> None:
    for ties, store in ((odd_ties(), from_text(turtle(ODD))), (read_ties(open_build(SAMPLE)), open_build(SAMPLE))):
        found = run(store, "shared-networks")
        assert isinstance(found, Solutions)
        labels = {actor.key: actor.label() for actor in ties.actors.values()}
        network = make_network(ties, level=Level.COUNTRY, follows=True)
        assert {tuple(term.value for term in row[:2] if term) for row in found.rows} == {
            (labels[pair.source], labels[pair.target]) for pair in network.shared_pairs()
        }


def test_what_follows_comes_of_the_ties_that_were_chosen() -> None:
    network = make_network(odd_ties(), choice=Choice(country=frozenset({"KEN"})), follows=True)
    assert network.shared_pairs() == ()


def test_a_value_that_no_tie_has_is_an_error_that_lists_those_there_are() -> None:
    with pytest.raises(UnknownChoice, match="blockchain") as caught:
        make_network(odd_ties(), choice=Choice(topic=frozenset({"blockchain"})))
    assert (caught.value.field, caught.value.known) == ("topic", ("open-data", "portals"))


def test_a_store_on_disk_gives_the_same_network(tmp_path: Path) -> None:
    from egov_kg.store_on_disk import load  # noqa: PLC0415  # its signature is checked here alone

    load(SAMPLE, tmp_path / "store")
    assert read_ties(open_build(tmp_path / "store")) == read_ties(open_build(SAMPLE))
