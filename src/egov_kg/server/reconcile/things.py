"""What is known of things: values of properties for a spreadsheet, and a small page to look at."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from egov_kg.decisions import THINGS, class_of
from egov_kg.server.reconcile.kinds import KNOWN, TYPES, identifier, thing
from egov_kg.server.reconcile.matching import rows
from egov_kg.server.service import Service
from egov_kg.vocabulary import BASE, PREFIXES

Values = dict[tuple[str, str], list[dict[str, Any]]]
_XSD: Final = PREFIXES["xsd"]


async def values(service: Service, client: str, ids: Iterable[str], properties: Sequence[str]) -> Values:
    """The values of properties of things, by identifier and property as they were asked."""
    asked: dict[str, list[str]] = defaultdict(list)
    for one in ids:
        if (iri := thing(one)) is not None:
            asked[iri].append(one)
    known = {PREFIXES[one.partition(":")[0]] + one.partition(":")[2]: one for one in properties if one in KNOWN}
    found: Values = defaultdict(list)
    if not asked or not known:
        return found
    listed = " ".join(f"<{iri}>" for iri in sorted(asked))
    predicates = " ".join(f"<{iri}>" for iri in sorted(known))
    query = (
        f"SELECT ?thing ?property ?value (MIN(STR(?name)) AS ?label) {{ VALUES ?thing {{ {listed} }} VALUES ?property "
        f"{{ {predicates} }} ?thing ?property ?value OPTIONAL {{ ?value rdfs:label|skos:prefLabel|foaf:name ?name "
        '} } '
        "GROUP BY ?thing ?property ?value ORDER BY ?thing ?property ?value"
    )
    for row in await rows(service, client, query):
        for one in asked[row["thing"]["value"]]:
            label = row.get("label", {}).get("value", "")
            found[one, known[row["property"]["value"]]].append(_value(row["value"], label))
    return found


def _value(term: dict[str, str], label: str) -> dict[str, Any]:
    """A value as the protocol writes it."""
    text = term["value"]
    if term["type"] == "uri":
        return {"id": identifier(text), "name": label or identifier(text)} if text.startswith(BASE) else {"str": text}
    if term.get("datatype") == f"{_XSD}integer":
        return {"int": int(text)}
    return {"float": float(text)} if term.get("datatype") == f"{_XSD}decimal" else {"str": text}


def meta(properties: Sequence[str]) -> list[dict[str, Any]]:
    """What each property is called."""
    return [{"id": one, "name": KNOWN[one].name if one in KNOWN else one} for one in properties]


async def page(service: Service, client: str, given: str) -> str | None:
    """A small page about a thing; None where nothing is known of it."""
    iri = thing(given)
    if iri is None:
        return None
    shown = ("rdfs:label", "skos:altLabel", "egov:acronym", "egov:country", "egov:mandate", "egov:url")
    found = await values(service, client, [given], shown)
    if not found:
        return None
    names = [_text(one) for one in found[given, "rdfs:label"]] or [identifier(iri)]
    lines = [
        f"<tr><th>{html.escape(KNOWN[name].name)}</th><td>{html.escape('; '.join(map(_text, known[:4])))}</td></tr>"
        for name in shown[1:]
        if (known := found.get((given, name)))
    ]
    class_name = class_of(iri) or ""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>'
        f"{html.escape(names[0])}</title><style>body{{font:14px/1.4 sans-serif;margin:8px}}"
        "th{text-align:left;vertical-align:top;padding-right:1em;font-weight:600}h1{font-size:16px;margin:0 0 4px}"
        f"</style></head><body><h1>{html.escape(names[0])}</h1><p>{html.escape(TYPES.get(class_name, class_name))}, "
        f"{html.escape(iri.removeprefix(THINGS))}</p><table>{''.join(lines)}</table></body></html>\n"
    )


def _text(value: dict[str, Any]) -> str:
    return str(value.get("name") or value.get("str") or next(iter(value.values())))
