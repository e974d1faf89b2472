"""Pages for people: what the graph says of a thing, a country, a document, with the sentences behind it.

A page is made in two steps: a module asks the graph and gives a frozen value, a template shows it. Nothing here knows
who asks or how an answer travels: ``Ask`` answers a query, and ``Addresses`` says where a page stands.
A kind of page is a module with a `Page` and one line in `PAGES`.
"""

from __future__ import annotations

from typing import Final

from egov_kg.pages.compare import CHOOSE, COMPARE
from egov_kg.pages.country import COUNTRY, STATEMENTS
from egov_kg.pages.network import NETWORK
from egov_kg.pages.ontology_page import ONTOLOGY_PAGE
from egov_kg.pages.page import Context, Page
from egov_kg.pages.quality import ABOUT, QUALITY
from egov_kg.pages.source import SOURCE
from egov_kg.pages.start import START
from egov_kg.pages.tables import LISTS
from egov_kg.pages.things import CODE, SCHEME, THING

PAGES: Final[tuple[Page, ...]] = (
    START,
    *LISTS,
    COUNTRY,
    STATEMENTS,
    CHOOSE,
    COMPARE,
    *NETWORK,
    SOURCE,
    QUALITY,
    ABOUT,
    ONTOLOGY_PAGE,
    CODE,
    SCHEME,
    THING,
)
"""The kinds of pages; of two patterns that fit, the first one counts."""

__all__ = ["PAGES", "Context", "Page"]
