"""What a client is told when there is no answer: a status and a sentence, as text or as JSON (RFC 9457)."""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from typing import Final

from egov_kg.errors import RequestRefused
from egov_kg.server.answering import Unanswered
from egov_kg.server.media import PROBLEMS, preferred, with_charset
from egov_kg.server.settings import ServerLimits

_WORD: Final = re.compile(r"[{}();,]|\S[^\s{}();,]{0,40}")
_SENTENCE: Final = re.compile(r"(?:[A-Z]+ )?[A-Za-z*]+(?: [a-z]{2,})[\w ]*")
_NOT_DECLARED: Final = "Prefix not found"
NO_UPDATES: Final = "this service answers queries alone: it takes no updates"
_SHOWN: Final = 60
"""Characters of the query's line that are shown on each side of the place."""


def refusal(reason: Unanswered, text: str, limits: ServerLimits) -> RequestRefused:
    """What to tell a client whose query was not answered."""
    if reason.code == "syntax":
        return malformed(text, *json.loads(reason.message))
    if reason.code == "no-graph":
        return RequestRefused(
            400, f"the store has no graph <{reason.message}>, and nothing is fetched from elsewhere"
        )
    if reason.code == "no-iri":
        return RequestRefused(400, f"{reason.message!r} is no absolute IRI, so that it names no graph")
    if reason.code == "unacceptable":
        return RequestRefused(406, _UNACCEPTABLE[reason.message])
    if reason.code == "service" and reason.message:
        return RequestRefused(403, f"SERVICE calls only what this server names, by its full address: {reason.message}")
    status, sentence, retry_after = _sentences(limits).get(reason.code, _sentences(limits)["evaluation"])
    return RequestRefused(status, sentence, retry_after=retry_after)


_UNACCEPTABLE: Final = {
    "results": "this query's answer comes as JSON, XML, CSV or TSV (application/sparql-results+json, "
    "application/sparql-results+xml, text/csv, text/tab-separated-values), none of which the Accept header takes",
    "graph": "this query's answer comes as Turtle, N-Triples, RDF/XML, JSON-LD, N-Quads or TriG (text/turtle, "
    "application/n-triples, application/rdf+xml, application/ld+json, application/n-quads, application/trig), none of "
    "which the Accept header takes",
}


def _sentences(limits: ServerLimits) -> dict[str, tuple[int, str, int | None]]:
    return {
        "update": (403, NO_UPDATES, None),
        "service": (403, "SERVICE is not answered: a query reads this graph alone", None),
        "rows": (422, f"the answer has more than {limits.rows} rows. Ask for fewer, for example with LIMIT", None),
        "size": (422, f"the answer has more than {limits.result} bytes. Ask for less, for example with LIMIT", None),
        "memory": (507, f"the query needs more memory than {limits.memory} bytes. Ask for less", None),
        "depth": (400, "the query is nested too deeply to be answered", None),
        "timeout": (504, f"the query was ended after {limits.timeout:g} seconds. Ask for less", None),
        "hinders": (503, "the query takes long, and as many long ones run as may. Try again later", 10),
        "busy": (503, "too many queries are waiting. Try again later", 2),
        "client": (429, f"more than {limits.per_client} queries of yours are running or waiting. Try again later", 2),
        "died": (503, "the process that answered the query ended. Try again", 1),
        "unreachable": (502, "the store behind this server does not answer. Try again later", None),
        "store": (502, "the store behind this server does not answer this query", None),
        "store-busy": (503, "the store behind this server is busy. Try again later", 5),
        "partial": (502, "the store behind this server gives a part of the answer alone. Ask for less", None),
        "evaluation": (500, "the query cannot be evaluated", None),
        "left": (499, "the client has left", None),
    }


def malformed(text: str, expected: str, offset: int | None = None) -> RequestRefused:
    """A query that is no SPARQL: what the parser expected, and where in the text, in code points."""
    if offset is None:
        return RequestRefused(400, f"the query cannot be read: {_first_line(expected)}")
    before = text[:offset]
    line, column = before.count("\n") + 1, offset - before.rfind("\n")
    reason = f"the query cannot be read: line {line}, column {column}: {_why(text, offset, expected)}"
    return RequestRefused(400, reason, line=line, column=column, excerpt=_excerpt(text, line, column))


def _why(text: str, offset: int, expected: str) -> str:
    word = _WORD.match(text, offset)
    if _NOT_DECLARED in expected and word and ":" in word[0]:
        return f"the prefix {word[0].partition(':')[0]}: is not declared"
    sentence = _SENTENCE.search(expected.replace(_NOT_DECLARED, ""))
    if sentence is not None:
        return sentence[0].strip()
    if not text.strip():
        return "it is empty"
    return f"{word[0]!r} is not expected here" if word else "it ends too early"


def _excerpt(text: str, line: int, column: int) -> str:
    shown = _line(text, line).replace("\t", " ")
    start = max(0, column - 1 - _SHOWN)
    return f"{shown[start : column - 1 + _SHOWN]}\n{' ' * (column - 1 - start)}^"


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1].rstrip("\r") if number <= len(lines) else ""


def _first_line(message: str) -> str:
    return message.partition("\n")[0][:200]


def render(refused: RequestRefused, accept: str) -> tuple[str, bytes]:
    """The media type and the bytes of a message, in what the client likes; text where it likes neither."""
    media_type = preferred(accept, PROBLEMS) or PROBLEMS[0]
    if media_type == PROBLEMS[0]:
        place = f"\n{refused.excerpt}" if refused.excerpt else ""
        return with_charset(media_type), f"{refused.reason}{place}\n".encode("utf-8", "replace")
    problem: dict[str, object] = {
        "type": "about:blank", "title": title(refused.status), "status": refused.status, "detail": refused.reason,
        "line": refused.line, "column": refused.column, "excerpt": refused.excerpt,
    }  # fmt: skip
    known = {name: value for name, value in problem.items() if value is not None}
    return media_type, json.dumps(known, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def title(status: int) -> str:
    """The phrase of a status."""
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Client Closed Request"
