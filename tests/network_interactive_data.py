"""The data of a small network page, as web/src/network/data.ts describes them; every sentence is made up."""

from __future__ import annotations

import json
from typing import Any, Final

from egov_kg import frontend

_POLICY: Final = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"
HOSTILE: Final = "We signed </script><img src=x onerror=alert(1)> with Uruguay."
"""A sentence that would end the element it stands in, and draw a picture."""
EST, FIN, KEN, URY = (f"country:{code}" for code in ("EST", "FIN", "KEN", "URY"))
OGP, IDB, RIA = "organization:ogp", "organization:idb", "agency:EST-ria"
LABELS: Final = {
    EST: ("Estonia", "Estonia"), FIN: ("Finland", "Finlandia"), KEN: ("Kenya", "Kenya"), URY: ("Uruguay", "Uruguay"),
    OGP: ("Open Government Partnership", "Alianza para el Gobierno Abierto"),
    IDB: ("Inter-American Development Bank", "Banco Interamericano de Desarrollo"),
    RIA: ("Information System Authority", "Autoridad de Sistemas de Información"),
}  # fmt: skip
_PLACES: Final = {EST: (0, 300), FIN: (300, 300), KEN: (300, 0), URY: (0, 0), OGP: (150, 420), IDB: (-150, -60),
                  RIA: (-150, 400)}  # fmt: skip
_COUNTRIES: Final = {EST: ("EST", "233", "Europe"), FIN: ("FIN", "246", "Europe"), KEN: ("KEN", "404", "Africa"),
                     URY: ("URY", "858", "Americas"), RIA: ("EST", "233", "Europe")}  # fmt: skip
_KINDS: Final = {
    "agreement": ("agreement", "convenio"), "funding": ("funding", "financiamiento"),
    "knowledge-exchange": ("knowledge exchange", "intercambio de conocimientos"),
    "membership": ("membership", "membresía"),
    "memorandum-of-understanding": ("memorandum of understanding", "memorando de entendimiento"),
    "technical-assistance": ("technical assistance", "asistencia técnica"),
}  # fmt: skip
_EDGES: Final[tuple[tuple[Any, ...], ...]] = (
    # name, source, target, directed, kind, status, topics, year, reported by
    ("exchange-1", EST, FIN, False, "knowledge-exchange", "ongoing", ["interoperability"], 2018, [EST]),
    ("exchange-2", EST, FIN, False, "knowledge-exchange", None, [], 2018, [FIN]),
    ("memorandum", EST, FIN, False, "memorandum-of-understanding", "signed", ["interoperability"], 2013, [EST]),
    ("help", EST, KEN, True, "technical-assistance", "planned", ["digital-identity"], 2020, [EST]),
    ("loan", IDB, URY, True, "funding", None, [], None, [URY]),
    ("member-est", EST, OGP, False, "membership", "ongoing", ["open-government"], 2012, [EST]),
    ("member-fin", FIN, OGP, False, "membership", None, [], None, [FIN]),
    ("member-ury", OGP, URY, False, "membership", None, [], 2011, [URY]),
    ("agreement", KEN, URY, False, "agreement", "signed", [], 2019, [KEN]),
    ("body", RIA, FIN, False, "knowledge-exchange", "ongoing", [], None, [EST]),
)
_DOCUMENTS: Final = {"ee00000000000001": ("estonia.txt", EST), "f100000000000002": ("finland.txt", FIN),
                     "0a00000000000003": ("uruguay.txt", URY), "0b00000000000004": ("kenya.txt", KEN)}  # fmt: skip


def network_html(data: dict[str, Any], language: str) -> str:
    """One file with everything in it."""
    styles = "".join(f"<style>{frontend.inline(name)}</style>" for name in ("style.css", "network.css"))
    written = json.dumps(data).replace("<", "\\u003c")
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Network</title>'
        f"{styles}<script>{frontend.inline('site.js')}</script></head>"
        '<body><main class="page wide"><h1>Network</h1><div id="network"></div></main>'
        f'<script type="application/json" id="network-data">{written}</script>'
        f"<script>{frontend.inline('network.js')}</script></body></html>"
    )


def text(pair: tuple[str, str]) -> dict[str, str]:
    return dict(zip(("en", "es"), pair, strict=True))


def network_data() -> dict[str, Any]:
    """The data; every edge has a sentence of its own, the loan two."""
    document_of = {country: document for document, (_, country) in _DOCUMENTS.items()}
    sentences: list[dict[str, Any]] = []
    edges = []
    for name, source, target, directed, kind, status, topics, year, reported in sorted(_EDGES, key=lambda one: one[0]):
        places = [len(sentences)]
        quote = HOSTILE if name == "agreement" else f"{LABELS[source][0]} and {LABELS[target][0]}: {kind} ({name})."
        document = document_of[reported[0]]
        sentences.append({
            "quote": quote, "document": document, "start": 100, "end": 100 + len(quote), "page": 7,
            "href": f"document/{document}#q-100",
        })  # fmt: skip
        if name == "loan":
            sentences.append({"quote": "The Bank lends.", "document": document, "start": 900, "end": 915})
            places.append(len(sentences) - 1)
        edges.append({
            "id": f"tie:{name}", "source": source, "target": target, "directed": directed, "kind": kind,
            "topics": topics, "edition": 2020, "reportedBy": reported, "sentences": places,
            **({"status": status} if status else {}), **({"year": year} if year else {}),
        })  # fmt: skip
    return {
        "version": 1,
        "title": {"en": "Who works with whom", "es": "Quién trabaja con quién"},
        "level": "agency",
        "codes": {
            "kind": {code: text(words) for code, words in _KINDS.items()},
            "status": {code: text(words) for code, words in {
                "ongoing": ("ongoing", "en curso"), "planned": ("planned", "previsto"), "signed": ("signed", "firmado"),
            }.items()},
            "topic": {code: text(words) for code, words in {
                "digital-identity": ("digital identity", "identidad digital"),
                "interoperability": ("interoperability", "interoperabilidad"),
                "open-government": ("open government", "gobierno abierto"),
            }.items()},
            "region": {code: text(words) for code, words in {
                "Africa": ("Africa", "África"), "Americas": ("Americas", "América"), "Europe": ("Europe", "Europa"),
            }.items()},
        },
        "measures": [
            {"name": "betweenness", "label": text(("Betweenness", "Intermediación")), "digits": 2,
             "explanation": text(("How often it lies between others.", "Cuán a menudo está entre otros."))},
        ],
        "documents": {key: {"title": title, "country": country} for key, (title, country) in _DOCUMENTS.items()},
        "sentences": sentences,
        "nodes": [_node(node) for node in sorted(LABELS)],
        "edges": edges,
        "shared": [{
            "through": OGP, "label": text(LABELS[OGP]),
            "members": [{"node": EST, "edges": ["tie:member-est"]}, {"node": FIN, "edges": ["tie:member-fin"]},
                        {"node": URY, "edges": ["tie:member-ury"]}],
        }],
    }  # fmt: skip


def _node(node: str) -> dict[str, Any]:
    kind = {"country": "country", "organization": "organisation", "agency": "agency"}[node.partition(":")[0]]
    x, y = _PLACES[node]
    found: dict[str, Any] = {
        "id": node, "label": text(LABELS[node]), "kind": kind, "x": x, "y": y, "measures": {"betweenness": 0.25},
    }  # fmt: skip
    if node in _COUNTRIES:
        found["iso3"], found["m49"], found["region"] = _COUNTRIES[node]
    if kind == "country":
        found["href"] = f"country/{node.partition(':')[2]}"
    return found
