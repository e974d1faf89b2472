"""The addresses behind linked words are printed behind them, so that evidence can show them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from egov_kg.documents import read
from egov_kg.model import Document
from egov_kg.pipeline import build
from office import docx_file, odt_file, p, read_bytes
from pdfs import Page, Text, pdf


def page(folder: Path, body: str) -> Document:
    return read_bytes(folder, f"<!doctype html><meta charset=utf-8>{body}".encode(), "page.html")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Our <a href='https://datos.gob.xx'>open data portal</a>, new.",
         "Our open data portal <https://datos.gob.xx>, new."),
        ("<a href='https://datos.gob.xx/'>Data</a>", "Data <https://datos.gob.xx>"),
        ("<a href='https://datos.gob.xx/a'>port</a>als of", "portals <https://datos.gob.xx/a> of"),
        ("<a href='https://a.gob.xx/x'>One</a> and <a href='https://a.gob.xx/x'>one</a>",
         "One <https://a.gob.xx/x> and one"),
        ("<a href='https://a.gob.xx/x'>One</a><br><a href='https://a.gob.xx/x'>One</a>",
         "One\nOne <https://a.gob.xx/x>"),
        ("<a href='https://a.gob.xx/x'>One</a><p>1<p><a href='https://a.gob.xx/x'>One</a>",
         "One <https://a.gob.xx/x>\n\n1\n\nOne <https://a.gob.xx/x>"),
        ("<a href='https://datos.gob.xx/x?y'>datos.gob.xx</a>", "datos.gob.xx"),
        ("<a href='https://datos.gob.xx'>Data</a> (datos.gob.xx)", "Data (datos.gob.xx)"),
        ("<a href='mailto:a@b.example.org'>Mail</a> <a href='#x'>up</a> <a href=/in>in</a> <a href='tel:1'>ring</a>",
         "Mail up in ring"),
        ("<a href='https://u@a.gob.xx'>One</a> <a href='https://a.gob.xx/a b'>two</a> <a href='ftp://a.xx'>f</a>",
         "One two f"),
        ("<a href='https://a.gob.xx'>☐</a> <a href='https://b.gob.xx'>–</a>", "☐ –"),
        (f"<a href='https://a.gob.xx/{'x' * 400}'>long</a>", "long"),
        ("<nav><a href='https://a.gob.xx'>Home</a></nav>words", "words\n\nHome"),
    ],
)  # fmt: skip
def test_addresses_behind_words_are_printed(tmp_path: Path, body: str, text: str) -> None:
    document = page(tmp_path, f"<p>{body}")
    assert document.text == f"{text}\n"
    assert len(document.plain) == len(document.text)
    assert "https://datos.gob.xx>" not in document.plain


def test_what_stands_behind_an_address_keeps_its_place(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<p><a href='https://a.gob.xx/x'>A</a> <input type=checkbox checked>Yes <input type=checkbox>No"
        "<table><tr><td><a href='https://b.gob.xx/x'>B</a><td>1<td>2<tr><td>3<td>4<td><a href='https://c.xx'>C</a>"
        "</table>",
    )
    assert [document.text[slice(*tick.span)] for tick in document.ticks] == ["☒", "☐"]
    assert [document.text[slice(*link.span)] for link in document.links] == ["A", "B", "C"]
    assert document.text.splitlines()[2:] == ["| B <https://b.gob.xx/x> | 1 | 2 |", "| 3 | 4 | C <https://c.xx> |"]
    assert [line.split() for line in document.plain.splitlines()[2:]] == [["B", "1", "2"], ["3", "4", "C"]]
    assert document.plain.splitlines()[2].count("\t") == 2


def test_a_link_over_two_lines_of_a_pdf_is_one(tmp_path: Path) -> None:
    words = ["All of the agencies of the state offer data that everybody may use at the national open", "data portal."]
    lines = [Text(60, 700 - 14 * place, line) for place, line in enumerate(words)]
    target = "https://datos.gob.xx/x"
    links = [((440, 695, 560, 712), target), ((55, 682, 140, 696), target)]
    pages = [Page(texts=lines, links=links), Page(texts=[Text(60, 600, "Next page.")])]
    document = read_bytes(tmp_path, pdf(pages), "x.pdf")
    assert f"open\ndata portal. <{target}>" in document.text
    assert document.text.count(target) == 1
    assert document.text[document.page_starts[1] :].startswith("Next page")


def _files(folder: Path) -> dict[str, Path]:
    """The same page in every format."""
    title, heading, target = "Dominican Republic", "The open data portal", "https://datos.gob.do"
    link = f'<w:hyperlink r:id="l"><w:r><w:t>{heading}</w:t></w:r></w:hyperlink>'
    anchor = f'<text:a xlink:href="{target}">{heading}</text:a>'
    data = {
        "html": f"<!doctype html><h1>{title}</h1><p><a href={target}>{heading}</a> is new.".encode(),
        "md": f"# {title}\n\n[{heading}]({target}) is new.\n".encode(),
        "txt": f"# {title}\n\n{heading} <{target}> is new.\n".encode(),
        "docx": docx_file(p(title, properties='<w:outlineLvl w:val="0"/>') + p(link, " is new."), links={"l": target}),
        "odt": odt_file(f"<text:h>{title}</text:h><text:p>{anchor} is new.</text:p>"),
        "pdf": pdf([Page(texts=[Text(60, 760, title, 18), Text(60, 700, f"{heading} is new.")],
                         links=[((58, 695, 165, 712), target)])]),
    }  # fmt: skip
    for suffix, content in data.items():
        (folder / f"page.{suffix}").write_bytes(content)
    return {suffix: folder / f"page.{suffix}" for suffix in data}


@pytest.mark.parametrize("suffix", ["html", "md", "txt", "docx", "odt", "pdf"])
def test_a_portal_behind_words_is_read_from_every_format(tmp_path: Path, suffix: str) -> None:
    path = _files(tmp_path)[suffix]
    report = build([path], tmp_path / "output")
    facts = (report.output / "egov-kg.ttl").read_text(encoding="utf-8")
    assert "portal:DOM-datos-gob-do" in facts
    evidence = (report.output / "egov-kg.evidence.ttl").read_text(encoding="utf-8")
    text = read(path).text
    found = re.findall(r'egov:end (\d+) .*?egov:quote "([^"]*)".*?egov:start (\d+)', evidence.replace("\n", " "))
    assert all(text[int(start) : int(end)] == quote for end, quote, start in found)
    assert any("https://datos.gob.do" in quote for _, quote, _ in found)
