"""Which addresses of a store take queries, graphs and updates: those that a person names, else the usual ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from egov_kg.errors import RemoteError
from egov_kg.remote.endpoint import Endpoint
from egov_kg.remote.notes import holds_notes
from egov_kg.remote.transport import Transport, checked_url, unanswered
from egov_kg.remote.writers import GraphStoreWriter, UpdateWriter, Writer

_QUERY: Final = ("query", "sparql")
_GRAPH_STORE: Final = ("store", "data", "sparql-graph-crud-auth", "sparql-graph-crud", "rdf-graphs/service")
_UPDATE: Final = ("update", "sparql-auth", "statements", "sparql")
"""Where Oxigraph, Fuseki, Virtuoso and RDF4J with its relatives take them, below the address of a data set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """A store's address, and those for one purpose where a person knows them."""

    store: str
    query: str | None = None
    graph_store: str | None = None
    update: str | None = None


def find_endpoint(addresses: Addresses, transport: Transport) -> Endpoint:
    """Where a store answers queries; raises RemoteError with what was tried."""
    tried: list[RemoteError] = []
    store = checked_url(addresses.store)
    candidates = [addresses.query] if addresses.query else [store, *_below(store, _QUERY)]
    for url in dict.fromkeys(candidates):
        endpoint = Endpoint(url, transport)
        try:
            endpoint.select("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1")
        except RemoteError as error:
            if unanswered(error):
                raise  # no server, or one that is busy: there is nothing to guess
            tried.append(error)
            continue
        return endpoint
    raise _none("answers queries (--query)", store, tried)


def find_writer(addresses: Addresses, transport: Transport, endpoint: Endpoint, notes: str) -> Writer:
    """What takes the notes in such a way that the endpoint shows them; raises RemoteError with what was tried.

    The notes are the first thing to be written anyway, so that an address is tried with nothing that is not wanted.
    """
    tried: list[RemoteError] = []
    for writer in _writers(addresses, transport, endpoint):
        try:
            writer.replace_notes(notes)
        except RemoteError as error:
            tried.append(error)
            continue
        if holds_notes(endpoint):
            return writer
        tried.append(RemoteError(writer.url, f"what is written there does not show at {endpoint.url}"))
    raise _none("takes graphs (--graph-store, --update)", addresses.store, tried)


def _writers(
    addresses: Addresses, transport: Transport, endpoint: Endpoint
) -> Iterator[GraphStoreWriter | UpdateWriter]:
    store = checked_url(addresses.store)
    named = addresses.graph_store or addresses.update
    stores = [addresses.graph_store] if addresses.graph_store else [] if named else _below(store, _GRAPH_STORE)
    updates = [addresses.update] if addresses.update else [] if named else [*_below(store, _UPDATE), store]
    for url in stores:
        yield GraphStoreWriter(url=checked_url(url), transport=transport)
    for url in dict.fromkeys(updates):
        yield UpdateWriter(url=checked_url(url), transport=transport, endpoint=endpoint)


def _below(store: str, names: tuple[str, ...]) -> list[str]:
    """The usual addresses below that of a data set, or beside one that has a usual name itself.

    >>> _below("http://localhost:3030/ds", ("data",)), _below("http://localhost:8890/sparql", ("update",))
    (['http://localhost:3030/ds/data'], ['http://localhost:8890/update'])
    """
    base, _, last = store.rstrip("/").rpartition("/")
    if last not in (*_QUERY, *_GRAPH_STORE, *_UPDATE) or base.endswith("/"):
        base = store.rstrip("/")
    return [f"{base}/{name}" for name in names]


def _none(what: str, store: str, tried: list[RemoteError]) -> RemoteError:
    # What a person can do something about comes first: a refusal says more than an address that does not exist.
    ranked = sorted(tried, key=lambda error: error.status in (None, 404, 405, 501))
    listed = "".join(f"\n  {error}" for error in ranked)
    return RemoteError(store, f"nothing here {what}. Tried:{listed}", ranked[0].status if ranked else None)


__all__ = ["Addresses", "find_endpoint", "find_writer"]
