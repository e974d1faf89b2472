"""As much of Solr as CKAN needs to answer for its packages: what it indexes is kept in memory, and given back in pages.

    python benchmarks/solr_stand_in.py PORT SCHEMA

Nothing is searched for: packages are found by organisation, name or identifier, and otherwise all of them, by name. It
is here because `ckan_catalogue.py` needs a CKAN that runs, and no package index has Solr.
"""

from __future__ import annotations

import json
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

_OWNER: Final = re.compile(r"[+(\s](?:owner_org|organization):\"?([\w-]+)")
_ONE: Final = re.compile(r"(?:id|name):\"([\w-]+)\"")
_GONE: Final = re.compile(rb"\+id:\"?([\w-]+)|index_id:(?:&quot;|\W)*(\w+)")


class Index:
    """The documents by their keys."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, Any]] = {}

    def update(self, body: bytes) -> None:
        """Adds or removes documents, as XML or JSON says."""
        if body[:1] == b"[":
            self._known |= {one["index_id"]: one for one in json.loads(body)}
        elif b"<add" in body:
            for element in ElementTree.fromstring(body).iter("doc"):  # noqa: S314  # what CKAN beside us sends
                one: dict[str, list[str]] = {}
                for field in element:
                    one.setdefault(field.get("name") or "", []).append(field.text or "")
                self._known["".join(one["index_id"])] = {
                    name: many if len(many) > 1 else many[0] for name, many in one.items()
                }
        elif b"delete" in body:
            gone = {part.decode() for found in _GONE.findall(body) for part in found if part}
            self._known = {
                key: one for key, one in self._known.items() if key not in gone and one.get("id") not in gone
            }

    def select(self, asked: dict[str, list[str]]) -> bytes:
        """A page of what is asked for."""
        query = " ".join(asked.get("q", []))
        found = [one for one in self._known.values() if one.get("entity_type", "package") == "package"]
        if owners := _OWNER.findall(" " + " ".join([query, *asked.get("fq", [])])):
            found = [one for one in found if {one.get("owner_org"), one.get("organization")} & set(owners)]
        if names := _ONE.findall(query):
            found = [one for one in found if {one.get("id"), one.get("name")} & set(names)]
        found.sort(key=lambda one: str(one.get("name")))
        start, rows = int(asked.get("start", ["0"])[0]), int(asked.get("rows", ["10"])[0])
        facets: dict[str, list[Any]] = {name: [] for name in asked.get("facet.field", [])}
        answer = {
            "responseHeader": {"status": 0, "QTime": 1},
            "response": {"numFound": len(found), "start": start, "docs": found[start : start + rows]},
            "facet_counts": {"facet_fields": facets, "facet_queries": {}},
        }
        return json.dumps(answer).encode()


def serve(port: int, schema: bytes) -> None:
    """Answers on this machine until it is stopped."""
    index = Index()

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers.get("content-length") or 0)))

        def log_message(self, format: str, *args: object) -> None:  # the name of the base class
            """Says nothing."""

        def _answer(self, body: bytes) -> None:
            place = urlsplit(self.path)
            if place.path.endswith(("/schema", "/admin/file/")):
                self._send(schema, "application/xml")
            elif "/update" in place.path:
                index.update(body)
                self._send(b'{"responseHeader": {"status": 0, "QTime": 1}}', "application/json")
            else:
                self._send(index.select(parse_qs(place.query) | parse_qs(body.decode())), "application/json")

        def _send(self, body: bytes, media_type: str) -> None:
            self.send_response(200)
            self.send_header("content-type", media_type)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    ThreadingHTTPServer(("127.0.0.1", port), Answering).serve_forever()


if __name__ == "__main__":
    serve(int(sys.argv[1]), Path(sys.argv[2]).read_bytes())
