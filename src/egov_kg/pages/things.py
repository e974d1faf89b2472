"""The pages of things and codes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Final

from markupsafe import Markup

from egov_kg.pages.addresses import iri_of, path_of
from egov_kg.pages.asking import Ask, value
from egov_kg.pages.facts import Fact, is_iri
from egov_kg.pages.page import Context, Page
from egov_kg.pages.rendering import render
from egov_kg.pages.thing import thing
from egov_kg.vocabulary import BASE, PREFIXES

FORMATS: Final = MappingProxyType({
    "ttl": ("text/turtle", "Turtle"),
    "jsonld": ("application/ld+json", "JSON-LD"),
    "nt": ("application/n-triples", "N-Triples"),
    "rdf": ("application/rdf+xml", "RDF/XML"),
})
"""The suffixes under which a thing comes as RDF, with media type and name."""
_ALL: Final = """
SELECT DISTINCT ?thing {{
  ?thing a ?class
  FILTER(STRSTARTS(STR(?thing), "{base}"))
  FILTER(STRBEFORE(STRAFTER(STR(?thing), "{base}"), "/") NOT IN ("claim", "evidence", "document", "country"))
}} ORDER BY ?thing"""


_CODES: Final = """
SELECT DISTINCT ?code {{ {{ ?code a skos:Concept }} UNION {{ ?s ?p ?code FILTER(STRSTARTS(STR(?code), "{base}")) }} }}
ORDER BY ?code"""


async def _make(context: Context) -> str | None:
    path = "/".join(context.path.values())
    return await thing_page(context, iri_of(path) or "")


async def thing_page(context: Context, iri: str) -> str | None:
    """The page of a thing; None where the graph says nothing of it."""
    shown = await thing(context.ask, iri, context.language)
    if shown is None:
        return None
    return render("thing", context.site, shown=shown, **rdf(context, iri), json_ld=json_ld(iri, shown.facts))


def rdf(context: Context, iri: str) -> dict[str, object]:
    """What a template needs to point to a thing's RDF: nothing where no server answers beside the pages."""
    addresses = context.site.addresses
    return {
        "formats": [(suffix, media_type) for suffix, (media_type, _) in FORMATS.items()] if addresses.served else [],
        "names": {suffix: name for suffix, (_, name) in FORMATS.items()},
        "data": lambda suffix: addresses.to(f"data/{path_of(iri)}.{suffix}"),
    }


def json_ld(iri: str, facts: Iterable[Fact]) -> Markup:
    """What a page says of a thing, as expanded JSON-LD that may stand inside a script element."""
    said: dict[str, list[object]] = defaultdict(list)
    for fact in facts:
        if fact.predicate == PREFIXES["rdf"] + "type":
            said["@type"].append(fact.object.value)
        else:
            said[fact.predicate].append(_value(fact.object.value, fact.object.language, is_iri(fact.object)))
    whole = {"@id": iri, **said}
    # The characters that could end the script element are written as JSON's escapes.
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704


def _value(text: str, language: str | None, linked: bool) -> dict[str, str]:
    if linked:
        return {"@id": text}
    return {"@value": text, "@language": language} if language else {"@value": text}


async def _every_thing(ask: Ask) -> Sequence[str]:
    rows = await ask(_ALL.format(base=BASE + "id/"))
    return [path for row in rows if (path := path_of(value(row, 0))) is not None]


async def _every_code(ask: Ask) -> Sequence[str]:
    rows = await ask(_CODES.format(base=BASE + "code/"))
    return [path for row in rows if (path := path_of(value(row, 0))) is not None and path.count("/") == 2]


async def _every_scheme(ask: Ask) -> Sequence[str]:
    rows = await ask("SELECT DISTINCT ?scheme { ?code skos:inScheme ?scheme } ORDER BY ?scheme")
    return [path for row in rows if (path := path_of(value(row, 0))) is not None]


async def _make_code(context: Context) -> str | None:
    return await thing_page(context, f"{BASE}code/{context.path['scheme']}/{context.path['name']}")


async def _make_scheme(context: Context) -> str | None:
    return await thing_page(context, f"{BASE}code/{context.path['scheme']}")


THING: Final = Page(pattern="{kind}/{name}", make=_make, every=_every_thing)
CODE: Final = Page(pattern="code/{scheme}/{name}", make=_make_code, every=_every_code)
SCHEME: Final = Page(pattern="code/{scheme}", make=_make_scheme, every=_every_scheme)

__all__ = ["CODE", "FORMATS", "SCHEME", "THING", "json_ld", "rdf", "thing_page"]
