"""What the prose of a plan says beside its lines: portals, ties, laws, bodies and where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from egov_kg import build, query
from egov_kg.store import Solutions

PLAN = """\
Government of Samoa

Digital Government Plan
2031 – 2035

Lagoon and Reef Technology Division
Ministry of Lagoons, Reefs and Harbours

Apia, March 2031

ABBREVIATIONS

k4t	Knots for Tomorrow Programme
LRTD	Lagoon and Reef Technology Division
RDA	Reef Data Agency
ROA	Reef Oversight Agency
RSC	Reef Steering Committee

1 POLICIES AND LAWS

1.1 Policies

The Plan follows from the Perspective Plan of Samoa 2031-2041 and the Ninth Five Year Plan
(July 2030 – June 2035). A roadmap was prepared with the support of the World Bank and completed in 2029.

1.2 Laws

- Right to Information Act, 2029 (Act No. 20 of 2029)
- The Data Protection Act is at the drafting stage and is not considered in this Plan.
- Act No. 31 of 2028 rests on sovereignty, transparency and service.

1.3 Institutions

The LRTD, one of the two divisions of the Ministry of Lagoons, Reefs and Harbours, is responsible for the Plan.
The RDA and the ROA are under the LRTD. The Reef Steering Committee (RSC) is chaired by the Cabinet Secretary and
reports to the Senior Secretary of the Lagoons. Its work began when the first cable was laid. Members of the
RSC are: the Cabinet Division, the LRTD, and the Finance Division.

2 PILLARS AND PROGRAMMES

PILLAR 1. Connected Reefs

Programme 1. Reef portal

Objective
To publish data of public interest on the open data portal data.reef.ws in open formats.

Lead: k4t, RDA
Coordination: Cabinet Division

Targets for 2035
- 80% of the reefs are measured.

Programme 2. Open harbours

Objective
To show every ship.

Lead: RDA
Coordination: LRTD

Targets for 2035
- 60% of the harbours are open.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of the plan."""
    place = tmp_path_factory.mktemp("plan")
    (place / "plan.txt").write_text(PLAN, encoding="utf-8")
    assert build([place / "plan.txt"], place / "out").exit_status == 0
    return place / "out"


def rows(folder: Path, sparql: str) -> set[tuple[str, ...]]:
    found = query(folder, sparql)
    assert isinstance(found, Solutions)
    return {tuple("" if value is None else str(value.value) for value in row) for row in found.rows}


def test_a_portal_that_an_objective_names(folder: Path) -> None:
    asked = "SELECT ?url ?type { ?p a egov:Portal ; egov:url ?url ; egov:portalType/skos:notation ?type }"
    assert rows(folder, asked) == {("http://data.reef.ws", "open-data")}


def test_a_tie_that_the_policies_name(folder: Path) -> None:
    asked = """SELECT ?provider ?kind ?year {
        ?t a egov:CooperationTie ; egov:provider/rdfs:label ?provider ;
           egov:tieKind/skos:notation ?kind ; egov:year ?year }"""
    assert rows(folder, asked) == {("World Bank", "technical-assistance", "2029")}


def test_laws_with_what_their_titles_are_about(folder: Path) -> None:
    asked = """SELECT ?name ?type ?topic { ?l a egov:LegalInstrument ; rdfs:label ?name ;
        egov:instrumentType/skos:notation ?type
        OPTIONAL { ?l egov:topic/skos:notation ?said } BIND(COALESCE(?said, "") AS ?topic) }"""
    assert rows(folder, asked) == {
        ("Right to Information Act", "law", "access-to-information"),
        ("Data Protection Act", "bill", "data-protection"),  # it is at the drafting stage
        ("Act No. 31 of 2028", "law", ""),  # transparency is a word of every government
    }


def test_who_stands_under_whom_and_sits_where(folder: Path) -> None:
    under = "SELECT ?lower ?upper { ?a egov:under/rdfs:label ?upper ; rdfs:label ?lower }"
    division = "Lagoon and Reef Technology Division"
    assert rows(folder, under) == {
        (division, "Ministry of Lagoons, Reefs and Harbours"),
        ("Reef Data Agency", division),
        ("Reef Oversight Agency", division),
    }
    member = "SELECT ?member ?body { ?a egov:memberOf/rdfs:label ?body ; rdfs:label ?member }"
    assert rows(folder, member) == {
        (one, "Reef Steering Committee") for one in ("Cabinet Division", division, "Finance Division")
    }


def test_no_title_of_a_person_and_no_half_of_a_name_is_a_body(folder: Path) -> None:
    assert {name for (name,) in rows(folder, "SELECT ?name { ?a a egov:Agency ; rdfs:label ?name }")} == {
        "Lagoon and Reef Technology Division", "Ministry of Lagoons, Reefs and Harbours", "Reef Data Agency",
        "Reef Oversight Agency", "Reef Steering Committee", "Cabinet Division", "Finance Division",
        "Knots for Tomorrow Programme",
    }  # fmt: skip


def test_an_acronym_in_small_letters_leads_a_line_by_its_full_name(folder: Path) -> None:
    asked = "SELECT ?line ?lead { ?l egov:responsibleAgency/rdfs:label ?lead ; rdfs:label ?line }"
    assert rows(folder, asked) == {
        ("Reef portal", "Knots for Tomorrow Programme"),
        ("Reef portal", "Reef Data Agency"),
        ("Open harbours", "Reef Data Agency"),
    }


def test_plans_of_development_by_their_manner_and_their_months(folder: Path) -> None:
    asked = """SELECT ?name ?kind ?start ?end { ?s a egov:Strategy ; rdfs:label ?name ;
        egov:strategyKind/skos:notation ?kind ; egov:startYear ?start ; egov:endYear ?end }"""
    assert rows(folder, asked) == {
        ("Digital Government Plan", "e-government", "2031", "2035"),
        ("Perspective Plan of Samoa", "development", "2031", "2041"),
        ("Ninth Five Year Plan", "development", "2030", "2035"),
    }
