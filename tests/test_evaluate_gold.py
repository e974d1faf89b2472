"""Gold files: what is read from them, and what is said of those that cannot be used."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.errors import GoldError, GoldNotFound
from egov_kg.evaluate import load_gold
from egov_kg.evaluate.gold import DocumentKind, GoldLaw, GoldPartner, GoldTarget, GoldTechnology, Relation
from gold_sample import ISLAND, PLAN, UNREAD, write_gold

REPOSITORY: Final = Path(__file__).parent / "gold"
LEAST: Final[dict[str, Any]] = {
    "document": "a.txt", "country": "KEN", "agencies": [], "strategies": [], "laws": [], "ties": [],
}  # fmt: skip


def load(folder: Path, **changed: object) -> Any:  # noqa: ANN401  # whatever list the test looks at
    """The gold document of the least file with some values changed; None takes a key away."""
    content = {key: value for key, value in (LEAST | changed).items() if value is not None}
    (folder / "gold.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    (document,) = load_gold(folder)
    return document


def reason(folder: Path, **changed: object) -> str:
    with pytest.raises(GoldError) as caught:
        load(folder, **changed)
    assert caught.value.path == folder / "gold.yaml"
    return f"{caught.value.place}: {caught.value.reason}"


# ---- what is read ----


def test_a_questionnaire(tmp_path: Path) -> None:
    (document,) = load_gold(write_gold(tmp_path, a=ISLAND))
    assert (document.document, document.country, document.label) == ("iceland-msq-2020.txt", "ISL", "ISL ice")
    assert (document.kind, document.languages, document.plan) == (DocumentKind.QUESTIONNAIRE, ("en",), None)
    assert document.laws[0] == GoldLaw(
        types=("law",), numbers=("90",), names=("Data Protection",), date="2018-06-27",
        topics=("data-protection", "open-data"),
    )  # fmt: skip
    assert document.strategies[1].kinds == ("e-government", "technology")
    assert [tie.optional for tie in document.ties] == [True, False, False, False, False, False]
    assert document.ties[1].parties == ("ITU", "International Telecommunication Union")
    assert document.partners == (GoldPartner(names=("Aurora Data Cooperative",)),)


def test_a_plan(tmp_path: Path) -> None:
    (document,) = load_gold(write_gold(tmp_path, b=PLAN))
    assert document.plan is not None
    assert (document.label, document.kind, document.language) == ("CRI plan", DocumentKind.PLAN, "es")
    assert document.plan.acronyms["MIP"] == ("Ministerio de Innovación Pública",)
    assert [one.relation for one in document.plan.structure] == [Relation.UNDER, Relation.CREATED_BY, Relation.UNDER]
    assert document.plan.lines[0].coordination == (("Comisión de Datos Públicos",),)
    assert document.plan.targets == (
        GoldTarget(line=1, value=80.0, year=2023), GoldTarget(line=1, year=2021),
        GoldTarget(line=2, value=500.0, year=2025),
    )  # fmt: skip


def test_a_kind_that_the_file_does_not_speak_of_is_none(tmp_path: Path) -> None:
    (document,) = load_gold(write_gold(tmp_path, c=UNREAD))
    assert document.language == "en+es"
    assert (document.posts, document.accounts, document.technologies, document.indicators) == (None,) * 4
    assert document.portals is not None
    assert len(document.portals) == 1


def test_lists_beside_a_kind_are_optional(tmp_path: Path) -> None:
    found = load(tmp_path, technologies=["blockchain"], technologies_optional=["robotics"],
                 partners=[["A", "B"]], partners_optional=["C"])  # fmt: skip
    assert found.technologies == (
        GoldTechnology(technology="blockchain"), GoldTechnology(technology="robotics", optional=True),
    )  # fmt: skip
    assert found.partners == (GoldPartner(names=("A", "B")), GoldPartner(names=("C",), optional=True))


def test_alternatives_numbers_and_other_names(tmp_path: Path) -> None:
    law = {"type": ["decree", "law"], "number": [19, "019"], "date": "2012-05"}
    tie = {"party": "CAN", "aka": ["Andean Community"], "kind": "membership"}
    found = load(tmp_path, laws=[law], ties=[tie], language=["en", "es"], kind="prose")
    assert (found.laws[0].types, found.laws[0].numbers, found.laws[0].date) == (
        ("decree", "law"), ("19", "019"), "2012-05",
    )  # fmt: skip
    assert found.ties[0].parties == ("CAN", "Andean Community")
    assert (found.kind, found.language) == (DocumentKind.PROSE, "en+es")


def test_a_document_without_a_language_says_so(tmp_path: Path) -> None:
    assert load(tmp_path).language == "und"


def test_the_gold_facts_of_the_examples_can_be_used() -> None:
    documents = load_gold(REPOSITORY)
    assert len(documents) == len(list(REPOSITORY.glob("*.yaml")))
    labels = [document.label for document in documents]
    assert len(labels) == len(set(labels))
    assert all(document.language != "und" for document in documents)


# ---- what cannot be used ----


def test_nothing_at_the_path(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(GoldNotFound, match="holds no gold facts") as caught:
            load_gold(path)
        assert caught.value.path == path


@pytest.mark.parametrize("content", ["a: [", "\x00", "a: 2018-99-99", "- 1", "", "text", "[" * 5_000])
def test_a_file_that_is_no_gold_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "gold.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=r"no YAML|no gold facts") as caught:
        load_gold(path)
    assert (caught.value.path, caught.value.place) == (path, "")
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_error_is_short_whatever_a_file_repeats(tmp_path: Path) -> None:
    path = tmp_path / "gold.yaml"
    doubled = "".join(f"a{number + 1}: &a{number + 1} [*a{number}, *a{number}]\n" for number in range(30))
    path.write_text(f"a0: &a0 [x, x]\n{doubled}{yaml.safe_dump(LEAST)}portals: [*a30]\n", encoding="utf-8")
    with pytest.raises(GoldError, match="portals 1") as caught:
        load_gold(path)
    assert len(str(caught.value)) < 2_000


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"a: \xe9"])
def test_bytes_that_are_no_text(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "gold.yaml"
    path.write_bytes(content)
    with pytest.raises(GoldError):
        load_gold(path)


@pytest.mark.parametrize("key", LEAST)
def test_a_file_that_lacks_a_key(tmp_path: Path, key: str) -> None:
    assert reason(tmp_path, **{key: None}) == f": it lacks {key}"


def test_a_plan_that_lacks_keys(tmp_path: Path) -> None:
    assert reason(tmp_path, kind="plan", acronyms={}) == ": it lacks structure, axes, lines, targets"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"portals": [{"type": "nacional", "url": "a.example"}]},
         "portals 1: type holds an unknown code: nacional. Known in portal-type: "),
        ({"laws": [{"type": "law"}, {"type": ["law", "act"]}]}, "laws 2: type holds an unknown code: act."),
        ({"laws": [{"type": "law", "topics": ["open-data", "weather"]}]},
         "laws 1: topics holds an unknown code: weather. Known in topic, legal-topic, technology: "),
        ({"agencies": [{"role": "sports", "name": "A"}]}, "agencies 1: role holds an unknown code: sports."),
        ({"ties": [{"party": "ITU", "kind": "friendship"}]}, "ties 1: kind holds an unknown code: friendship."),
        ({"ties": [{"party": "ITU", "kind": "funding", "status": "done"}]},
         "ties 1: status holds an unknown code: done."),
        ({"technologies": ["steam"]}, ": technologies holds an unknown code: steam."),
        ({"country": "KENYA"}, ": country KENYA is no code of ISO 3166-1 alpha-3"),
        ({"kind": "letter"}, ": kind is letter. Known: questionnaire, plan, prose"),
        ({"portals": [{"type": "national"}]}, "portals 1: it lacks url"),
        ({"agencies": [{"role": "health"}]}, "agencies 1: it lacks a name"),
        ({"ties": ["ITU"]}, "ties 1: 'ITU' is no entry of the form {key: value}"),
        ({"laws": {"type": "law"}}, ": laws is no list"),
        ({"laws": [{"type": "law", "number": 17.93}]},
         "laws 1: number holds 17.93, where a text is wanted; write it in quotation marks"),
        ({"laws": [{"type": "law", "year": "1999"}]}, "laws 1: year is '1999', where a whole number is wanted"),
        ({"laws": [{"type": "law", "date": "May"}]},
         "laws 1: date is 'May', where a date such as 2018-09-21 is wanted"),
        ({"laws": [{"type": "law", "optional": "yes"}]}, "laws 1: optional is 'yes', where true or false is wanted"),
        ({"indicators": [{"indicator": "ict-use", "value": "much"}]},
         "indicators 1: value is 'much', where a number is wanted"),
        ({"portals": [{"type": "national", "url": ["a", "b"]}]},
         "portals 1: url holds several values, where one is wanted"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_its_place(tmp_path: Path, changed: dict[str, object], said: str) -> None:
    assert reason(tmp_path, **changed).startswith(said)


PLAN_KEYS: Final[dict[str, object]] = {
    "kind": "plan", "acronyms": {}, "structure": [], "axes": [], "lines": [], "targets": [],
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"acronyms": ["A"]}, ": acronyms is no mapping"),
        ({"acronyms": {"A": 1.5}}, "acronyms: A holds 1.5"),
        ({"structure": [{"subject": "A", "relation": "above", "object": "B"}]},
         "structure 1: relation holds an unknown code: above. Known: under, member-of, created-by"),
        ({"structure": [{"subject": "A", "relation": "created-by", "object": "law"}]},
         "structure 1: the object of created-by is a law's type and number"),
        ({"axes": [{"number": "one", "name": "A"}]}, "axes 1: number is 'one', where a whole number is wanted"),
        ({"lines": [{"number": 1}]}, "lines 1: it lacks name"),
        ({"targets": [{"value": 1}]}, "targets 1: it lacks line"),
    ],
)  # fmt: skip
def test_a_wrong_value_of_a_plan_is_named_with_its_place(tmp_path: Path, changed: dict[str, object], said: str) -> None:
    assert reason(tmp_path, **{**PLAN_KEYS, **changed}).startswith(said)


_WORDS = st.sampled_from(["law", "KEN", "a.txt", "ITU", "membership", "open-data", "plan", "under", ""])
_LEAVES = _WORDS | st.none() | st.booleans() | st.integers(-3, 2050) | st.floats(0, 9) | st.dates()
_KEYS = st.sampled_from([
    "document", "country", "language", "kind", "label", "agencies", "strategies", "laws", "ties", "portals", "posts",
    "social_accounts", "technologies", "indicators", "partners", "acronyms", "structure", "axes", "lines", "targets",
    "type", "name", "number", "date", "topics", "optional", "party", "relation", "subject", "object", "value",
])  # fmt: skip
_VALUES = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4), max_leaves=12
)


@given(st.dictionaries(_KEYS, _VALUES))
def test_whatever_a_file_holds_is_read_or_refused(changed: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gold.yaml"
        path.write_text(yaml.safe_dump({**LEAST, **changed}), encoding="utf-8")
        refused, countries = None, []
        try:
            countries = [document.country for document in load_gold(path)]
        except GoldError as error:
            refused = error
        assert countries == ["KEN"] if refused is None else refused.path == path
