"""Private contacts: what is one, what only looks like one, and that nothing moves when it is blanked or masked."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.documents import contacts, masked, read, with_private
from egov_kg.documents.blanks import LINE_ENDS
from egov_kg.documents.contact_words import contact_words
from egov_kg.errors import KnowledgeError
from egov_kg.model import Document, Link, Span


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in contacts(text)]


def document(text: str, links: tuple[Link, ...] = ()) -> Document:
    return Document(file_name="a.txt", path=Path("a.txt"), sha256="0" * 64, text=text, plain=text, links=links)


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("Tom Test, (02) 234-5678, 876-555-1234", ["(02) 234-5678", "876-555-1234"]),
        ("Ana Testova (809) 555-0100", ["(809) 555-0100"]),
        ("call 020 234 5678 today", ["020 234 5678"]),
        ("ISBN 978-3-16-148410-0, ISBN 0-306-40615-2, ISSN 1234-5678", []),
        ("Ley 006-2020, Decreto 0034-2020-1234, Law No. 876-555-1234", []),
        ("USD 123.456.789, 1,234,567 and 0.123 456", []),
        ("on 01-03-2021 and 2021-03-01, (2019) 234-5678", []),
        ("https://example.org/876-555-1234", []),
        ("Expediente 00123-2019-0-1801, IP 192.168.100.1000", []),
    ],
)
def test_local_numbers_without_a_word_before(text: str, private: list[str]) -> None:
    assert found(text) == private


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("E-mail: ana@example.org", ["ana@example.org"]),
        ("Email:\n\nana.b-c+d@mail.example.gob.pe", ["ana.b-c+d@mail.example.gob.pe"]),
        ("**Email:** ana@example.org.", ["ana@example.org"]),
        ("(ana@example.org)", ["ana@example.org"]),
        ("<ana@example.org>", ["ana@example.org"]),
        ("ana@example.org , bob@example.com;c@d.net", ["ana@example.org", "bob@example.com", "c@d.net"]),
        ("ana@example.org/bob@example.com", ["ana@example.org", "bob@example.com"]),
        ("[ana](mailto:ana@example.org)", ["mailto:ana@example.org"]),
        (r"ana\_b@example.org", [r"ana\_b@example.org"]),
        ("ana @ example.org", ["ana @ example.org"]),
        ("ana@ example.org", ["ana@ example.org"]),
        ("ana.b @example.org", ["ana.b @example.org"]),
        ("Correo electrónico: ana @example.org", ["ana @example.org"]),
        ("E-mail: ana\n@example.org", ["ana\n@example.org"]),
        ("ana@\nexample.org", ["ana@\nexample.org"]),
        ("ana (at) example.org", ["ana (at) example.org"]),
        ("ana[at]example[dot]org", ["ana[at]example[dot]org"]),
        ("ana at example dot org", ["ana at example dot org"]),
        ("ana arroba example punto org", ["ana arroba example punto org"]),
        ("ana(@)example.org", ["ana(@)example.org"]),
        ("josé@ejemplo.gob.mx", ["josé@ejemplo.gob.mx"]),
        ("https://example.org/leave?mail=ana@example.org", ["ana@example.org"]),
        ("a" * 100 + "@example.org", ["a" * 100 + "@example.org"]),
    ],
)
def test_mail_addresses(text: str, private: list[str]) -> None:
    assert found(text) == private


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("+58 212 555 01 23", ["+58 212 555 01 23"]),
        ("+595215550123", ["+595215550123"]),
        ("call +1 (202) 555-0143 now", ["+1 (202) 555-0143"]),
        ("Phone: 555-0143", ["555-0143"]),
        ("**Phone:** 555-0143", ["555-0143"]),
        ("Phone:\n\n555-0143\n\n5. Please provide", ["555-0143"]),
        ("Tel 555-0143", ["555-0143"]),
        ("Tel. (507) 555-0143", ["(507) 555-0143"]),
        ("Tel.: 00 507 555 0143", ["00 507 555 0143"]),
        ("Teléfono: 02 555 0143 ext. 12", ["02 555 0143 ext. 12"]),
        ("Móvil / WhatsApp: 600 555 012", ["600 555 012"]),
        ("Fax: 555 0143 / 555 0144, 555-0145", ["555 0143 / 555 0144, 555-0145"]),
        ("Tel. 555-0143/44", ["555-0143/44"]),
        ("Tel. N° 555-0143", ["555-0143"]),
        ("Phone (office): 555-0143", ["555-0143"]),
        ("Teléfonos 555-0143 y 555-0144", ["555-0143 y 555-0144"]),
        ("(+507) 555-0143", ["+507) 555-0143"]),
        ("| Celular | 5550143 |", ["5550143"]),
        ("Phone and Fax: 555.01.43", ["555.01.43"]),
        ("tel:+50755501430", ["+50755501430"]),
    ],
)
def test_telephone_numbers(text: str, private: list[str]) -> None:
    assert found(text) == private


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("Contact: Ana Ejemplo ana@example.org", ["Ana Ejemplo", "ana@example.org"]),
        ("Contacto: Lic. Ana María de la Fuente, ana@example.org", ["Lic. Ana María de la Fuente", "ana@example.org"]),
        ("Contact person: Ana Ejemplo (ana@example.org)", ["Ana Ejemplo", "ana@example.org"]),
        ("**Contato:** João Exemplo <joao@example.org>", ["João Exemplo", "joao@example.org"]),
        ("Contact: Ana Ejemplo, Head of Unit, ana@example.org", ["Ana Ejemplo", "ana@example.org"]),
        ("Contact: Ana Ejemplo Email: ana@example.org", ["Ana Ejemplo", "ana@example.org"]),
        ("Contact person:\nAna Ejemplo\nDirector\nana@example.org", ["Ana Ejemplo", "ana@example.org"]),
        ("Contact: Ana Ejemplo, Tel. 555-0143", ["Ana Ejemplo", "555-0143"]),
        (
            "Contact: Ana Ejemplo ana@example.org and Eva Muestra eva@example.org",
            ["Ana Ejemplo", "ana@example.org", "Eva Muestra", "eva@example.org"],
        ),
        ("Contact: Ministry of Examples, info@example.org", ["info@example.org"]),
        ("Contacto: Dirección de Ejemplos, info@example.org", ["info@example.org"]),
        ("Please contact the office at info@example.org", ["info@example.org"]),
        ("Contact: Ana Ejemplo", []),
        ("Name: Ana Ejemplo\nTitle: Minister", []),
        ("Contact:\nName: Ana Ejemplo\nJob title: Minister\nana@example.org", ["ana@example.org"]),
        ("Contact:\nAna Ejemplo\nDirector General of Roads\nana@example.org", ["ana@example.org"]),
        ("Contacto: Ana Ejemplo, Secretaria General de Caminos, ana@example.org", ["ana@example.org"]),
    ],
)
def test_names_of_contacts(text: str, private: list[str]) -> None:
    assert found(text) == private


@pytest.mark.parametrize(
    "text",
    [
        # laws, gazettes, dates, years
        "Law No. 1712 of 2014, Ley N° 19.628, Ley 527/1999, Decreto Supremo No. 29894-2009",
        "Official Gazette No. 24,476 of January 23, 2002; G.O. 38.984; O.G. N° 36.860, date 30/12/1999",
        "Date Submitted (31/03/2019), 2019-03-31, 31-03-2019, 31.03.2019",
        "for 2014 - 2019, 2017–2025, 2014/2019, 2014-19",
        "Resolution 066-2018-2019/DIR 001-2020-1234567",
        # counts and money
        "@Agency_XX\t1.376.379\thttps://twitter.example/agency_xx",
        "followers: 376.379, 54 090, 1 376 379",
        "USD 12.500.000, US$ 1 234 567 890, B/. 30 million, 4.560.000 bolivianos, $1,234,567",
        "+58% growth, +2,000 services, +1 000 000 users, +12.500.000, +3.5 points",
        "Mobile subscriptions: 4.560.000; Cell 4 560 000 users; telefonía móvil 12.345.678 usuarios",
        "Phone 2017-2018 survey; Mobile 2019-03-31 release; telephone\n\n2017-2018",
        "Telephone: 1.234.567 subscribers",
        "79% of 10,000,000 and 0.0912345678",
        # standards and identifiers
        "ISO 27001:2013, ISO/IEC 25010-2011, ISBN 978-92-64-28328-2, RFC 2822",
        "RUC 20131366966-1, NIT 899999053-1",
        # addresses on the web
        "https://example.org/portal/604/w3-article-82084555.html http://example.org/?id=30033063555",
        "https://example.org/1.2.3+4567890123 and https://wa.example/+50755501430",
        "https://medium.example/@agency/post and https://maps.example/@-34.9011,-56.1645",
        "https://example.org/fax/5550143 https://example.org/cel-5550143 www.example.org/?phone=5550143",
        "https://example.org/files/3115/4515/1277/PLAN_066_-2018_-2019.pdf",
        # social media
        "@ministry_xx and @Ministry.XX, Twitter: @agency, Instagram: @agency.oficial",
        "Ministry of Examples www.example.gob.ve @MPPEjemplo\n@OtraCuenta",
        "Ministry @ministry.gob, Agencia @agencia.digital.ejemplo",
        "@agency@mastodon.example",
        "follow us @ facebook.example/agency and visit us @ www.example.org",
        "icon@2x.png and react@16.8.0",
        # words
        "311 Citizen Contact Center, Tel. 311, Phone: 911",
        "Contact and Additional Information\n\nName: Ana Ejemplo",
        "the data are available at the portal; meet (at 10.30) there",
        "Phone:\n\n5. Please provide names and URLs\n\na. Planning",
        "coordinates +12.97160000, +77.5946",
        "UTC+02:00 and 2019-03-31T12:00:00+02:00",
    ],
)
def test_what_only_looks_like_a_contact(text: str) -> None:
    assert found(text) == []


LABELS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=12)
LOCALS = st.tuples(st.sampled_from("._-+"), st.lists(LABELS, min_size=1, max_size=3)).map(lambda it: it[0].join(it[1]))
DOMAINS = st.tuples(LABELS, st.sampled_from(["org", "gob.pe", "gov.co", "example", "com"])).map(".".join)
AROUND = st.sampled_from(["", " ", "\n", ", ", "(", "<", "E-mail: ", "**", "|", "“", "é "])


@given(AROUND, LOCALS, DOMAINS, st.sampled_from(["", " ", "\n", ",", ")", ">", ".", ". ", "**", "|", "”", "?"]))
def test_every_mail_address_is_found_whole(before: str, local: str, domain: str, after: str) -> None:
    text = f"{before}{local}@{domain}{after}"
    assert Span(len(before), len(before) + len(local) + 1 + len(domain)) in contacts(text)


@given(st.text(alphabet="ab1 @.+-()/:\n,Tel", max_size=60) | st.text(max_size=60))
def test_contacts_are_sorted_and_within_the_text(text: str) -> None:
    spans = contacts(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one.end < other.start for one, other in pairwise(spans))


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=6))
def test_masking_and_blanking_move_nothing(text: str, pairs: list[tuple[int, int]]) -> None:
    private = with_private(document(text), [Span(*pair) for pair in pairs])
    shown = masked(private)
    assert len(shown) == len(private.plain) == len(text)
    inside = {at for start, end in private.private for at in range(start, end)}
    assert inside == {at for start, end in pairs for at in range(max(start, 0), min(end, len(text)))}
    for at, (old, mask, plain) in enumerate(zip(text, shown, private.plain, strict=True)):
        hidden = at in inside and old not in LINE_ENDS
        assert (mask, plain) == (("█", " ") if hidden else (old, old))


def test_private_stretches_are_merged_with_those_there() -> None:
    once = with_private(document("abcdefghij"), [Span(6, 8), Span(1, 3)])
    assert once.private == (Span(1, 3), Span(6, 8))
    twice = with_private(once, [Span(2, 6)])
    assert twice.private == (Span(1, 8),)
    assert masked(twice) == "a███████ij"
    assert twice.plain == "a       ij"
    assert with_private(twice, [Span(3, 4)]) is twice


def test_links_to_private_contacts_go() -> None:
    text = "write to Ana or see the site, ana@example.org"
    links = (
        Link(Span(9, 12), "mailto:ana@example.org"),
        Link(Span(9, 12), "https://example.org/?to=ana@example.org"),
        Link(Span(20, 28), "https://example.org"),
        Link(Span(30, 45), "https://example.org/ana"),
    )
    assert with_private(document(text, links), contacts(text)).links == (links[2],)


def test_private_contacts_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("See [us](mailto:ana@example.org) or [www](https://example.org)\n", encoding="utf-8")
    private = read(path)
    assert [link.target for link in private.links] == ["https://example.org"]
    assert masked(private) == "See [us](██████████████████████) or [www](https://example.org)\n"
    assert "ana@example.org" not in repr((private.plain, private.links))


@pytest.mark.parametrize(
    "unit",
    ["@", "a@", "a" * 64 + "@", "a@" + "b." * 8, "a@b.cc A ", "+", "+1 ", "1", "1 ", "1.", "12/", "(at)", "a(at)b.",
     "a at b dot ", "Contact: A ", "Contact: A a@b.cc ", "Phone: ", "Phone: 1234567 / ", "A ", " "],
)  # fmt: skip
def test_hostile_lines_take_linear_time(unit: str) -> None:
    text = unit * (400_000 // len(unit))
    started = time.process_time()
    contacts(text)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("# words\ntelephone\ttel\nfax 1\n", "line 3: 'fax 1' is not one of telephone, "),
        ("telephone\ttel\ntelephone\ttel\n", r"line 2: 'telephone\\ttel' is not one of"),
        ("telephone\t \n", "line 1: "),
        ("telephone\ttel\n", "end: it holds no word of the kind number"),
    ],
)
def test_a_wrong_word_list_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, message: str
) -> None:
    path = tmp_path / "words.tsv"
    path.write_text(content, encoding="utf-8")
    monkeypatch.setattr("egov_kg.documents.contact_words._FILE", path)
    contact_words.cache_clear()
    with pytest.raises(KnowledgeError, match=rf"words\.tsv, {message}"):
        contact_words()
    contact_words.cache_clear()
