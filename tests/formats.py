"""One questionnaire in every format: what a person would save, made from the plain text of an example."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

SOFFICE: Final = shutil.which("soffice")
_OPTION: Final = re.compile(r"([☒☐]) (.*)")
_SECTION: Final = re.compile(r"[IVX]+\.")
_NAMED: Final = re.compile(r"^(?!https?:)(.*[^:\s]), (https?://[^\s,]+)$", re.MULTILINE)
_BARE: Final = re.compile(r"^(https?://[^\s,]+)$", re.MULTILINE)
_LINKED: Final = re.compile(r"([^:\n<]*[^:\s<]) <(https?://\S+?)>")
"""Words of a line, behind a label if there is one, and the address that they lead to."""


class Block(NamedTuple):
    """A paragraph (its lines), a heading, or the options of a list with their boxes."""

    kind: str
    lines: tuple[str, ...]


def plain_example(path: Path) -> str:
    """The plain text of an example: addresses without brackets around them, no pages."""
    text = path.read_text(encoding="utf-8").replace("\f", "")
    return re.sub(r"<(\S+?)>", r"\1", text)


def linked(text: str) -> str:
    """The same text with addresses behind words, which are links in the formats that have them."""
    return _BARE.sub(r"The site <\1>", _NAMED.sub(r"\1 <\2>", text))


def pieces(line: str) -> Iterator[tuple[str, str]]:
    """The words of a line, each piece with the address that it leads to, if it does."""
    last = 0
    for link in _LINKED.finditer(line):
        yield from ((line[last : link.start()], ""), (link[1], link[2]))
        last = link.end()
    yield line[last:], ""


def _html_piece(piece: tuple[str, str]) -> str:
    words = html.escape(piece[0])
    return f'<a href="{piece[1]}">{words}</a>' if piece[1] else words


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a plain questionnaire."""
    parts = re.split(r"\n{2,}", text.strip())
    paragraphs = [tuple(line for line in part.split("\n") if line) for part in parts]
    for place, lines in enumerate(paragraphs):
        if place == 0 or all(map(_SECTION.fullmatch, lines)):
            yield Block("heading", lines)
        elif "\t" in lines[0] and len(lines) > 1:
            yield Block("table", lines)
        elif all(map(_OPTION.fullmatch, lines)):
            yield Block("options", lines)
        else:
            yield Block("paragraph", lines)


def as_text(text: str, path: Path) -> None:
    """Plain text as it stands."""
    path.write_text(text, encoding="utf-8")


def as_markdown(text: str, path: Path) -> None:
    """Markdown with headings, tick boxes in brackets and links."""
    parts = []
    for block in blocks(text):
        if block.kind == "heading":
            parts.append("## " + " ".join(block.lines))
        elif block.kind == "options":
            marks = {"☒": "[x]", "☐": "[ ]"}
            parts.append("\n".join(f"- {marks[line[0]]} {line[2:]}" for line in block.lines))
        elif block.kind == "table":
            rows = ["| " + line.replace("\t", " | ") + " |" for line in block.lines]
            parts.append("\n".join([rows[0], "|---" * (block.lines[0].count("\t") + 1) + "|", *rows[1:]]))
        else:
            parts.append("  \n".join(_LINKED.sub(r"[\1](\2)", line) for line in block.lines))
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def as_html(text: str, path: Path) -> None:
    """A page with inputs for the boxes, in the middle of a site's navigation."""
    parts = []
    for block in blocks(text):
        lines = [html.escape(line) for line in block.lines]
        if block.kind == "heading":
            parts.append(f"<h2>{' '.join(lines)}</h2>")
        elif block.kind == "options":
            states = {"☒": " checked", "☐": ""}
            items = (f"<li><label><input type=checkbox{states[line[0]]}>{line[2:]}</label>" for line in lines)
            parts.append(f"<ul>{''.join(items)}</ul>")
        elif block.kind == "table":
            rows = "".join(f"<tr><td>{line.replace(chr(9), '<td>')}" for line in lines)
            parts.append(f"<table>{rows}</table>")
        else:
            lines = ["".join(map(_html_piece, pieces(line))) for line in block.lines]
            parts.append(f"<p>{'<br>'.join(lines)}</p>")
    body = "\n".join(parts)
    path.write_text(
        f"<!doctype html><meta charset=utf-8><title>Answers</title><nav><a href=/>Home</a> Ministry of Menus</nav>\n"
        f"<main>{body}</main><footer>Agency of Footers, https://footer.example.org</footer>\n",
        encoding="utf-8",
    )


def as_docx(text: str, path: Path) -> None:
    """A Word document with content controls for the boxes, a header, and page numbers."""
    import docx  # noqa: PLC0415  # for making test documents alone

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Ministry of Headers"
    for place, block in enumerate(blocks(text)):
        if block.kind == "heading":
            document.add_heading(" ".join(block.lines), 0 if place == 0 else 1)
        elif block.kind == "options":
            for line in block.lines:
                paragraph = document.add_paragraph()
                paragraph._p.append(content_control(checked=line[0] == "☒"))
                paragraph.add_run(line[1:])
        elif block.kind == "table":
            cells = [line.split("\t") for line in block.lines]
            table = document.add_table(len(cells), len(cells[0]))
            for row, words in zip(table.rows, cells, strict=True):
                for cell, word in zip(row.cells, words, strict=True):
                    cell.text = word
        else:
            paragraph = document.add_paragraph()
            for number, line in enumerate(block.lines):
                if number:
                    paragraph.add_run().add_break()
                _add_line(paragraph, line)
    document.save(str(path))


def _add_line(paragraph: Paragraph, line: str) -> None:
    """A line of a Word document, its links as Word writes them."""
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    for words, target in pieces(line):
        run = paragraph.add_run(words)
        if target:
            element = OxmlElement("w:hyperlink")
            element.set(qn("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
            element.append(run._r)
            paragraph._p.append(element)


def content_control(*, checked: bool) -> object:
    """The element of a tick box as Word writes it."""
    from docx.oxml import parse_xml  # noqa: PLC0415

    word, newer = (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://schemas.microsoft.com/office/word/2010/wordml",
    )
    return parse_xml(
        f'<w:sdt xmlns:w="{word}" xmlns:w14="{newer}"><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(checked)}"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>'
        f"</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>{'☒' if checked else '☐'}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def converted(source: Path, suffix: str) -> Path:
    """A document in another format, by LibreOffice."""
    assert SOFFICE is not None
    profile = source.parent / "office-profile"
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", suffix, "--outdir",
         str(source.parent), str(source)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return source.with_suffix(f".{suffix}")


def _as_odt(text: str, path: Path) -> None:
    """An OpenDocument text by LibreOffice."""
    source = path.with_suffix(".docx")
    as_docx(text, source)
    converted(source, "odt")
    source.unlink()


def _as_pdf(text: str, path: Path) -> None:
    """A PDF by LibreOffice; of a page where the text has links, which it leaves out of those of Word documents."""
    source = path.with_suffix(".html" if _LINKED.search(text) else ".docx")
    FORMATS[source.suffix[1:]](text, source)
    converted(source, "pdf")
    source.unlink()


FORMATS: Final = MappingProxyType({
    "txt": as_text, "md": as_markdown, "html": as_html, "docx": as_docx, "odt": _as_odt, "pdf": _as_pdf,
})  # fmt: skip
"""The formats by their suffix, each with what makes a file of it from a plain text."""
NEEDS_OFFICE: Final = frozenset({"odt", "pdf"})
