"""``/reconcile``: OpenRefine's calls, both versions of the API against their JSON schemas, and bad requests."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from running import shared_folder
from sample_build import SAMPLE
from serving import Response, Server, serving, until

LEARNING = "agency/ISL-ministry-of-learning"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERIES: dict[str, dict[str, Any]] = {
    "q0": {"query": "MINISTRY OF LEARNING", "type": "Agency", "limit": 3,
           "properties": [{"pid": "egov:country", "v": "Iceland"}]},
    "q1": {"query": "Ministry of Learning", "type": "Agency", "properties": [{"pid": "egov:country", "v": "NOR"}]},
    "q2": {"query": "Ministry of Learning - Exams Department", "properties": [{"pid": "egov:country", "v": "ISL"}]},
    "q3": {"query": "Nothing of the kind"},
    "q4": {"query": "https://w3id.org/egov-kg/id/" + LEARNING},
}  # fmt: skip
DRAFT = {"queries": [
    {"type": "Agency", "limit": 2, "conditions": [
        {"matchType": "name", "propertyValue": "Ministry of learning"},
        {"matchType": "property", "propertyId": "egov:country",
         "propertyValue": {"id": "country/ISL", "name": "Iceland"}}]},
    {"conditions": [{"matchType": "id", "propertyValue": LEARNING}]},
]}  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(SAMPLE) as running:
        until(lambda: running.get("/api/search?q=ministry").status == 200)
        yield running


def said(response: Response) -> Any:  # noqa: ANN401  # whatever JSON says
    assert response.status == 200, response.text
    assert response.headers["content-type"] == "application/json"
    assert response.headers["access-control-allow-origin"] == "*"
    return json.loads(response.body)


def post(server: Server, path: str, **fields: object) -> Response:
    body = urlencode({name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()})
    return server.request("POST", path, headers=FORM, body=body.encode())


def post_json(server: Server, path: str, data: object) -> Response:
    return server.request("POST", path, headers={"Content-Type": "application/json"}, body=json.dumps(data).encode())


def test_what_openrefine_asks_one_call_after_the_other(server: Server) -> None:
    manifest = said(server.get("/reconcile"))
    assert manifest["versions"] == ["0.1", "0.2"]
    assert [one["id"] for one in manifest["defaultTypes"]] == ["Organization", "Agency", "InternationalOrganization"]
    found = said(post(server, "/reconcile", queries=QUERIES))
    first = found["q0"]["result"][0]
    assert (first["id"], first["name"], first["match"]) == (LEARNING, "Ministry of Learning", True)
    assert first["score"] >= 90
    assert {"id": "Agency", "name": "Agency"} in first["type"]
    assert all(not one["match"] for one in found["q1"]["result"]), "another country"
    assert found["q2"]["result"][0]["id"] == LEARNING
    assert not found["q2"]["result"][0]["match"], "a part of it"
    assert found["q3"] == {"result": []}
    assert [(one["id"], one["match"]) for one in found["q4"]["result"]] == [(LEARNING, True)]
    assert said(server.get("/reconcile?" + urlencode({"queries": json.dumps(QUERIES)}))) == found
    viewed = manifest["view"]["url"].replace("{{id}}", quote(LEARNING, safe=""))
    assert server.get(viewed.partition(str(server.port))[2], accept="text/turtle").status in (200, 303)


def test_entities_types_and_properties_are_suggested(server: Server) -> None:
    entity = said(server.get("/reconcile/suggest/entity?prefix=minis"))["result"]
    assert LEARNING in [one["id"] for one in entity]
    assert said(server.get("/reconcile/suggest/entity?prefix=")) == {"result": []}
    assert [one["id"] for one in said(server.get("/reconcile/suggest/type?prefix=agen"))["result"]] == ["Agency"]
    properties = said(server.get("/reconcile/suggest/property?prefix=web"))["result"]
    assert properties == [{"id": "egov:url", "name": "Web address"}]
    proposed = said(server.get("/reconcile/extend/propose?type=Agency"))
    assert "egov:mandate" in [one["id"] for one in proposed["properties"]]
    assert "egov:number" not in [one["id"] for one in proposed["properties"]]


def test_a_spreadsheet_is_extended(server: Server) -> None:
    asked = {"ids": [LEARNING, "agency/nobody", "no identifier"], "properties": [{"id": "egov:country"}, {"id": "x:y"}]}
    found = said(post(server, "/reconcile", extend=asked))
    assert found["meta"] == [{"id": "egov:country", "name": "Country"}, {"id": "x:y", "name": "x:y"}]
    assert found["rows"][LEARNING]["egov:country"] == [{"id": "country/ISL", "name": "Iceland"}]
    assert found["rows"]["no identifier"] == {"egov:country": [], "x:y": []}
    draft = said(post_json(server, "/reconcile/1.0/extend", asked))
    assert draft["rows"][0] == {
        "id": LEARNING,
        "properties": [
            {"id": "egov:country", "values": [{"id": "country/ISL", "name": "Iceland"}]}, {"id": "x:y", "values": []},
        ],
    }  # fmt: skip


def test_a_preview_shows_the_thing(server: Server) -> None:
    preview = server.get("/reconcile/preview?id=" + quote(LEARNING, safe=""))
    assert (preview.status, preview.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "<h1>Ministry of Learning</h1>" in preview.text
    assert "Iceland" in preview.text
    assert said(server.get("/reconcile/flyout?id=" + quote(LEARNING)))["id"] == LEARNING
    assert server.get("/reconcile/preview?id=agency/XXX-none").status == 404


def test_the_draft_is_asked_with_json(server: Server) -> None:
    assert said(server.get("/reconcile/1.0/"))["versions"] == ["1.0-draft"]
    found = said(post_json(server, "/reconcile/1.0/match", DRAFT))["results"]
    assert [(one["candidates"][0]["id"], one["candidates"][0]["match"]) for one in found] == [(LEARNING, True)] * 2


def test_an_answer_as_a_call_of_a_function(server: Server) -> None:
    called = server.get("/reconcile?callback=jsonp123")
    assert called.headers["content-type"].startswith("application/javascript")
    assert called.text.startswith("/**/jsonp123({")
    assert server.get("/reconcile?callback=alert(1)").status == 400


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/reconcile?queries=%7B", b"", 400),
        ("GET", "/reconcile?queries=%5B%5D", b"", 400),
        ("GET", "/reconcile?queries=" + quote('{"a": {"query": 5}}'), b"", 400),
        ("GET", "/reconcile?extend=%7B%7D", b"", 400),
        ("POST", "/reconcile", b"queries=" + b"x" * (4 * 2**20), 413),
        ("GET", "/reconcile/1.0/match", b"", 405),
        ("POST", "/reconcile/1.0/match", b"{}", 400),
        ("POST", "/reconcile/1.0/match", b'{"queries": [{}]}', 400),
        ("POST", "/reconcile/1.0/match", b"\xff", 400),
        ("POST", "/reconcile/1.0/match", b"[" * 100_000, 400),
    ],
)
def test_what_cannot_be_answered_is_refused(server: Server, method: str, path: str, body: bytes, status: int) -> None:
    headers = FORM if path == "/reconcile" else {}
    assert server.request(method, path, headers=headers, body=body or None).status == status


def test_a_new_build_is_matched_with(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "build"))
    with serving(folder) as running:
        before = said(post(running, "/reconcile", queries={"a": QUERIES["q0"]}))
        assert before["a"]["result"][0]["name"] == "Ministry of Learning"
        for name in ("egov-kg.ttl", "egov-kg.nq"):
            text = (folder / name).read_text("utf-8").replace("Ministry of Learning", "Ministry of Lessons")
            (folder / f"{name}.new").write_text(text, encoding="utf-8")
            (folder / f"{name}.new").replace(folder / name)
        asked = {"a": QUERIES["q0"] | {"query": "Ministry of Lessons"}}

        def is_there() -> bool:
            found = said(post(running, "/reconcile", queries=asked))["a"]["result"]
            return bool(found) and found[0]["match"]

        until(is_there)


def check(version: str, name: str, data: object) -> None:
    """Raises jsonschema.ValidationError where an answer is not of its schema."""
    import jsonschema  # noqa: PLC0415  # with the schemas alone
    import referencing  # noqa: PLC0415

    folder = shared_folder() / "specs" / f"reconciliation-{version}"
    resources = []
    for path in folder.glob("*.json"):
        found = json.loads(path.read_bytes())
        if "$schema" in found or "$id" in found:
            resource = referencing.Resource.from_contents(found, default_specification=referencing.jsonschema.DRAFT7)
            above = found.get("$id", "").rpartition("/")[0]
            resources += [(path.name, resource), (f"{above}/{path.name}", resource)]
    schema = json.loads((folder / f"{name}.json").read_bytes())
    registry: Any = referencing.Registry().with_resources(resources)
    jsonschema.Draft7Validator(schema, registry=registry).validate(data)


def test_every_answer_is_valid_by_the_schemas_of_both_versions(server: Server) -> None:
    old, draft = "0.2", "1.0-draft"
    check(old, "reconciliation-query-batch", QUERIES)
    check(draft, "reconciliation-query-batch", DRAFT)
    check(old, "manifest", said(server.get("/reconcile")))
    check(draft, "manifest", said(server.get("/reconcile/1.0")))
    check(old, "reconciliation-result-batch", said(post(server, "/reconcile", queries=QUERIES)))
    check(draft, "reconciliation-result-batch", said(post_json(server, "/reconcile/1.0/match", DRAFT)))
    every = [one["id"] for one in said(server.get("/reconcile/extend/propose"))["properties"]]
    asked = {"ids": [LEARNING, "country/ISL"], "properties": [{"id": one} for one in every]}
    check(old, "data-extension-query", asked)
    check(old, "data-extension-response", said(post(server, "/reconcile", extend=asked)))
    check(draft, "data-extension-response", said(post_json(server, "/reconcile/1.0/extend", asked)))
    for version, root in ((old, "/reconcile"), (draft, "/reconcile/1.0")):
        check(version, "suggest-entities-response", said(server.get(f"{root}/suggest/entity?prefix=mi")))
        check(version, "suggest-types-response", said(server.get(f"{root}/suggest/type?prefix=a")))
        check(version, "suggest-properties-response", said(server.get(f"{root}/suggest/property?prefix=a")))
        check(version, "data-extension-property-proposal", said(server.get(f"{root}/extend/propose?type=Agency")))
