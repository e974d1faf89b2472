"""Gold facts about the sample build in tests/data/sample: some that it holds, some that it does not."""

from __future__ import annotations

from pathlib import Path
from typing import Final

ISLAND: Final = """
document: iceland-msq-2020.txt
country: ISL
language: en
portals:
  - {type: national, url: www.island.example.is}
  - {type: e-participation, url: samrad.example.is/opin/mal}
  - {type: open-data, url: gogn.example.is}
agencies:
  - {role: e-government-lead, name: Digital Office of Iceland, acronym: DOI}
  - {role: education, name: Office of Schools, url: doi.example.is/learning}
  - {role: health, name: Ministry of Care}
  - {role: new-technologies, name: DOI, optional: true}
posts:
  - {role: chief-information-officer, name: Jon Prufuson}
strategies:
  - {kind: development, name: Iceland 2030, end: 2030}
  - {kind: [e-government, technology], name: National Digital Strategy, start: 2018, end: 2023}
laws:
  - {type: law, number: "90", date: 2018-06-27, name: Data Protection, topics: [data-protection, open-data]}
  - {type: law, number: "0140", year: 2012, topics: [access-to-information]}
social_accounts:
  - {platform: twitter, handle: stafraentisland, followers: 12500}
  - {platform: facebook, handle: stafraentisland, optional: true}
technologies: [blockchain]
indicators:
  - {question: 17, indicator: satisfaction, value: 81.5, year: 2018}
  - {question: 19, indicator: ict-use, value: 96}
ties:
  - {party: ITU, kind: participation, optional: true}
  - {party: [ITU, International Telecommunication Union], kind: membership}
  - {party: KEN, kind: knowledge-exchange, status: ongoing, topics: [open-data]}
  - {party: CRI, kind: technical-assistance, status: planned, topics: [digital-signature],
     agencies: [DOI, Aurora Data Cooperative]}
  - {party: CRI, kind: memorandum-of-understanding, status: planned, topics: [open-data]}
  - {party: GBR, kind: funding}
partners: [Aurora Data Cooperative]
"""
"""A questionnaire."""

PLAN: Final = """
document: costa-rica-plan-2019.txt
label: CRI plan
country: CRI
language: es
kind: plan
acronyms:
  MIP: Ministerio de Innovación Pública
  CDP: Comisión de Datos Públicos
  MS: Ministerio de Salud
  TIC: Tecnologías de la Información y la Comunicación
agencies:
  - {name: [Ministerio de Innovación Pública, Ministry of Public Innovation], acronym: MIP, role: e-government-lead}
  - {name: Comisión de Datos Públicos}
  - {name: Ministerio de Bienestar}
  - {name: [Ministerio de Salud, MS], optional: true}
structure:
  - {subject: Comisión de Datos Públicos, relation: under, object: MIP}
  - {subject: Comisión de Datos Públicos, relation: created-by, object: decree 41.000}
  - {subject: MIP, relation: under, object: Presidencia}
laws:
  - {type: decree, number: "41000"}
  - {type: law, number: "9000", optional: true}
strategies:
  - {kind: e-government, name: Plan Nacional de Gobierno Digital, start: 2019, end: 2023}
  - {kind: e-government, name: Digital Transformation Strategy, optional: true}
ties:
  - {party: ITU, kind: membership, optional: true}
  - {party: ISL, kind: memorandum-of-understanding, optional: true}
axes:
  - {number: 1, name: Servicios sencillos, lines: [1]}
  - {number: 2, name: Gobierno abierto, lines: [2]}
lines:
  - {number: 1, name: Trámites en línea, responsible: [MIP], coordination: [Comisión de Datos Públicos]}
  - {number: 2, name: Datos abiertos, responsible: [MIP], coordination: []}
targets:
  - {line: 1, value: 80, year: 2023}
  - {line: 1, year: 2021}
  - {line: 2, value: 500}
"""
"""A plan."""

UNREAD: Final = """
document: costa-rica-msq-2016.txt
label: CRI 2016
country: CRI
language: [en, es]
portals:
  - {type: national, url: tramites.example.cr}
agencies: []
strategies: []
laws: []
ties: []
"""
"""A questionnaire that the sample build has not read; the portal stands in another one of the country."""


def write_gold(folder: Path, **documents: str) -> Path:
    """A folder with a gold file for each document."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in documents.items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    return folder
