"""The readers of catalogues, and which of them an answer is for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from egov_kg.catalogues.ckan import Ckan
from egov_kg.catalogues.datajson import DataJson
from egov_kg.catalogues.dcat import Dcat
from egov_kg.catalogues.reader import Answer, Reader
from egov_kg.catalogues.socrata import Socrata
from egov_kg.catalogues.udata import Udata
from egov_kg.errors import CatalogueUnusable

READERS: Final[Sequence[Reader]] = (Socrata(), Udata(), DataJson(), Ckan(), Dcat())
"""The readers, in the order in which they are asked whether an answer is theirs."""


def reader_named(name: str) -> Reader | None:
    """The reader of a kind of catalogue by its name."""
    return next((one for one in READERS if one.name == name), None)


def reader_of(answer: Answer, address: str) -> Reader:
    """The reader that recognises an answer; raises CatalogueUnusable."""
    found = next((one for one in READERS if one.recognises(answer)), None)
    if found is not None:
        return found
    start = answer.page.body[:4096].lower()
    what = "a web page" if b"<html" in start else "nothing that is known"
    if answer.data is None and start.lstrip()[:1] in (b"{", b"["):
        what = "JSON that is broken, or breaks off"
    names = ", ".join(f"{one.name}:" for one in READERS)
    raise CatalogueUnusable(
        address, f"it is {what}. Name a catalogue's file or address, or its kind and the portal's address ({names})"
    )
