"""All of a build as JSON-LD, with the names of ontology/context.jsonld."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from egov_kg.config import data_folder
from egov_kg.errors import KnowledgeError
from egov_kg.graph.build import GraphBuild
from egov_kg.graph.statements import Properties, everything
from egov_kg.graph.terms import TYPE, unquoted

Json = str | int | Sequence["Json"] | Mapping[str, "Json"]


def jsonld(build: GraphBuild) -> str:
    """`egov-kg.jsonld`: one object a thing, claims and quotations included, sorted; the context stands in the file."""
    context = _context()
    things = [_thing(subject, properties, context) for subject, properties in sorted(everything(build).items())]
    return json.dumps({"@context": context, "@graph": things}, ensure_ascii=False, indent=1) + "\n"


def _context() -> Mapping[str, object]:
    path = data_folder("ontology") / "context.jsonld"
    try:
        context = json.loads(path.read_text("utf-8"))["@context"]
    except (OSError, ValueError, KeyError) as error:
        raise KnowledgeError(path, "@context", str(error)) from error
    if not isinstance(context, dict):
        raise KnowledgeError(path, "@context", "the context is one object")
    return context


def _thing(subject: str, properties: Properties, context: Mapping[str, object]) -> dict[str, Json]:
    thing: dict[str, Json] = {"@id": _address(subject)}
    for predicate, values in sorted(properties.items()):
        if predicate == TYPE:
            thing["@type"] = [_address(value) for value in sorted(values)]
            continue
        coercion = context.get(predicate)
        rules = coercion if isinstance(coercion, dict) else {}
        if rules.get("@container") == "@language":
            thing[predicate] = _by_language(values)
        else:
            thing[predicate] = _one_or_many(_value(value, rules.get("@type")) for value in sorted(values))
    return thing


def _by_language(values: Iterable[str]) -> Json:
    found: dict[str, list[Json]] = {}
    for value in sorted(values):
        found.setdefault(value.rpartition("@")[2], []).append(unquoted(value))
    return {language: _one_or_many(words) for language, words in sorted(found.items())}


def _one_or_many(values: Iterable[Json]) -> Json:
    found = list(values)
    return found[0] if len(found) == 1 else found


def _value(term: str, coerced: object) -> Json:
    """A value, without its type where the context gives the same one."""
    if term[0] != '"':
        if term[0] not in "-0123456789":
            return _address(term) if coerced == "@id" else {"@id": _address(term)}
        return _typed(term, "xsd:decimal", coerced) if "." in term else int(term)
    words, mark = unquoted(term), term[term.rindex('"') + 1 :]
    if mark.startswith("@"):
        return {"@value": words, "@language": mark[1:]}
    if mark:
        return _typed(words, mark.removeprefix("^^"), coerced)
    return words if coerced is None else {"@value": words}


def _typed(words: str, type_: str, coerced: object) -> Json:
    return words if coerced == type_ else {"@value": words, "@type": type_}


def _address(term: str) -> str:
    return term[1:-1] if term.startswith("<") else term
