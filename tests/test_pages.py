"""The parts of pages: words in two languages, relative addresses, the cut text, periods, labels, facts with words."""

from __future__ import annotations

import asyncio
import json
import posixpath
import re
import shutil
from pathlib import Path
from string import Formatter
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg import pages
from egov_kg.errors import KnowledgeError
from egov_kg.linking import Options, Wanted
from egov_kg.linking.run import run
from egov_kg.pages.addresses import Addresses, iri_of, path_of
from egov_kg.pages.asking import AskStore
from egov_kg.pages.country import country
from egov_kg.pages.facts import facts_of
from egov_kg.pages.labels import Label, labels_of
from egov_kg.pages.language import LANGUAGES, messages, preferred_language
from egov_kg.pages.page import Context
from egov_kg.pages.rendering import Site
from egov_kg.pages.source import Passage, pieces, source
from egov_kg.pages.thing import thing
from egov_kg.pages.things import THING, json_ld
from egov_kg.pages.timeline import draw_timeline
from egov_kg.store import open_build
from egov_kg.vocabulary import BASE, ENTITY_PREFIXES, ONTOLOGY
from running import egov_kg
from sample_build import SAMPLE

TEMPLATES: Final = Path(pages.__file__).parent / "templates"
EXAMPLES: Final = Path(__file__).resolve().parents[1] / "output"
DOI: Final = BASE + "id/agency/ISL-doi"


@pytest.fixture(scope="module")
def ask() -> AskStore:
    return AskStore(open_build(SAMPLE))


def fields(text: str | list[str]) -> list[set[str]]:
    texts = [text] if isinstance(text, str) else text
    return [{name for _, name, _, _ in Formatter().parse(one) if name} for one in texts]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_what_english_says(language: str) -> None:
    english, other = messages("en").texts, messages(language).texts
    assert english.keys() == other.keys()
    assert {key: fields(text) for key, text in english.items()} == {key: fields(text) for key, text in other.items()}
    assert all(isinstance(text, str) or [type(one) for one in text] == [str, str] for text in other.values())


def test_templates_use_messages_that_are_there() -> None:
    used = {
        key
        for path in TEMPLATES.glob("*.html")
        for key in re.findall(r'\b_\(["\']([^"\']+)["\'](?=[,)])', path.read_text(encoding="utf-8"))
    }
    assert len(used) > 50
    assert used <= messages("en").texts.keys()


def test_a_message_that_is_missing_is_named() -> None:
    with pytest.raises(KnowledgeError, match="no such message"):
        messages("es")("no such message")


@pytest.mark.parametrize(
    ("accept", "language"),
    [("", "en"), ("es", "es"), ("es-UY,es;q=0.9", "es"), ("fr,es;q=0.4,en;q=0.3", "es"), ("de", "en"),
     ("es;q=x, en;q=0.1", "en"), ("ES;q=0.5,en;q=0.4", "es")],
)  # fmt: skip
def test_the_language_that_a_browser_prefers(accept: str, language: str) -> None:
    assert preferred_language(accept) == language


@given(
    page=st.lists(st.text("ab-", min_size=1), min_size=1, max_size=4).map("/".join),
    path=st.lists(st.text("xyz+-", min_size=1), min_size=1, max_size=3).map("/".join),
)
def test_an_address_leads_from_any_page_to_any_other(page: str, path: str) -> None:
    for addresses in (Addresses(page=page), Addresses(page=page, suffix=".html", served=False)):
        led = posixpath.normpath(posixpath.join(posixpath.dirname("/" + page), addresses.to_page("en", path)))
        assert led == f"/en/{path}{addresses.suffix}"


@given(
    kind=st.sampled_from(sorted(ENTITY_PREFIXES.values())),
    name=st.from_regex(r"[A-Z]{3}-[a-zé0-9-]{1,20}", fullmatch=True),
)
def test_a_page_s_path_gives_its_thing_again(kind: str, name: str) -> None:
    iri = f"{BASE}id/{kind}/{name}"
    path = path_of(iri)
    assert path is not None
    assert iri_of(path) == iri


@pytest.mark.parametrize(
    ("iri", "path"),
    [(ONTOLOGY + "Agency", "ontology#Agency"), (BASE + "code/mandate/health", "code/mandate/health"),
     (BASE + "code/mandate", "code/mandate"), (BASE + "ontology", "ontology"), (BASE + "id/thing/x", None),
     (BASE + "id/country/../x", None), ("https://example.org/", None)],
)  # fmt: skip
def test_what_has_a_page(iri: str, path: str | None) -> None:
    assert path_of(iri) == path


@st.composite
def texts_with_passages(draw: st.DrawFn) -> tuple[str, list[Passage]]:
    text = draw(st.text("ab \n", min_size=1, max_size=60))
    spans = draw(st.sets(st.tuples(st.integers(0, 60), st.integers(1, 70)).filter(lambda span: span[0] < span[1])))
    found = [
        Passage(start=start, end=end, text=text[start:end], page=None, kind="law", statements=())
        for start, end in spans
    ]
    return text, sorted(found, key=lambda one: (one.start, one.end))


@given(texts_with_passages())
def test_the_pieces_are_the_text_and_each_knows_its_shortest_passage(given_text: tuple[str, list[Passage]]) -> None:
    text, passages = given_text
    cut = pieces(text, passages)
    assert "".join(piece.text for piece in cut) == text
    for piece in cut:
        assert text[piece.start : piece.end] == piece.text
        around = [one for one in passages if one.start <= piece.start and piece.end <= one.end]
        lengths = [one.end - one.start for one in around]
        assert (piece.passage.end - piece.passage.start if piece.passage else None) == min(lengths, default=None)
    begun = [one for piece in cut for one in piece.begins]
    assert begun == [one for one in passages if one.start < len(text)]


def test_periods_stand_at_their_places() -> None:
    bars = draw_timeline([
        ("a", Label("A"), ["2010"], ["2014"]), ("b", Label("B"), ["2015"], []), ("c", Label("C"), [], ["2019"]),
        ("d", Label("D"), ["2019"], ["2012"]),
    ])  # fmt: skip
    assert [(bar.iri, bar.x, bar.width, bar.open) for bar in bars] == [
        ("a", 0.0, 50.0, False), ("b", 50.0, 10.0, True), ("d", 90.0, 10.0, False),
    ]  # fmt: skip


def test_a_thing_without_a_name_is_called_by_what_it_says(ask: AskStore) -> None:
    examples = AskStore(open_build(EXAMPLES))
    ties = [row[0].value for row in asyncio.run(examples("SELECT ?t { ?t a egov:CooperationTie }")) if row[0]]
    titles = {label.text for label in asyncio.run(labels_of(examples, ties, "es")).values()}
    assert "Memorando de entendimiento: Costa Rica, Uruguay" in titles
    assert all(title[0].isupper() and ": " in title for title in titles)
    labels = asyncio.run(labels_of(ask, [DOI, ONTOLOGY + "tieKind", "urn:x:y"], "es"))
    assert labels[DOI] == Label("Digital Office of Iceland", "en")
    assert labels[ONTOLOGY + "tieKind"].language == "es"
    assert labels["urn:x:y"] == Label("urn:x:y")


def test_a_fact_has_the_words_that_say_it(ask: AskStore) -> None:
    facts = asyncio.run(facts_of(ask, [DOI]))[DOI]
    acronym = next(fact for fact in facts if fact.predicate == ONTOLOGY + "acronym")
    assert acronym.object.value == "DOI"
    assert "Digital Office of Iceland (DOI) https://www.doi.example.is" in {one.text for one in acronym.quotations}
    assert acronym.documents == 1
    for fact in facts:
        for one in fact.quotations:
            text = (SAMPLE / "texts" / f"{one.document.rpartition('/')[2]}.txt").read_text(encoding="utf-8")
            assert text[one.start : one.end] == one.text


def test_a_country_s_page_holds_what_its_document_says(ask: AskStore) -> None:
    shown = asyncio.run(country(ask, "ISL", "en"))
    assert shown is not None
    assert [entry.iri for entry in shown.leaders] == [DOI]
    assert [name for names in shown.holders.values() for name in names] == ["Jón Prufuson"]
    assert {kind.rpartition("/")[2] for kind in shown.portals} >= {"national"}
    assert shown.drawing is not None
    assert {one.iri for one in shown.drawing.partners} == {
        iri for entry in shown.ties for iri in entry.of("egov:party") if iri != shown.iri
    }
    assert asyncio.run(country(ask, "XXX", "en")) is None


def test_a_document_s_page_marks_every_passage(ask: AskStore) -> None:
    for file in sorted((SAMPLE / "texts").glob("*.txt")):
        without = asyncio.run(source(ask, file.stem, None, "en"))
        shown = asyncio.run(source(ask, file.stem, SAMPLE, "en"))
        assert shown is not None
        assert without is not None
        assert "".join(piece.text for piece in shown.pieces) == file.read_bytes().decode("utf-8")
        assert {one.anchor for piece in shown.pieces for one in piece.begins} == {one.anchor for one in shown.passages}
        assert shown.passages
        assert (without.pieces, len(without.passages)) == ((), len(shown.passages))
    assert asyncio.run(source(ask, "0" * 16, SAMPLE, "en")) is None


def test_json_ld_ends_no_script_element(ask: AskStore) -> None:
    facts = asyncio.run(facts_of(ask, [DOI]))[DOI]
    hostile = type(facts[0])(
        subject=DOI, predicate="http://x/p", object=type(facts[0].object)(facts[0].object.kind, "</script><b>&")
    )
    text = str(json_ld(DOI, [*facts, hostile]))
    assert "</" not in text
    assert "&" not in text
    assert f'"@id": "{DOI}"' in text


def test_a_data_set_of_a_linked_catalogue_has_a_page(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    shutil.copytree(EXAMPLES, folder)
    publisher = {"name": "Ministry of Finance of Finland"}
    catalogue = {"title": "Open data", "dataset": [{"identifier": "roads", "title": "Roads", "publisher": publisher}]}
    (tmp_path / "data.json").write_text(json.dumps(catalogue), encoding="utf-8")
    done = egov_kg("link", folder, "--catalogue", tmp_path / "data.json", "--country", "Finland")
    assert done.returncode == 0, done.stderr
    linked = AskStore(open_build(folder))
    ministry = asyncio.run(thing(linked, BASE + "id/agency/FIN-ministry-of-finance", "en"))
    assert ministry is not None
    (published,) = ministry.linked.published
    assert (published.name, published.number) == ("Open data", 1)
    assert [one.label.text for one in published.datasets] == ["Roads"]
    assert published.other is not None
    assert (published.other.name, published.other.score) == ("Ministry of Finance of Finland", "0.97")
    assert "same words: Ministry of Finance" in published.other.why
    assert all(not one.predicate.endswith("publisher") for one in ministry.incoming)
    assert (path_of(published.datasets[0].iri) or "").startswith("dataset/")
    finland = asyncio.run(country(linked, "FIN", "es"))
    assert finland is not None
    assert finland.datasets == {BASE + "id/agency/FIN-ministry-of-finance": 1}


def test_a_page_keeps_what_is_sure_and_what_is_possible_apart(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "out"))
    at = "https://d.example/a"
    listed = [
        {"identifier": "a", "title": "Schools", "publisher": "Ministry of Learning", "landingPage": at},
        {"identifier": "b", "title": "Exams", "publisher": "Ministry of Learning - Exams Department"},
    ]
    catalogue = {"title": "Icy data", "homepage": "https://samrad.example.is/", "dataset": listed}
    (tmp_path / "data.json").write_text(json.dumps(catalogue), encoding="utf-8")
    run(folder, [Wanted(named=str(tmp_path / "data.json"), country="ISL")], Options())
    store = open_build(folder)
    ask = AskStore(store)

    def page(kind: str, name: str, language: str = "en") -> str:
        site = Site(language=language, addresses=Addresses(page=f"{language}/{kind}/{name}"), asset=str)
        context = Context(ask=ask, site=site, answering=store, path={"kind": kind, "name": name})

        async def make() -> str:
            return await THING.make(context) or ""

        made = asyncio.run(make())
        return " ".join(re.sub(r"<[^<>]*>", " ", made).split())

    ministry = page("agency", "ISL-ministry-of-learning")
    sure, possible = ministry.split("Names elsewhere that may mean this")
    assert "one data set – Icy data There the publisher is: Ministry of Learning score 1.00" in sure
    assert "same name: Ministry of Learning; country ISL Schools https://d.example/a" in sure
    assert "Exams" not in sure
    assert "Ministry of Learning - Exams Department score 0." in possible
    assert "Schools" not in possible, "it stands above already"
    assert "Su catálogo de datos Icy data : 2 conjuntos" in page("portal", "ISL-samrad-example-is-opin-mal", "es")
    island = asyncio.run(country(ask, "ISL", "en"))
    assert island is not None
    assert island.datasets == {BASE + "id/agency/ISL-ministry-of-learning": 1}
