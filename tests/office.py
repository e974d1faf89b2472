"""Word and OpenDocument files written part by part: what office programs write only after much clicking."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from egov_kg.documents import read
from egov_kg.model import Document

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES: Final = (
    f'xmlns:w="{W}" xmlns:r="{_RELATION}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_ODF: Final = "urn:oasis:names:tc:opendocument:xmlns"
_ODF_NAMESPACES: Final = (
    f'xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0" xmlns:table="{_ODF}:table:1.0" '
    f'xmlns:style="{_ODF}:style:1.0" xmlns:fo="{_ODF}:xsl-fo-compatible:1.0" xmlns:draw="{_ODF}:drawing:1.0" '
    f'xmlns:form="{_ODF}:form:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
    f'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of named parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx_file(  # noqa: PLR0913  # the parts of a document
    body: str, *, styles: str = "", numbering: str = "", footnotes: str = "", header: str = "",
    links: Mapping[str, str] | None = None, parts: Mapping[str, str | bytes] | None = None,
) -> bytes:  # fmt: skip
    """A Word document whose body is the XML given."""
    relations = [
        f'<Relationship Id="{key}" Type="{_RELATION}/hyperlink" Target="{target}" TargetMode="External"/>'
        for key, target in (links or {}).items()
    ]
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships><Relationship Id="m" Type="{_RELATION}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
    }
    for name, tag, content in (
        ("styles", "styles", styles), ("numbering", "numbering", numbering), ("footnotes", "footnotes", footnotes),
        ("header", "hdr", header),
    ):  # fmt: skip
        if content:
            files[f"word/{name}.xml"] = f"<w:{tag} {_NAMESPACES}>{content}</w:{tag}>"
            relations.append(f'<Relationship Id="{name}" Type="{_RELATION}/{name}" Target="{name}.xml"/>')
    files["word/_rels/document.xml.rels"] = f"<Relationships>{''.join(relations)}</Relationships>"
    return zipped(files | dict(parts or {}))


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; what is no XML is a run's text."""
    inner = "".join(run if run.startswith("<") else f"<w:r><w:t xml:space='preserve'>{run}</w:t></w:r>" for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells; what is no XML is a cell's text."""
    inner = "".join(f"<w:tc>{cell if cell.startswith('<w:') else p(cell)}</w:tc>" for cell in cells)
    return f"<w:tr>{properties}{inner}</w:tr>"


def box(checked: str) -> str:
    """A tick box that is a content control, with the glyph of the other state: the state decides."""
    glyph = "☐" if checked in ("1", "true") else "☒"
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{glyph}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def odt_file(
    body: str, *, automatic: str = "", styles: str = "", parts: Mapping[str, str | bytes] | None = None
) -> bytes:
    """An OpenDocument text whose body is the XML given."""
    content = (
        f"<office:document-content {_ODF_NAMESPACES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "styles.xml": f"<office:document-styles {_ODF_NAMESPACES}>{styles}</office:document-styles>",
        }
        | dict(parts or {})
    )


def read_bytes(folder: Path, data: bytes, name: str) -> Document:
    """A document read from bytes."""
    path = folder / name
    path.write_bytes(data)
    return read(path)


def ticks(document: Document) -> list[tuple[str, bool]]:
    """The words behind each tick box up to the next box or line end, with its state."""
    found = []
    for tick in document.ticks:
        behind = document.text[tick.span.end :].split("\n")[0]
        found.append((behind.split("☐")[0].split("☒")[0].strip(" \t|"), tick.selected))
    return found


def links(document: Document) -> list[tuple[str, str]]:
    """The words of each link with its target."""
    return [(document.text[slice(*link.span)], link.target) for link in document.links]
