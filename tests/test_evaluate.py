"""Evaluation of the sample build: counts, what was missed, what is too much, and the words around it.

The expected counts were worked out by hand from the two texts in tests/gold_sample.py and tests/data/sample.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from egov_kg.evaluate import EvaluatedKind, Evaluation, evaluate
from egov_kg.evaluate.comparing import NO_CLAIM, NO_TEXT, NOT_IN_BUILD, NOT_IN_TEXT
from egov_kg.evaluate.kinds import KIND_NAMES, KINDS
from gold_sample import ISLAND, PLAN, UNREAD, write_gold
from sample_build import CRI, ISL, SAMPLE, I, P
from sample_build import PLAN as PLAN_FILE

COUNTS: Final[Mapping[str, Mapping[str, tuple[int, int | None, int]]]] = {
    "ISL ice": {
        "portal": (3, 3, 2), "agency+mandate": (3, 2, 2), "agency label": (2, 2, 1), "post": (1, 1, 1),
        "strategy": (2, 2, 2), "strategy years": (3, 3, 2), "law": (2, 2, 2), "law topics": (3, 2, 2),
        "law dates": (1, 1, 1), "law label": (1, 1, 1), "social account": (1, 1, 1), "followers": (1, 1, 1),
        "technology": (1, 1, 0), "indicator": (2, 2, 2), "tie party": (4, 3, 3), "tie party+kind": (5, 4, 4),
        "tie status": (3, 3, 2), "tie topics": (3, 4, 3), "tie agencies": (2, None, 1), "partner": (1, 1, 1),
    },
    "CRI plan": {
        "agency": (3, 3, 3), "agency label": (3, 3, 2), "strategy": (1, 1, 1), "strategy years": (2, 2, 2),
        "law": (1, 1, 1), "tie party": (0, 0, 0), "tie party+kind": (0, 0, 0), "acronym": (2, None, 1),
        "structure": (3, 3, 2), "axis": (2, 2, 1), "line": (2, 2, 2), "line responsible": (2, 2, 1),
        "line coordination": (1, 1, 1), "target": (3, 3, 2),
    },
    "CRI 2016": {"portal": (1, 0, 0)},
}  # fmt: skip


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    return evaluate(SAMPLE, write_gold(tmp_path_factory.mktemp("gold"), a=ISLAND, b=PLAN, c=UNREAD))


def kind(evaluation: Evaluation, label: str, name: str) -> EvaluatedKind:
    return next(one for document, one in evaluation.rows if (document.gold.label, one.kind) == (label, name))


def differences(one: EvaluatedKind) -> tuple[list[str], list[str]]:
    return [missed.words for missed in one.missed], [surplus.words for surplus in one.surplus]


def test_every_kind_is_counted(evaluated: Evaluation) -> None:
    found = {
        document.gold.label: {
            one.kind: (one.figures.gold, one.figures.found, one.figures.hits) for one in document.kinds
        }
        for document in evaluated.documents
    }
    assert found == COUNTS
    assert {name for counts in COUNTS.values() for name in counts} == set(KIND_NAMES)


def test_kinds_come_in_the_order_of_the_report(evaluated: Evaluation) -> None:
    for document in evaluated.documents:
        names = [one.kind for one in document.kinds]
        assert names == sorted(names, key=KIND_NAMES.index)
    assert len(KIND_NAMES) == len(set(KIND_NAMES)) == sum(len(one.names) for one in KINDS)


@pytest.mark.parametrize(
    ("label", "name", "missed", "surplus"),
    [
        ("ISL ice", "portal", ["open-data gogn.example.is"], ["other island.example.is/skattur"]),
        ("ISL ice", "agency+mandate", ["health Ministry of Care"], []),
        ("ISL ice", "agency label", ["Office of Schools"], ["Ministry of Learning"]),
        ("ISL ice", "strategy years", ["end 2023 of National Digital Strategy"],
         ["end 2022 of National Digital Strategy"]),
        ("ISL ice", "law topics", ["open-data of law 90 2018-06-27 Data Protection"], []),
        ("ISL ice", "technology", ["blockchain"], ["artificial-intelligence"]),
        ("ISL ice", "tie party", ["GBR"], []),
        ("ISL ice", "tie party+kind", ["funding with GBR"], []),
        ("ISL ice", "tie status", ["planned: memorandum-of-understanding with CRI"],
         ["signed: memorandum-of-understanding with Costa Rica 2018"]),
        ("ISL ice", "tie topics", [], ["blockchain with Costa Rica"]),
        ("ISL ice", "tie agencies", ["Aurora Data Cooperative in technical-assistance with CRI"], []),
        ("CRI plan", "agency label", ["Ministerio de Bienestar"], ["Ministry of Wellbeing"]),
        ("CRI plan", "acronym", ["CDP: Comisión de Datos Públicos"], []),
        ("CRI plan", "structure", ["MIP under Presidencia"],
         ["Ministry of Wellbeing member-of Comisión de Datos Públicos"]),
        ("CRI plan", "axis", ["2 Gobierno abierto"], ["2 Datos para todos"]),
        ("CRI plan", "line responsible", ["MIP of line 2 Datos abiertos"],
         ["Comisión de Datos Públicos of line 2 Datos abiertos"]),
        ("CRI plan", "target", ["500 in 2025 of line 2"], ["500: 500 conjuntos de datos publicados"]),
        ("CRI 2016", "portal", ["national tramites.example.cr"], []),
    ],
)  # fmt: skip
def test_what_was_missed_and_what_is_too_much_is_named(
    evaluated: Evaluation, label: str, name: str, missed: list[str], surplus: list[str]
) -> None:
    assert differences(kind(evaluated, label, name)) == (missed, surplus)


def test_nothing_else_differs(evaluated: Evaluation) -> None:
    for document, one in evaluated.rows:
        assert len(one.missed) == one.figures.gold - one.figures.hits, (document.gold.label, one.kind)
        assert len(one.surplus) == (one.figures.found or one.figures.hits) - one.figures.hits


def test_a_fact_too_much_shows_its_quotation_and_the_words_around(evaluated: Evaluation) -> None:
    (surplus,) = kind(evaluated, "ISL ice", "tie topics").surplus
    assert (surplus.rules, surplus.reason) == (("by-hand",), "")
    (place,) = surplus.places
    text = (SAMPLE / "texts" / f"{I}.txt").read_bytes().decode()
    quote = "In 2018 Iceland and Costa Rica signed a memorandum of understanding on open data and blockchain."
    assert (place.file, place.start, place.end) == (ISL, text.index(quote), text.index(quote) + len(quote))
    assert place.words == quote
    assert place.before == "…digital signature through the Digital Office of Iceland. "
    assert place.after == " 24. The Aurora Data Cooperative is our partner for open…"


def test_a_fact_too_much_may_stand_in_another_document_of_the_country(evaluated: Evaluation) -> None:
    (surplus,) = kind(evaluated, "CRI plan", "agency label").surplus
    assert [place.file for place in surplus.places] == [CRI]


def test_a_missed_fact_shows_where_its_words_stand(evaluated: Evaluation) -> None:
    text = (SAMPLE / "texts" / f"{P}.txt").read_bytes().decode()
    (missed,) = kind(evaluated, "CRI plan", "acronym").missed
    assert (missed.all_places, missed.reason) == (4, "")
    assert [place.file for place in missed.places] == [PLAN_FILE] * 3
    assert {text[place.start : place.end] for place in missed.places} == {"Comisión de Datos Públicos"}
    assert missed.places[0].before == "…de Innovación Pública (MIP) publica este plan. La "
    assert missed.places[0].after == " depende del Ministerio de Innovación Pública y fue creada…"


def test_a_code_is_looked_for_by_its_label_and_a_country_by_its_names(evaluated: Evaluation) -> None:
    (technology,) = kind(evaluated, "ISL ice", "technology").missed
    assert [place.words for place in technology.places] == ["blockchain"]
    (status,) = kind(evaluated, "ISL ice", "tie status").missed
    assert [place.words for place in status.places] == ["Costa Rica", "Costa Rica"]


def test_what_stands_nowhere_is_said_to(evaluated: Evaluation) -> None:
    (missed,) = kind(evaluated, "ISL ice", "portal").missed
    assert (missed.places, missed.all_places, missed.reason) == ((), 0, NOT_IN_TEXT)
    (missed,) = kind(evaluated, "CRI 2016", "portal").missed
    assert missed.reason == NOT_IN_BUILD


def test_a_document_that_is_not_in_the_build_has_found_nothing(evaluated: Evaluation) -> None:
    """Although another document of its country states its portal."""
    assert [document.gold.label for document in evaluated.not_in_build] == ["CRI 2016"]
    assert kind(evaluated, "CRI 2016", "portal").figures.f1 == 0


def test_figures_are_summed_by_kind_and_by_language(evaluated: Evaluation) -> None:
    assert evaluated.languages == ("en", "en+es", "es")
    portal = evaluated.by_kind["portal"]
    assert (portal.gold, portal.found, portal.hits) == (4, 3, 2)
    assert (portal.precision, portal.recall) == (2 / 3, 1 / 2)
    assert portal.f1 == pytest.approx(4 / 7)
    assert list(evaluated.by_kind) == list(KIND_NAMES)
    labels = {language: kinds["agency label"].f1 for language, kinds in evaluated.by_language.items() if len(kinds) > 1}
    assert labels == {"en": 0.5, "es": pytest.approx(2 / 3)}
    assert list(evaluated.by_language["en+es"]) == ["portal"]


def test_the_macro_f1_is_the_mean_of_all_rows(evaluated: Evaluation) -> None:
    f1s = [one.figures.f1 for _, one in evaluated.rows]
    assert len(f1s) == sum(map(len, COUNTS.values()))
    assert evaluated.macro_f1 == pytest.approx(sum(f1s) / len(f1s))


def test_claims_are_judged_in_the_document_that_makes_them(evaluated: Evaluation) -> None:
    judged = {(claim.document, claim.right): 0 for claim in evaluated.claims}
    for claim in evaluated.claims:
        judged[claim.document, claim.right] += 1
    # Wrong in the questionnaire: a portal, a label, a year, a technology, a status, a topic; in the plan a membership,
    # an axis, a body and a target. The label too much is a claim of the other Costa Rican document.
    assert judged[ISL, False] == 6
    assert judged[PLAN_FILE, False] == 4
    assert {document for document, _ in judged} == {ISL, PLAN_FILE}
    assert {claim.rule for claim in evaluated.claims} == {"by-hand"}
    assert {claim.confidence for claim in evaluated.claims} == {0.95, 0.6}
    claims = [claim.claim for claim in evaluated.claims]
    assert len(claims) == len(set(claims))


# ---- builds that lack something ----


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A copy of the sample that a test may change."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "build"))


def test_a_build_without_texts_still_shows_quotations(build: Path, tmp_path: Path) -> None:
    shutil.rmtree(build / "texts")
    found = evaluate(build, write_gold(tmp_path / "gold", a=ISLAND))
    (surplus,) = kind(found, "ISL ice", "portal").surplus
    (place,) = surplus.places
    assert (place.file, place.before, place.words, place.after) == (
        ISL, "", "https://www.island.example.is/skattur", "",
    )  # fmt: skip
    assert kind(found, "ISL ice", "technology").missed[0].reason == NO_TEXT


def test_a_build_without_claims_is_measured_all_the_same(build: Path, tmp_path: Path) -> None:
    evidence = build / "egov-kg.evidence.ttl"
    blocks = evidence.read_text(encoding="utf-8").split("\n\n")
    kept = [block for block in blocks if " a egov:Claim" not in block]
    assert 0 < len(kept) < len(blocks)
    evidence.write_text("\n\n".join(kept), encoding="utf-8")
    (build / "egov-kg.nq").unlink()
    found = evaluate(build, write_gold(tmp_path / "gold", a=ISLAND))
    counts = {one.kind: (one.figures.gold, one.figures.found, one.figures.hits) for one in found.documents[0].kinds}
    assert counts == COUNTS["ISL ice"]
    (surplus,) = kind(found, "ISL ice", "portal").surplus
    assert (surplus.rules, surplus.places, surplus.reason) == ((), (), NO_CLAIM)
    assert found.claims == ()


def test_one_gold_file_may_be_named(tmp_path: Path) -> None:
    folder = write_gold(tmp_path, a=ISLAND, b=PLAN)
    assert [document.gold.label for document in evaluate(SAMPLE, folder / "b.yaml").documents] == ["CRI plan"]


def test_a_tie_that_another_country_reports_is_not_the_documents(tmp_path: Path) -> None:
    """Costa Rica's memorandum with Iceland, as Costa Rica reports it, is no fact of Iceland's."""
    gold = ISLAND.replace("{party: CRI, kind: memorandum-of-understanding, status: planned, topics: [open-data]}",
                          "{party: CRI, kind: memorandum-of-understanding, optional: true}")  # fmt: skip
    found = kind(evaluate(SAMPLE, write_gold(tmp_path, a=gold)), "ISL ice", "tie party+kind").figures
    assert (found.gold, found.found, found.hits) == (4, 3, 3)


def test_prose_asks_for_no_mandate_and_for_every_post(build: Path, tmp_path: Path) -> None:
    facts = build / "egov-kg.ttl"
    text = facts.read_text(encoding="utf-8")
    officer = "egov:postType post-type:chief-information-officer"
    assert text.count(officer) == 1
    facts.write_text(text.replace(officer, "egov:postType post-type:minister"), encoding="utf-8")
    gold = write_gold(tmp_path / "gold", a=ISLAND, b=f"{ISLAND}label: prose\nkind: prose\n")
    found = evaluate(build, gold)
    counted = {
        (document.gold.label, one.kind): (one.figures.gold, one.figures.found, one.figures.hits)
        for document, one in found.rows
    }
    assert counted["ISL ice", "post"] == (1, 0, 0)
    assert counted["prose", "post"] == (1, 1, 1)
    assert counted["prose", "agency"] == (3, 2, 2)
    assert ("prose", "agency+mandate") not in counted
