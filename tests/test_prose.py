"""Invented press releases, pages, chapters and fact sheets, read whole and compared with the facts beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from egov_kg import documents, forms, registry
from egov_kg.config import Limits
from egov_kg.extract import read_document
from egov_kg.identifiers import fold
from egov_kg.pipeline import analyzer
from egov_kg.records import (
    CooperationTie,
    CountryRef,
    DocumentRecords,
    InternationalRef,
    LegalInstrument,
    OrganizationMention,
    Party,
    Portal,
    Post,
    Strategy,
)
from egov_kg.reference import confidences

PROSE = Path(__file__).parent / "prose"
NAMES = sorted(path.name for path in PROSE.iterdir() if path.suffix in {".md", ".txt"})

Fact = tuple[Any, ...]


class Case(NamedTuple):
    read: DocumentRecords
    expected: dict[str, Any]
    country: str


@cache
def case_of(name: str) -> Case:
    path = PROSE / name
    expected = yaml.safe_load(path.with_suffix(".expected.yaml").read_text(encoding="utf-8"))
    segmented = forms.segment(documents.read(path))
    assert segmented.form is None
    read = read_document(segmented, registry=registry.load(), analyzer=analyzer, limits=Limits())
    return Case(read, expected, expected["country"])


@pytest.fixture(params=NAMES)
def case(request: pytest.FixtureRequest) -> Case:
    return case_of(request.param)


def records(case: Case, kind: type) -> Iterator[Any]:
    return (record for record in case.read.records if isinstance(record, kind))


def bare(url: str) -> str:
    return url.rpartition("://")[2].removeprefix("www.").rstrip("/")


def name_of(mention: OrganizationMention) -> str:
    return mention.names[0].value.value if mention.names else mention.acronym.value if mention.acronym else ""


def key(party: Party) -> str:
    match party:
        case CountryRef(iso3=iso3):
            return iso3
        case InternationalRef(identifier=identifier):
            return identifier
        case _:
            return fold(name_of(party))


def value(stated: object) -> Any:  # noqa: ANN401  the value of whatever is stated
    return getattr(stated, "value", None)


def agencies(case: Case) -> dict[tuple[str, str], dict[str, set[str]]]:
    """What is said of each body: by country and name."""
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    for mention in records(case, OrganizationMention):
        assert mention.country is not None, name_of(mention)
        facts = found.setdefault((mention.country.value.iso3, name_of(mention)), {"url": set(), "acronym": set()})
        facts["url"] |= {bare(url.value) for url in mention.urls}
        facts["acronym"] |= {mention.acronym.value} if mention.acronym else set()
    return found


def wanted_by_country(case: Case, kind: str) -> set[tuple[str, str]]:
    """Names of a kind with their countries, optional ones aside."""
    own = {(case.country, fact["name"]) for fact in case.expected[kind] if not fact.get("optional")}
    others = case.expected.get("others", {}).get(kind, {})
    return own | {(iso3, name) for iso3, names in others.items() for name in names}


def optional(case: Case, kind: str) -> set[tuple[str, str]]:
    return {(case.country, fact["name"]) for fact in case.expected[kind] if fact.get("optional")}


def test_agencies_with_acronyms_and_addresses(case: Case) -> None:
    found = agencies(case)
    assert set(found) - optional(case, "agencies") == wanted_by_country(case, "agencies")
    for fact in case.expected["agencies"]:
        if fact.get("optional"):
            continue
        said = found[case.country, fact["name"]]
        assert said["url"] == ({fact["url"]} if "url" in fact else set()), fact
        assert said["acronym"] == ({fact["acronym"]} if "acronym" in fact else set()), fact


def test_posts_with_their_holders(case: Case) -> None:
    posts = list(records(case, Post))
    found = {(post.country.value.iso3, holder.value) for post in posts for holder in post.holders}
    assert found == wanted_by_country(case, "posts")
    types = {holder.value: post.post_type.value for post in posts for holder in post.holders}
    assert all(types[fact["name"]] == fact["role"] for fact in case.expected["posts"])


def test_strategies(case: Case) -> None:
    found = {(s.country.value.iso3, s.names[0].value.value): s for s in records(case, Strategy)}
    assert set(found) == wanted_by_country(case, "strategies")
    for fact in case.expected["strategies"]:
        one = found[case.country, fact["name"]]
        assert (one.kind.value, value(one.start_year), value(one.end_year)) == (
            fact["kind"],
            fact["start"],
            fact["end"],
        )
        assert {bare(url.value) for url in one.urls} == ({fact["url"]} if "url" in fact else set())


def law_facts(case: Case) -> Iterator[Fact]:
    for law in records(case, LegalInstrument):
        name = value(law.number) or law.titles[0].value.value
        yield law.country.value.iso3, law.instrument_type.value, name, value(law.year)


def test_laws(case: Case) -> None:
    wanted = set()
    for fact in case.expected["laws"]:
        year = fact.get("year") or (fact["date"].year if "date" in fact else None)
        wanted.add((case.country, fact["type"], fact.get("number") or fact["name"], year))
    assert set(law_facts(case)) == wanted


def test_topics_and_addresses_of_laws(case: Case) -> None:
    laws = {value(law.number) or law.titles[0].value.value: law for law in records(case, LegalInstrument)}
    for fact in case.expected["laws"]:
        law = laws[fact.get("number") or fact["name"]]
        if "topics" in fact:
            assert {topic.value for topic in law.topics} == set(fact["topics"])
        assert {bare(url.value) for url in law.urls} == ({fact["url"]} if "url" in fact else set())


def test_portals(case: Case) -> None:
    found = {(t.value, bare(portal.url.value)) for portal in records(case, Portal) for t in portal.portal_types}
    assert found == {(fact["type"], fact["url"]) for fact in case.expected["portals"]}


def pairs(case: Case) -> set[Fact]:
    """Every two parties of a tie, its kind and year; a paper that three sign is three pairs."""
    found = set()
    for tie in records(case, CooperationTie):
        parties = sorted({key(party.value) for party in tie.parties})
        for index, one in enumerate(parties):
            found |= {(one, other, tie.kind.value, value(tie.year)) for other in parties[index + 1 :]}
    return found


def wanted_pairs(case: Case) -> set[Fact]:
    found = set()
    shared: dict[Fact, list[str]] = {}
    for fact in case.expected["ties"]:
        found.add((*sorted((case.country, fact["party"])), fact["kind"], fact.get("year")))
        if fact["kind"] == "agreement" and fact.get("year"):
            shared.setdefault((fact["kind"], fact["year"]), []).append(fact["party"])
    for (kind, year), parties in shared.items():
        found |= {(*sorted((a, b)), kind, year) for i, a in enumerate(parties) for b in parties[i + 1 :]}
    for fact in case.expected.get("others", {}).get("ties", []):
        found.add((*fact["parties"], fact["kind"], fact.get("year")))
    return found


def test_ties(case: Case) -> None:
    assert pairs(case) == wanted_pairs(case)


def test_what_ties_are_about_and_who_works_in_them(case: Case) -> None:
    for fact in case.expected["ties"]:
        tie = next(
            t for t in records(case, CooperationTie)
            if {case.country, fact["party"]} <= {key(p.value) for p in t.parties} and t.kind.value == fact["kind"]
        )  # fmt: skip
        assert value(tie.status) == fact.get("status"), fact
        if "topics" in fact:
            assert {topic.value for topic in tie.topics} == set(fact["topics"])
        if "agencies" in fact:
            assert {name_of(body.value) for body in tie.through} == set(fact["agencies"])
        for direction in ("provider", "recipient"):
            party = value(getattr(tie, direction))
            assert (key(party) if party is not None else None) == fact.get(direction), fact


def test_only_ties_of_the_documents_country_are_reported_by_it(case: Case) -> None:
    own = value(case.read.description.country)
    for tie in records(case, CooperationTie):
        parties = {party.value for party in tie.parties}
        assert value(tie.reported_by) == (own if own in parties else None)


def relations(case: Case) -> set[Fact]:
    found = set()
    for one in records(case, OrganizationMention):
        if one.under is not None:
            found.add((name_of(one), "under", name_of(one.under.value)))
        if one.created_by is not None:
            law = one.created_by.value
            found.add((name_of(one), "created-by", f"{law.instrument_type.value} {value(law.number)}"))
    return found


def test_structure(case: Case) -> None:
    assert relations(case) == {(f["subject"], f["relation"], f["object"]) for f in case.expected["structure"]}


def statements(record: object) -> Iterator[Any]:
    for name in getattr(record, "__slots__", ()):
        one = getattr(record, name)
        yield from (part for part in (one if isinstance(one, tuple) else (one,)) if hasattr(part, "spans"))


def test_every_fact_has_words_and_a_rule_that_is_described(case: Case) -> None:
    known = confidences()
    text = case.read.source.text
    for record in case.read.records:
        for stated in statements(record):
            assert stated.rule in known, stated.rule
            assert stated.spans
            assert all(text[slice(*span)].strip() for span in stated.spans)


def quoted(case: Case, spans: Iterable[Any]) -> str:
    return " ".join(case.read.source.text[slice(*span)] for span in spans)


def test_addresses_stand_in_their_quotations(case: Case) -> None:
    for mention in records(case, OrganizationMention):
        for url in mention.urls:
            assert bare(url.value).split("/")[0] in quoted(case, url.spans)


def test_no_private_contact_is_read(case: Case) -> None:
    said = [value(stated) for record in case.read.records for stated in statements(record)]
    assert not any("@" in str(one) for one in said)
