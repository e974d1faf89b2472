"""Catalogues of servers on this machine: pages, failures, circles, redirects, robots, what is kept and gone on with."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from catalogue_documents import CKAN_ORGANIZATIONS, DATA_JSON, TURTLE, ckan_package, ckan_search, udata
from egov_kg.catalogues import FetchLimits, Snapshot, Snapshots
from egov_kg.catalogues.gathering import Gatherer
from egov_kg.errors import CatalogueUnusable, RemoteError
from servers import DROP, Asked, Reply, Scripted

LIMITS = FetchLimits(pause=0, first_wait=0.01, longest_wait=0.02, timeout=5, attempts=3)
NONE = Reply(status=404)


def gather(folder: Path, named: str, limits: FetchLimits = LIMITS, *, refresh: bool = False) -> Snapshot:
    return gatherer(folder, limits, refresh=refresh).snapshot(named)


def gatherer(folder: Path, limits: FetchLimits = LIMITS, *, refresh: bool = False, robots: bool = True) -> Gatherer:
    return Gatherer(snapshots=Snapshots(folder), limits=limits, refresh=refresh, robots=robots)


def titles(folder: Path, snapshot: Snapshot) -> list[str]:
    return [one.title for one in gatherer(folder).read(snapshot).datasets]


def ckan(count: int, rows: int = 2) -> Callable[[Asked], Reply | None]:
    """A portal of CKAN that gives two datasets a page, whatever is asked for."""

    def script(asked: Asked) -> Reply:
        if asked.path == "/api/3/action/package_search":
            return Reply(body=ckan_search(int(asked.parameters["start"][0]), count, rows))
        return Reply(body=CKAN_ORGANIZATIONS) if asked.path.endswith("organization_list") else NONE

    return script


def test_ckan_page_by_page_and_then_from_what_is_kept(tmp_path: Path) -> None:
    with Scripted(ckan(5)) as server:
        found = gather(tmp_path, f"ckan:{server.url}/")
        asked = [one for one in server.requests if one.path != "/robots.txt"]
        assert [one.parameters.get("start", ["-"])[0] for one in asked] == ["0", "2", "4", "-"]
        assert all(one.headers["user-agent"].startswith("egov-kg/") for one in asked)
    assert found.whole
    again = gather(tmp_path, found.address)  # the server is gone
    assert again == found
    assert titles(tmp_path, again) == [f"Set {number}" for number in range(5)]
    record = json.loads((found.folder / "record.json").read_bytes())
    assert (record["address"], record["whole"], len(record["pages"])) == (found.address, True, 4)
    assert record["pages"][0]["fetched"].startswith("20")
    assert len(record["pages"][0]["sha256"]) == 64


def test_lists_of_ckan_that_are_cut_are_asked_for_to_their_end(tmp_path: Path) -> None:
    def script(asked: Asked) -> Reply:
        start, action = int(asked.parameters.get("offset", ["0"])[0]), asked.path.rpartition("/")[2]
        if action == "package_search":
            return Reply(body=ckan_search(int(asked.parameters["start"][0]), 2, 2))
        if action == "organization_list":  # as CKAN 2.12 answers, whatever the limit
            listed = [{"id": f"o{n}", "name": f"o-{n}", "package_count": 1} for n in range(start, min(start + 25, 60))]
        elif action == "current_package_list_with_resources":
            listed = json.loads(ckan_search(start, 23, 10))["result"]["results"]
        elif action == "package_show":
            return Reply(body=json.dumps({"success": True, "result": ckan_package(7)}).encode())
        else:
            return NONE
        return Reply(body=json.dumps({"success": True, "result": listed}).encode())

    with Scripted(script) as server:
        gather(tmp_path, f"ckan:{server.url}/")
        lists = [one for one in server.requests if one.path.endswith("organization_list")]
        assert [one.parameters.get("offset", ["-"])[0] for one in lists] == ["-", "25", "50"]
        listed = gather(tmp_path, f"{server.url}/api/3/action/current_package_list_with_resources")
        assert (listed.problem, len(titles(tmp_path, listed))) == ("", 23)
        assert titles(tmp_path, gather(tmp_path, f"{server.url}/api/3/action/package_show?id=x")) == ["Set 7"]


def test_the_kind_is_recognised_from_the_answer_whatever_its_type(tmp_path: Path) -> None:
    bodies = {"/a": DATA_JSON, "/b": TURTLE, "/c": ckan_search(0, 1, 2), "/d": udata(1, None)}

    def script(asked: Asked) -> Reply:
        return Reply(body=bodies[asked.path], headers={"Content-Type": "text/html"}) if asked.path in bodies else NONE

    with Scripted(script) as server:
        kinds = [gather(tmp_path, server.url + path).kind for path in bodies]
    assert kinds == ["datajson", "dcat", "ckan", "udata"]


def test_a_file_is_kept_and_read_anew_when_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "data.json"
    file.write_bytes(DATA_JSON)
    first = gather(tmp_path / "kept", str(file))
    assert first == gather(tmp_path / "kept", str(file))
    file.write_bytes(DATA_JSON.replace(b"Exams again", b"Exams once more"))
    assert gather(tmp_path / "kept", str(file)).sha256 != first.sha256
    file.write_bytes(b"<html></html>")
    with pytest.raises(CatalogueUnusable, match="a web page"):
        gather(tmp_path / "kept", str(file))
    with pytest.raises(CatalogueUnusable, match="cannot be read"):
        gather(tmp_path / "kept", str(tmp_path / "none.json"))


def test_failures_in_the_middle_are_tried_again_and_gone_on_with(tmp_path: Path) -> None:
    failing = {"on": True}

    def script(asked: Asked) -> Reply | None:
        if failing["on"] and asked.parameters.get("start") == ["2"]:
            return Reply(status=500, body=b"oops")
        return ckan(5)(asked)

    with Scripted(script) as server:
        broken = gather(tmp_path, f"ckan:{server.url}/")
        assert not broken.whole
        assert "500" in broken.problem
        assert len([one for one in server.requests if one.parameters.get("start") == ["2"]]) == LIMITS.attempts
        assert titles(tmp_path, broken) == ["Set 0", "Set 1"]
        failing["on"] = False
        server.requests.clear()
        whole = gather(tmp_path, f"ckan:{server.url}/")
        assert [one.parameters["start"][0] for one in server.requests if "start" in one.parameters] == ["2", "4"]
    assert whole.whole
    assert len(titles(tmp_path, whole)) == 5


@pytest.mark.parametrize(
    "broken", [b"", b'{"success": true, "result": {"count": 5, "resu', b"<html>busy</html>", b'{"success": false}']
)
def test_a_page_that_is_none_is_no_end(tmp_path: Path, broken: bytes) -> None:
    ill = [True]

    def script(asked: Asked) -> Reply | None:
        return Reply(body=broken) if ill[0] and "start=4" in asked.target else ckan(5)(asked)

    with Scripted(script) as server:
        named = f"ckan:{server.url}/"
        found = gather(tmp_path, named)
        assert (found.whole, titles(tmp_path, found)) == (False, ["Set 0", "Set 1", "Set 2", "Set 3"])
        assert "start=4 gives no answer of ckan any more" in found.problem
        ill[0] = False
        before = len(server.requests)
        again = gather(tmp_path, named)
        assert (again.whole, again.problem, len(titles(tmp_path, again))) == (True, "", 5)
        assert all("start=0" not in one.target for one in server.requests[before:]), "it goes on where it was"


def test_a_connection_that_breaks_off_is_made_again(tmp_path: Path) -> None:
    answers = [DROP, Reply(status=429, headers={"Retry-After": "0"}), Reply(body=DATA_JSON)]
    with Scripted(lambda asked: NONE if asked.path == "/robots.txt" else answers.pop(0)) as server:
        assert gather(tmp_path, f"{server.url}/data.json").whole


@pytest.mark.parametrize("circle", ["same address", "same answer", "endless"])
def test_paging_without_an_end_is_bounded(tmp_path: Path, circle: str) -> None:
    def script(asked: Asked) -> Reply:
        if asked.path == "/robots.txt":
            return NONE
        number = int(asked.parameters.get("page", ["1"])[0])
        following = "/api/1/datasets/" if circle == "same address" else f"/api/1/datasets/?page={number + 1}"
        return Reply(body=udata(1, "/x") if circle == "same answer" else udata(number, following))

    with Scripted(script) as server:
        found = gather(tmp_path, f"udata:{server.url}/", replace(LIMITS, pages=7))
    assert len(found.pages) <= 7
    assert ("circle" in found.problem) == (circle != "endless")
    assert found.problem
    assert titles(tmp_path, found)


def test_no_redirect_and_no_page_leads_into_a_private_network(tmp_path: Path) -> None:
    with Scripted(lambda _: Reply(body=DATA_JSON)) as inner:
        moved = Reply(status=302, headers={"Location": f"{inner.url}/secret"})
        script = lambda asked: NONE if asked.path == "/robots.txt" else moved  # noqa: E731
        with Scripted(script) as outer, pytest.raises(RemoteError, match="private network"):
            gather(tmp_path, f"{outer.url}/data.json")
        paging = Reply(body=udata(1, f"{inner.url}/api/1/datasets/?page=2"))
        with Scripted(lambda asked: NONE if asked.path == "/robots.txt" else paging) as outer:
            found = gather(tmp_path, f"udata:{outer.url}/")
            assert "private network" in found.problem
        assert inner.requests == []


def test_a_redirect_at_the_same_server_is_followed_and_a_circle_of_them_is_not(tmp_path: Path) -> None:
    def script(asked: Asked) -> Reply:
        if asked.path == "/robots.txt":
            return NONE
        if asked.path == "/new":
            return Reply(body=DATA_JSON)
        return Reply(status=301, headers={"Location": "/new" if asked.path == "/old" else "/round"})

    with Scripted(script) as server:
        assert gather(tmp_path, f"{server.url}/old").whole
        with pytest.raises(RemoteError, match="redirects"):
            gather(tmp_path, f"{server.url}/round")


def test_robots_are_asked(tmp_path: Path) -> None:
    rules = Reply(body=b"User-agent: *\nDisallow: /api/\n", headers={"Content-Type": "text/plain"})
    with Scripted(lambda asked: rules if asked.path == "/robots.txt" else ckan(1)(asked)) as server:
        with pytest.raises(RemoteError, match="robots"):
            gather(tmp_path, f"ckan:{server.url}/")
        assert gatherer(tmp_path, robots=False).snapshot(f"ckan:{server.url}/").whole


def test_an_answer_that_is_too_long_ends_early(tmp_path: Path) -> None:
    script = lambda asked: NONE if asked.path == "/robots.txt" else Reply(body=iter([b" " * 2**16] * 64))  # noqa: E731
    with Scripted(script) as server, pytest.raises(RemoteError, match="longer than"):
        gather(tmp_path, f"{server.url}/data.json", replace(LIMITS, page_bytes=2**18))


def test_hydra_pages(tmp_path: Path) -> None:
    def script(asked: Asked) -> Reply:
        if asked.path == "/robots.txt":
            return NONE
        number = int(asked.parameters.get("page", ["1"])[0])
        after = f"<?page={number}> hydra:next <?page={number + 1}> ." if number < 3 else ""
        text = (
            "@prefix hydra: <http://www.w3.org/ns/hydra/core#> . @prefix dcat: <http://www.w3.org/ns/dcat#> . "
            f'{after} <urn:d{number}> a dcat:Dataset ; <http://purl.org/dc/terms/title> "D{number}" .'
        )
        return Reply(body=text.encode(), headers={"Content-Type": "text/turtle"})

    with Scripted(script) as server:
        found = gather(tmp_path, f"{server.url}/catalog.ttl")
    assert (found.whole, titles(tmp_path, found)) == (True, ["D1", "D2", "D3"])


def test_a_refresh_asks_again_and_a_damaged_snapshot_is_told(tmp_path: Path) -> None:
    count = [2]

    def script(asked: Asked) -> Reply | None:
        return ckan(count[0])(asked)

    with Scripted(script) as server:
        first = gather(tmp_path, f"ckan:{server.url}/")
        count[0] = 3
        assert gather(tmp_path, first.address) == first
        assert len(titles(tmp_path, gather(tmp_path, first.address, refresh=True))) == 3
    kept = gather(tmp_path, first.address)
    (kept.folder / kept.pages[0].file).write_bytes(b"{}")
    with pytest.raises(CatalogueUnusable, match="hash differs"):
        titles(tmp_path, kept)
    (kept.folder / "record.json").write_bytes(b"[1]")
    with pytest.raises(CatalogueUnusable, match="no record"):
        gather(tmp_path, first.address)
