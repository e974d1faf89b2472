"""Web addresses and handles in the manners of printed answers."""

from __future__ import annotations

import time
from string import ascii_lowercase, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.extract.addresses import find_addresses, find_handles, normalized
from support import KNOWN


def urls(text: str) -> list[str]:
    return [address.url for address in find_addresses(text, 0, len(text))]


def handles(text: str) -> list[str]:
    return [handle.name for handle in find_handles(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("see www.example.org.", "http://www.example.org"),
        ("(www.example.org)", "http://www.example.org"),
        ("<https://www.example.org/x>", "https://www.example.org/x"),
        ("[the portal](https://example.org/x)", "https://example.org/x"),
        ("“www.example.org”,", "http://www.example.org"),
        ("«https://example.org/a»", "https://example.org/a"),
        ("https://example.org/a_(b).", "https://example.org/a_(b)"),
        ("https://example.org/a).", "https://example.org/a"),
        ("https://example.org/x…", "https://example.org/x"),
        ("https://example.org/x?a=1&b=2;", "https://example.org/x?a=1&b=2"),
        ("https://EXAMPLE.org/Path", "https://example.org/Path"),
        ("http://example.org:8080/x", "http://example.org:8080/x"),
        ("https://example.org/trámites", "https://example.org/trámites"),
        ("https://example.org/%C3%B3", "https://example.org/%C3%B3"),
        ("example.gob.bo", "http://example.gob.bo"),
        ("Web:example.org/x,", "http://example.org/x"),
        ("datos.example.org", "http://datos.example.org"),
        ("http:// www.example.org", "http://www.example.org"),
        ("http://xn--mnchen-3ya.example.org/", "http://xn--mnchen-3ya.example.org/"),
        ("https://example.org/plan.pdf", "https://example.org/plan.pdf"),
        pytest.param("HTTP://WWW.EXAMPLE.ORG/Path", "http://www.example.org/Path", marks=KNOWN),
        pytest.param("Www.example.org", "http://www.example.org", marks=KNOWN),
        pytest.param("Http://example.org", "http://example.org", marks=KNOWN),
        pytest.param("http://münchen.example.org/x", "http://münchen.example.org/x", marks=KNOWN),
        pytest.param("http://пример.рф/", "http://пример.рф/", marks=KNOWN),
        pytest.param("example.org:8080/x", "http://example.org:8080/x", marks=KNOWN),
        pytest.param("http://example.org/a\u200b", "http://example.org/a", marks=KNOWN),
    ],
)
def test_an_address_without_what_stands_around_it(text: str, url: str) -> None:
    assert urls(text) == [url]


@pytest.mark.parametrize(
    "text",
    [
        "a.b@example.org",
        "mailto:ana@example.org",
        "ana@sub.example.org",
        "e.g. this",
        "i.e. that",
        "U.S.A",
        "Sr. Juan",
        "report.pdf",
        "plan.docx",
        "version 3.2",
        "ftp://example.org/x",
        "http://localhost/x",
        "http://192.168.0.1/x",
        "http://example.org:99999/",
        "https://[bad/",
        "http://.example.org",
        "http://-a.example.org",
        "end.It was",
        "3.5.2019",
        pytest.param("ana@www.example.org", marks=KNOWN),
        pytest.param("the node.js library", marks=KNOWN),
        pytest.param("as in Section 3.2.in fact", marks=KNOWN),
        pytest.param("los datos.la ley", marks=KNOWN),
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert urls(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "www.example.org, www.example.net",
        "www.example.org www.example.net",
        "www.example.org\nwww.example.net",
        "www.example.org\thttp://www.example.net",
        "(www.example.org) and <http://www.example.net>",
        pytest.param("www.example.org;www.example.net", marks=KNOWN),
        pytest.param("www.example.org,www.example.net", marks=KNOWN),
        pytest.param("www.example.org–www.example.net", marks=KNOWN),
    ],
)
def test_two_addresses(text: str) -> None:
    assert urls(text) == ["http://www.example.org", "http://www.example.net"]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://www.roads.\ngov.zm", "https://www.roads.gov.zm"),
        ("see www.roads.gob\n.pa and more", "http://www.roads.gob.pa"),
        ("www.roads.gob.\npa\n", "http://www.roads.gob.pa"),
        ("https://example.org/media/6200/\nact-12.pdf", "https://example.org/media/6200/act-12.pdf"),
    ],
)
def test_an_address_that_a_lines_end_breaks_is_whole(text: str, url: str) -> None:
    (found,) = find_addresses(text, 0, len(text))
    assert found.url == url
    assert "\n" in text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Visit www.roads.gov.na.\nit is new", ["http://www.roads.gov.na"]),
        ("https://a.example.org/\nwww.b.example.org", ["https://a.example.org/", "http://www.b.example.org"]),
        ("www.a.gov.zm\nb.gov.zm", ["http://www.a.gov.zm", "http://b.gov.zm"]),
        ("https://a.example.org/\nThe office", ["https://a.example.org/"]),
        ("www.roads", []),
    ],
)
def test_a_lines_end_that_ends_an_address(text: str, found: list[str]) -> None:
    assert urls(text) == found


def test_offsets_stand_in_the_whole_text_and_hold_what_is_printed() -> None:
    text = "See www.example.org/a, then https://EXAMPLE.net."
    found = find_addresses(text, 0, len(text))
    assert [text[one.start : one.end] for one in found] == ["www.example.org/a", "https://EXAMPLE.net"]
    assert [one.host for one in found] == ["www.example.org", "example.net"]
    assert find_addresses(text, 22, len(text)) == found[1:]


@pytest.mark.parametrize(
    "printed", ["example", "http://", "http://a b.example.org", "http://example.org:x/", "-a.org", "", "a..org"]
)
def test_what_has_no_valid_host_is_not_normalized(printed: str) -> None:
    assert normalized(printed) is None


LABEL = st.text(ascii_lowercase + digits, min_size=1, max_size=12)
HOST = st.builds(lambda labels: ".".join([*labels, "example", "org"]), st.lists(LABEL, min_size=1, max_size=3))
PATH = st.text(ascii_lowercase + digits + "/-_=&?#%éñ", max_size=20).map(lambda text: f"/{text}z")


@given(
    HOST, PATH, st.sampled_from(["", "http://", "https://"]), st.sampled_from(["", ".", ",", ").", ";\n", "”", " x"])
)
def test_an_address_is_read_back_whatever_follows(host: str, path: str, scheme: str, behind: str) -> None:
    start = scheme or "www."
    assert urls(f"at {start}{host}{path}{behind}") == [f"{scheme or 'http://www.'}{host}{path}"]


@given(st.text(max_size=60), st.sampled_from(["", "http://", "HTTPS://", "www."]))
def test_normalizing_twice_changes_nothing(text: str, scheme: str) -> None:
    known = normalized(scheme + text)
    if known:
        assert normalized(known[0]) == known
        assert known[1] == known[1].lower()
        assert known[1] in known[0]


@given(st.text(st.sampled_from("aw.@:/htp()[]<> -_1é%\n,"), max_size=80))
def test_any_text_is_read_without_failing(text: str) -> None:
    for address in find_addresses(text, 0, len(text)):
        assert normalized(text[address.start : address.end]) == (address.url, address.host)
    for handle in find_handles(text, 0, len(text)):
        assert text[handle.start : handle.end] == f"@{handle.name}"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@example_org", ["example_org"]),
        ("Twitter: @MinEjemplo, @otro.", ["MinEjemplo", "otro"]),
        ("(@ab)", ["ab"]),
        ("ana@example.org", []),
        ("https://example.org/@ana", []),
        ("@", []),
        ("@a", []),
        ("@@ana", []),
    ],
)
def test_handles(text: str, names: list[str]) -> None:
    assert handles(text) == names


@pytest.mark.parametrize(
    "piece", ["a.", "www.", "http://", "@a", "a-", "(", "http://e.org/(((", "1.", "x,", "a.b.c.d.e."]
)
def test_the_time_grows_with_the_length_alone(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    start = time.perf_counter()
    find_handles(text, 0, len(text))
    assert time.perf_counter() - start < 2
