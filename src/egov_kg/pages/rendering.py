"""Templates to HTML: every value is escaped, every address comes from ``Addresses``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import jinja2

from egov_kg.pages.addresses import Addresses
from egov_kg.pages.labels import Label, class_of, local_name, ontology_comment, term_label
from egov_kg.pages.language import LANGUAGES, messages
from egov_kg.store import TermKind
from egov_kg.vocabulary import BASE, ONTOLOGY

CONTENT_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a browser may load for a page of ours: nothing from elsewhere (CSP, level 3)."""


PLACES: Final = (
    "countries", "compare", "network", "laws", "organisations", "topics", "documents", "quality", "query", "about",
)  # fmt: skip
"""The pages that every page leads to; each is named by the message of its path."""
_SERVED_ALONE: Final = frozenset({"query"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What every page of a site knows: its language, where it stands, and where its styles and scripts are.

    ``asset`` gives the path below the root of a script or a style by its name.
    """

    language: str
    addresses: Addresses
    asset: Callable[[str], str]

    def at(self, page: str) -> Site:
        """The same for another page."""
        return replace(self, addresses=replace(self.addresses, page=page))


def render(template: str, site: Site, **values: object) -> str:
    """The HTML of a page, by the name of its template without ``.html``."""
    addresses, language = site.addresses, site.language
    said = messages(language)
    shown = environment().get_template(f"{template}.html")
    page = _bare(addresses.page.partition("/")[2], addresses)
    return shown.render(
        values,
        language=language,
        languages=[(tag, messages(tag)("language"), addresses.to_page(tag, page)) for tag in LANGUAGES],
        _=said,
        to=addresses.to,
        page=lambda path="", anchor="": addresses.to_page(language, path, anchor=anchor),
        thing=lambda iri: addresses.to_thing(language, iri),
        words=lambda one: addresses.to_quote(language, one.document, one.start, one.end),
        asset=lambda name: addresses.to(site.asset(name)),
        served=addresses.served,
        places=[name for name in PLACES if addresses.served or name not in _SERVED_ALONE],
        place=page.partition("/")[0],
        term=lambda iri: term_label(iri, language),
        meaning=lambda iri: ontology_comment(iri, language),
    )


def _bare(page: str, addresses: Addresses) -> str:
    page = page.removesuffix(addresses.suffix) if addresses.suffix else page
    return "" if page == "index" else page


@cache
def environment() -> jinja2.Environment:
    """The templates, read once."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("egov_kg.pages"), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters["short"] = local_name
    made.filters["kind"] = class_of
    made.tests["ours"] = lambda iri: iri.startswith(BASE)
    made.tests["iri"] = lambda term: term.kind is TermKind.IRI
    made.tests["web"] = lambda iri: iri.startswith(("http://", "https://"))
    made.globals["ONTOLOGY"] = ONTOLOGY
    made.globals["Label"] = Label
    return made


__all__ = ["CONTENT_POLICY", "Site", "environment", "render"]
