"""From a question to the bytes of its answer, inside a worker."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Final, TypeAlias

import pyoxigraph as ox

from egov_kg.server.places import find_place
from egov_kg.server.question import Question
from egov_kg.server.sending import Send, Unanswered, send_found
from egov_kg.sparql import calls_service, graphs_named, is_update, services
from egov_kg.vocabulary import PREFIXES

_PREFIX: Final = re.compile(r"(?<![a-z-])([a-z][a-z-]*):")

Found: TypeAlias = "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples"


def answer(store: ox.Store, question: Question, send: Send) -> None:
    """Sends the frames of an answer; raises Unanswered, also after pieces of it were sent."""
    try:
        send_found(_ask(store, question), question, send)
    except MemoryError as error:
        raise Unanswered("memory") from error
    except (BrokenPipeError, ConnectionResetError):
        raise
    except (ValueError, OSError, RuntimeError) as error:
        raise Unanswered("evaluation", str(error)) from error


def _ask(store: ox.Store, question: Question) -> Found:
    check(question)
    protocol = question.default_graphs is not None or question.named_graphs is not None
    default, named = (_graphs(store, names or ()) for names in (question.default_graphs, question.named_graphs))
    if not protocol:
        _graphs(store, graphs_named(question.text, question.base))
    return evaluate(store, question, (default, named) if protocol else None)


def evaluate(
    store: ox.Store, question: Question, dataset: tuple[list[ox.NamedNode], list[ox.NamedNode]] | None = None
) -> Found:
    """What the engine finds, most of it while it is read; raises Unanswered for what is no SPARQL."""

    def query(prefixes: dict[str, str]) -> Found:
        return store.query(
            question.text,
            base_iri=question.base or None,
            prefixes=prefixes,
            default_graph=None if dataset is None else [*dataset[0]],
            named_graphs=None if dataset is None else [*dataset[1]],
        )

    # The parser checks every prefix that it is given, which takes longer than most queries.
    likely = {name: PREFIXES[name] for name in set(_PREFIX.findall(question.text)) if name in PREFIXES}
    try:
        try:
            return query(likely)
        except SyntaxError:
            return query(dict(PREFIXES))
    except SyntaxError as error:
        place = find_place(question.text, str(error), dict(PREFIXES))
        found_at = [str(error)] if place is None else [place.expected, place.offset]
        raise Unanswered("syntax", json.dumps(found_at)) from error


def check(question: Question) -> None:
    """Raises Unanswered for what no query may ask for here; a worker does this, for a long text takes its time."""
    if is_update(question.text):
        raise Unanswered("update")
    if calls_service(question.text):
        called = services(question.text)
        if called is None or not called <= set(question.services):
            raise Unanswered("service", ", ".join(f"<{address}>" for address in question.services))


def _graphs(store: ox.Store, names: Iterable[str]) -> list[ox.NamedNode]:
    """The graphs of these names; raises Unanswered for one that the store does not hold."""
    graphs = []
    for name in names:
        try:
            graph = ox.NamedNode(name)
        except ValueError:
            raise Unanswered("no-iri", name) from None
        if not store.contains_named_graph(graph):
            raise Unanswered("no-graph", name)
        graphs.append(graph)
    return graphs


__all__ = ["Found", "Send", "Unanswered", "answer", "check", "evaluate"]
