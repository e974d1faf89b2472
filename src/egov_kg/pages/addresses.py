"""Where pages stand, and how one page points to another: by relative addresses, so that pages may stand anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from egov_kg.vocabulary import BASE, ENTITY_PREFIXES, LINKED_PREFIXES, ONTOLOGY

_KINDS: Final = frozenset({*ENTITY_PREFIXES.values(), *LINKED_PREFIXES})
_NO_FILES: Final = frozenset({"claim", "evidence"})
"""Kinds that have pages where a server answers, and no files: they would be most of a site."""
QUERY: Final = "query"
NETWORK: Final = "network"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Relative addresses as one page needs them.

    ``page`` is the page's own path below the site's root, without a slash at its start; ``suffix`` ends the address of
    every page (``.html`` for files). ``served`` is whether a server of ours answers beside the pages.
    """

    page: str
    suffix: str = ""
    served: bool = True

    @property
    def root(self) -> str:
        """The way from the page to the site's root: empty, or one ``../`` after the other."""
        return "../" * self.page.count("/")

    def to(self, path: str) -> str:
        """The address of anything below the root, such as ``dumps/egov-kg.ttl``."""
        return self.root + quote(path, safe="/#?&=+,:;@!$'()*~") or "./"

    def to_page(self, language: str, path: str = "", *, anchor: str = "") -> str:
        """The address of a page in a language, by its path without the language; the start page's path is empty."""
        whole = f"{language}/{path}" if path else f"{language}/" + ("index" if self.suffix else "")
        suffix = "" if whole.endswith("/") else self.suffix
        return self.to(whole) + suffix + (f"#{anchor}" if anchor else "")

    def to_thing(self, language: str, iri: str) -> str:
        """The address of the page of a thing, a code or a term of ours; the IRI itself for what is elsewhere."""
        path = path_of(iri)
        if path is not None and not self.served and path.partition("/")[0] in _NO_FILES:
            return ""
        if path is None:
            return iri if iri.startswith(("http://", "https://")) else ""
        page, _, anchor = path.partition("#")
        return self.to_page(language, page, anchor=anchor)

    def to_quote(self, language: str, document: str, start: int, end: int) -> str:
        """The address of the words in the page of their document; ``document`` is an IRI."""
        return self.to_page(language, path_of(document) or "", anchor=quote_anchor(start, end))


def quote_anchor(start: int, end: int) -> str:
    """The anchor of the words from one offset to another in the page of a document."""
    return f"q-{start}-{end}"


def path_of(iri: str) -> str | None:
    """The path of a thing's page without its language; None for an IRI that has no page here."""
    if iri.startswith(ONTOLOGY):
        return "ontology#" + iri.removeprefix(ONTOLOGY)
    if iri == ONTOLOGY.removesuffix("#"):
        return "ontology"
    rest = iri.removeprefix(BASE)
    if rest == iri:
        return None
    first, _, name = rest.partition("/")
    if first == "id" and name.partition("/")[0] in _KINDS and name.count("/") == 1:
        return name
    return rest if first == "code" and 0 <= name.count("/") <= 1 and name else None


def iri_of(path: str) -> str | None:
    """The IRI whose page stands at a path without its language; the reverse of ``path_of``, None for other pages."""
    first, _, name = path.partition("/")
    if first == "ontology":
        return ONTOLOGY.removesuffix("#")
    if first == "code" and name and name.count("/") <= 1:
        return f"{BASE}code/{name}"
    return f"{BASE}id/{path}" if first in _KINDS and name and "/" not in name else None


__all__ = ["NETWORK", "QUERY", "Addresses", "iri_of", "path_of", "quote_anchor"]
