"""Names from elsewhere against bodies of the graph: what is accepted, what is asked, what is never taken."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.matching import Body, Index, Mention, Verdict
from egov_kg.matching.hosts import host_of, own_host
from egov_kg.matching.names import parse

GOLD: Final = Path(__file__).resolve().parent / "gold" / "matching"


class Figures(NamedTuple):
    """Pairs accepted and labelled one, accepted and labelled two, labelled one and not accepted."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


def pairs(name: str) -> list[dict[str, str]]:
    with (GOLD / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def body_of(row: dict[str, str]) -> Body:
    values = [row[name] for name in ("body", "acronym", "body_country", "body_url")]
    return Body(
        iri="|".join(values),
        names=(values[0],),
        acronyms=(values[1],) if values[1] else (),
        urls=(values[3],) if values[3] else (),
        country=values[2],
    )


def figures(rows: list[dict[str, str]], *, together: bool) -> Figures:
    """What is accepted of labelled pairs: each by itself, or among the bodies of every other country as well."""
    every = {body_of(row) for row in rows}
    right = wrong = missed = 0
    for row in rows:
        body = body_of(row)
        index = Index([body, *(one for one in every if together and one.country != body.country)])
        found = index.match(Mention(name=row["name"], country=row["country"] or None, url=row["url"]))
        accepted = any(one.verdict is Verdict.ACCEPTED and one.body == body for one in found)
        labelled = row["same"] == "yes"
        right, wrong, missed = (
            right + (accepted and labelled),
            wrong + (accepted and not labelled),
            missed + (labelled and not accepted),
        )
    return Figures(right, wrong, missed)


def test_there_are_enough_labelled_pairs_and_no_pair_is_in_both_halves() -> None:
    halves = [{tuple(row.values()) for row in pairs(name)} for name in ("tune", "held-back")]
    assert len(halves[0]) + len(halves[1]) >= 400
    assert halves[0].isdisjoint(halves[1])
    for half in halves:
        assert {row[0] for row in half} == {"yes", "no"}
        assert {"renamed", "country", "acronym", "sub-unit"} <= {row[1] for row in half if row[0] == "no"}


@pytest.mark.parametrize("half", ["tune", "held-back"])
@pytest.mark.parametrize("together", [False, True])
def test_what_is_accepted_is_right_and_little_is_missed(half: str, together: bool) -> None:
    found = figures(pairs(half), together=together)
    assert found.precision >= 0.98, found
    assert found.recall >= 0.85, found


def body(name: str, country: str | None = "KEN", acronym: str = "", url: str = "", *, worldwide: bool = False) -> Body:
    return Body(
        iri=f"{country}-{name}", names=tuple(name.split("; ")), acronyms=(acronym,) if acronym else (),
        urls=(url,) if url else (), country=country, worldwide=worldwide,
    )  # fmt: skip


def verdict(name: str, bodies: list[Body], country: str | None = "KEN", url: str = "") -> str:
    found = Index(bodies).match(Mention(name=name, country=country, url=url))
    return str(found[0].verdict) if found else "none"


def test_a_name_is_never_taken_across_two_countries() -> None:
    there = [body("Ministry of Finance"), body("Ministerio de Hacienda", "CHL", "MH", "https://www.hacienda.cl")]
    assert verdict("Ministry of Finance", there, "UGA") == "none"
    assert verdict("Ministry of Finance of Uganda", there, None) == "none"
    assert verdict("Ministry of Finance of Uganda", there, "KEN") == "none"
    assert verdict("Ministerio de Hacienda", there, "PRY", "https://www.hacienda.cl") == "none"
    assert verdict("Ministry of Finance", there, None) == "review"
    assert verdict("Ministry of Finance", there, None, "https://finance.go.ke") == "accepted"
    assert verdict("Kenyan Ministry of Finance", there, None) == "accepted"


def test_a_part_is_not_the_whole() -> None:
    there = [body("Ministry of Health", acronym="MOH", url="https://www.health.go.ke")]
    for part in (
        "Ministry of Health, Department of Nursing", "Nursing Division (Ministry of Health)", "MOH Nursing Division",
        "Ministry of Health - Coast Regional Office", "Vice Ministry of Health", "Coast Ministry of Health",
    ):  # fmt: skip
        assert verdict(part, there) != "accepted", part
        assert verdict(part, there, url="https://health.go.ke/nursing") != "accepted", part


def test_a_part_that_is_a_body_of_its_own_is_found_with_the_name_of_the_whole() -> None:
    there = [body("Open Harbour Service"), body("Ministry of Ports", acronym="MOP"), body("Legal Department")]
    for name in (
        "Open Harbour Service, Ministry of Ports", "Ministry of Ports - Open Harbour Service",
        "Open Harbour Service of the Ministry of Ports",
    ):  # fmt: skip
        (best, *rest) = Index(there).match(Mention(name=name, country="KEN"))
        assert (best.body.names, str(best.verdict)) == (("Open Harbour Service",), "accepted"), name
        assert all(str(one.verdict) != "accepted" for one in rest)
    assert verdict("Ministry of Ports - Legal Department", there) == "review", "every ministry has one"
    assert verdict("Open Harbour Service, Ministry of Ports", there, None) == "review"


def test_a_government_or_a_legal_form_in_a_name_changes_nothing() -> None:
    there = [body("Treasure Island Authority", acronym="TIA"), body("Office of Tides")]
    for name in (
        "Govt of Kenya - Office of Tides", "Office of Tides, Government of Kenya",
        "Gobierno de Kenia - Office of Tides",
        "LEPL Office of Tides", "Treasure Island Authority (TIA) GmbH", "Treasure Island Autority", "TIA Kenya",
        "TIA-KENYA", "Treasure Island Auth. (TIA)",
    ):  # fmt: skip
        assert verdict(name, there) == "accepted", name


def test_acronyms_beside_a_name() -> None:
    there = [body("Ministry of Harbours; Ministerio de Puertos", acronym="MOH"), body("World Tide Union", None, "WTU",
                  worldwide=True)]  # fmt: skip
    assert verdict("Ministerio de Puertos (Minpuertos)", there) == "accepted"
    assert verdict("World Tide Union (WU)", there) == "accepted"
    assert verdict("World Tide Union (WTU/WU)", there) == "accepted"
    assert verdict("Ministry of Harbours and Lighthouses (MOH)", there) == "accepted", "a former name"
    assert verdict("Ministry of Honey (MOH)", there) == "review"
    assert verdict("Ministry of Harbours (MOH), Dredging Department", there) == "review"
    assert verdict("Maison des Oiseaux (MOH)", there) == "review", "words that no table knows are words"
    known = [body("Moon Honey Board", acronym="MHB", url="https://mhb.example.org")]
    assert verdict("MHB", known, url="https://www.mhb-kenya.example.com") == "accepted"
    assert verdict("MHB", known, url="https://www.walkers.example.com") == "review"


def test_federal_is_not_national_and_a_state_may_be_called_like_a_country() -> None:
    assert verdict("Federal Tide Institute", [body("National Tide Institute")]) == "review"
    there = [body("Georgia Department of Tides", "USA"), body("Department of Tides", "GEO")]
    (best,) = Index(there).match(Mention(name="Georgia Department of Tides", country="USA"))
    assert best.body.country == "USA"


def test_an_umlaut_may_be_written_out() -> None:
    assert verdict("Amt fuer Wattenmeerschuetzer", [body("Amt für Wattenmeerschützer", "DEU")], "DEU") == "accepted"


def test_two_bodies_with_one_name_or_acronym_are_left_to_a_person() -> None:
    named = [body("National Planning Board"), Body(iri="z", names=("Planning Board",), country="KEN")]
    assert verdict("Planning Board", named) == "accepted", "the same letters tell them apart"
    assert verdict("Board of Planning", named) == "accepted", "one has every word, the other one more"
    doubled = [body(f"{name} Institute", acronym="XYZI") for name in ("Xylo", "Zeno")]
    assert verdict("XYZI", doubled) == "review"
    assert verdict("XYZI", doubled[:1]) == "accepted"


def test_a_name_is_found_in_a_language_that_the_graph_does_not_have() -> None:
    there = [body("Ministerio de Educación", "CHL")]
    for name in ("Ministry of Education", "Ministère de l'Éducation", "Ministério da Educação", "Education Ministry"):
        assert verdict(name, there, "CHL") == "accepted", name


def test_a_body_of_no_country_is_found_from_any() -> None:
    there = [body("World Bank; Banco Mundial", None, "WB", worldwide=True), body("Central Bank")]
    assert verdict("World Bank", there) == "accepted"
    assert verdict("Banco Mundial", there, None) == "accepted"


def test_hosts_of_many_are_no_evidence() -> None:
    assert host_of("HTTPS://www.Stat.EE:443/en?x") == "stat.ee"
    assert own_host("https://www.gob.pe/minsa") == ""
    assert own_host("https://twitter.com/minsal") == ""
    assert own_host("mailto:x@stat.ee") == ""
    assert own_host("http://[broken") == ""
    there = [body("Ministry of Roads", url="https://www.facebook.com/roads")]
    assert verdict("Roads page", there, url="https://www.facebook.com/roads") != "accepted"


def test_a_match_says_why() -> None:
    found = Index([body("Ministerio de Hacienda", "CHL")]).match(Mention(name="Finance Ministry", country="CHL"))
    assert found[0].method == "same words"
    assert found[0].reasons == ("same words: Ministerio de Hacienda", "country CHL")


@given(st.text(max_size=80))
def test_any_text_is_a_name_or_none(text: str) -> None:
    parsed = parse(text)
    assert parsed.words >= parsed.unknown
    assert verdict(text, [body("Ministry of Finance", acronym="MOF")]) in {"accepted", "review", "dropped", "none"}


@given(st.sampled_from(pairs("tune")), st.randoms())
def test_the_order_of_the_bodies_decides_nothing(row: dict[str, str], random: object) -> None:
    every = sorted({body_of(one) for one in pairs("tune")[:40]}, key=lambda one: one.iri)
    mention = Mention(name=row["name"], country=row["country"] or None)
    other = list(every)
    getattr(random, "shuffle")(other)  # noqa: B009  # hypothesis types it as object
    assert Index(every).match(mention) == Index(other).match(mention)
