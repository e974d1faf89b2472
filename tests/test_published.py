"""IRIs that were published before are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from egov_kg import registry
from egov_kg.errors import KnowledgeError
from egov_kg.identifiers import entity_iri
from egov_kg.records import Entity, EntityKey, Resolution
from egov_kg.resolve import read_published, resolve
from support import body, law, records, strategy

BASE = "https://w3id.org/egov-kg/id"
HEAD = "iri\tclass\tnames\treplacedBy\n"


def published(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "identifiers.tsv"
    path.write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def resolved(path: Path | None, *found: Entity) -> Resolution:
    return resolve([records(*found)], registry.load(), read_published(path) if path else ())


def iris(resolution: Resolution, *found: Entity) -> list[str]:
    return [
        entity_iri(resolution.keys[one].class_name, *resolution.keys[one].parts).removeprefix(f"{BASE}/")
        for one in found
    ]


def replaced(resolution: Resolution) -> dict[str, str]:
    return {
        entity_iri(old.class_name, *old.parts).removeprefix(f"{BASE}/"): entity_iri(
            new.class_name, *new.parts
        ).removeprefix(f"{BASE}/")
        for old, new in resolution.replaced.items()
    }


def test_a_body_known_by_one_of_its_names_keeps_its_iri(tmp_path: Path) -> None:
    path = published(tmp_path, f"{BASE}/agency/MLT-data-office\tAgency\tData Office | Oficina de Datos\t")
    now = body("Data Office", acronym="DO")
    assert iris(resolved(None, now), now) == ["agency/MLT-do"]
    made = resolved(path, now)
    assert iris(made, now) == ["agency/MLT-data-office"]
    assert replaced(made) == {}


@pytest.mark.parametrize(
    ("row", "now", "iri"),
    [
        (
            f"{BASE}/legal-instrument/MLT-law-open-data\tLegalInstrument\tOpen Data Act\t",
            law("17", None, "Open Data Act"),
            "legal-instrument/MLT-law-open-data",
        ),
        (
            f"{BASE}/strategy/MLT-digital-plan-2020\tStrategy\tDigital Plan\t",
            strategy("Digital Plan", "The Plan of Data and Roads", last=2020),
            "strategy/MLT-digital-plan-2020",
        ),
        (
            f"{BASE}/organization/MLT-aurora\tOrganization\tAurora Fund\t",
            body("Aurora Fund", public=False),
            "organization/MLT-aurora",
        ),
    ],
)
def test_every_class_that_is_named_by_words(tmp_path: Path, row: str, now: Entity, iri: str) -> None:
    assert iris(resolved(published(tmp_path, row), now), now) == [iri]


@pytest.mark.parametrize(
    "row",
    [
        f"{BASE}/agency/FJI-x\tAgency\tData Office\t",
        f"{BASE}/agency/MLT-x\tAgency\tRoads Office\t",
        f"{BASE}/organization/MLT-x\tOrganization\tData Office\t",
        f"{BASE}/agency/MLT-x\tAgency\t\t",
        "https://example.org/agency/MLT-x\tAgency\tData Office\t",
        f"{BASE}/portal/MLT-x\tPortal\tData Office\t",
    ],
)
def test_another_country_class_or_name_changes_nothing(tmp_path: Path, row: str) -> None:
    now = body("Data Office")
    assert iris(resolved(published(tmp_path, row), now), now) == ["agency/MLT-data-office"]


def test_names_are_compared_folded(tmp_path: Path) -> None:
    now = body("Oficina de Información", acronym="ODI")
    path = published(tmp_path, f"{BASE}/agency/MLT-old\tAgency\tOFICINA DE INFORMACION\t")
    assert iris(resolved(path, now), now) == ["agency/MLT-old"]


def test_two_published_things_that_are_one_now_leave_one_and_replace_the_other(tmp_path: Path) -> None:
    path = published(
        tmp_path,
        f"{BASE}/agency/MLT-b-office\tAgency\tData Office\t",
        f"{BASE}/agency/MLT-a-office\tAgency\tOficina de Datos\t",
    )
    now = body("Data Office", "Oficina de Datos")
    made = resolved(path, now)
    assert iris(made, now) == ["agency/MLT-a-office"]
    assert replaced(made) == {"agency/MLT-b-office": "agency/MLT-a-office"}


def test_what_was_replaced_before_stays_replaced(tmp_path: Path) -> None:
    path = published(
        tmp_path,
        f"{BASE}/agency/MLT-data-office\tAgency\tData Office\t",
        f"{BASE}/agency/MLT-gone\tAgency\t\t{BASE}/agency/MLT-data-office",
    )
    assert replaced(resolved(path, body("Data Office"))) == {"agency/MLT-gone": "agency/MLT-data-office"}
    assert replaced(resolved(path, body("Roads Office"))) == {}


def test_a_chain_of_replacements_leads_to_what_is_there(tmp_path: Path) -> None:
    path = published(
        tmp_path,
        f"{BASE}/agency/MLT-a-office\tAgency\tOficina de Datos\t",
        f"{BASE}/agency/MLT-b-office\tAgency\tData Office\t",
        f"{BASE}/agency/MLT-gone\tAgency\t\t{BASE}/agency/MLT-b-office",
    )
    made = resolved(path, body("Data Office", "Oficina de Datos"))
    assert replaced(made) == {"agency/MLT-b-office": "agency/MLT-a-office", "agency/MLT-gone": "agency/MLT-a-office"}


def test_a_law_known_by_its_title_keeps_its_iri_when_its_number_and_year_are_read(tmp_path: Path) -> None:
    path = published(tmp_path, f"{BASE}/legal-instrument/MLT-law-open-data\tLegalInstrument\tOpen Data Act\t")
    now = law("17", 2014, "Open Data Act")
    assert iris(resolved(path, now), now) == ["legal-instrument/MLT-law-open-data"]


def test_an_edition_never_takes_the_iri_of_another(tmp_path: Path) -> None:
    path = published(tmp_path, f"{BASE}/strategy/MLT-digital-plan-2020\tStrategy\tDigital Plan\t")
    now = strategy("Digital Plan", last=2030)
    assert iris(resolved(path, now), now) == ["strategy/MLT-digital-plan-2030"]


def test_two_laws_of_one_title_never_share_a_published_iri(tmp_path: Path) -> None:
    path = published(tmp_path, f"{BASE}/legal-instrument/MLT-law-17-2014\tLegalInstrument\tOpen Data Act\t")
    first, second = law("17", 2014, "Open Data Act"), law("18", 2014, "Open Data Act")
    found = iris(resolved(path, first, second), first, second)
    assert len(set(found)) == 2


def test_two_bodies_never_share_a_published_iri(tmp_path: Path) -> None:
    path = published(tmp_path, f"{BASE}/agency/MLT-x\tAgency\tData Office | Roads Office\t")
    first, second = body("Data Office"), body("Roads Office")
    assert len(set(iris(resolved(path, first, second), first, second))) == 2


def test_the_order_of_the_rows_decides_nothing(tmp_path: Path) -> None:
    rows = [f"{BASE}/agency/MLT-{name}\tAgency\tData Office\t" for name in ("c", "a", "b")]
    now = body("Data Office")
    made = [resolved(published(tmp_path, *order), now) for order in (rows, rows[::-1])]
    assert [iris(one, now) for one in made] == [["agency/MLT-a"]] * 2
    assert replaced(made[0]) == replaced(made[1]) == {"agency/MLT-b": "agency/MLT-a", "agency/MLT-c": "agency/MLT-a"}


def test_a_table_without_its_head_or_fourth_column_is_read(tmp_path: Path) -> None:
    path = published(tmp_path, f"{BASE}/agency/MLT-x\tAgency\tData Office", head="")
    (row,) = read_published(path)
    assert row.key == EntityKey("Agency", ("MLT", "x"))
    assert row.names == {"data-office"}
    assert row.replaced_by is None


def test_an_empty_table_keeps_nothing(tmp_path: Path) -> None:
    assert read_published(published(tmp_path, head="")) == ()
    assert read_published(published(tmp_path)) == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("@prefix x: <y> .\n", "line 1"),
        (HEAD + "one cell\n", "line 2"),
        (HEAD + "a\tb\n", "line 2"),
        ("{}\n", "line 1"),
    ],
)
def test_a_file_of_another_shape_is_refused_at_its_line(tmp_path: Path, text: str, place: str) -> None:
    path = tmp_path / "other.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as raised:
        read_published(path)
    assert (raised.value.file, raised.value.place) == (path, place)


def test_what_is_no_text_or_no_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bytes.tsv"
    path.write_bytes(b"\xff\xfe\x00\xd8")
    for place in (path, tmp_path / "nothing", tmp_path):
        with pytest.raises(KnowledgeError):
            read_published(place)
