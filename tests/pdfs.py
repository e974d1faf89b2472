"""Small PDF files, written object by object: what no office program makes on demand."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

WIDTH, HEIGHT = 595, 842
_PADDING: Final = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_KEY: Final = hashlib.md5(b"a test document").digest()  # noqa: S324  # what the format asks for


class Text(NamedTuple):
    """Words at a place, in points from the lower left corner."""

    x: float
    y: float
    words: str
    size: float = 11
    font: str = "F1"


class Box(NamedTuple):
    """A tick box of a form: its place, its name, its state; radio buttons of one name are one field."""

    x: float
    y: float
    name: str
    checked: bool
    radio: bool = False


class Field(NamedTuple):
    """A text field of a form with what stands in it."""

    x: float
    y: float
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page shows: ``links`` are rectangles with addresses, ``lines`` go from point to point.

    ``picture`` fills the page with gray pixels (their width, height, values), or with a pattern.
    """

    texts: Sequence[Text] = ()
    rotate: int = 0
    turned: int = 0
    links: Sequence[tuple[tuple[float, float, float, float], str]] = ()
    lines: Sequence[tuple[float, float, float, float]] = ()
    boxes: Sequence[Box] = ()
    fields: Sequence[Field] = ()
    picture: bool | tuple[int, int, bytes] = False


def scanned(data: bytes, scale: float = 2.5) -> list[Page]:
    """The pages of a PDF as pictures."""
    import pypdfium2  # noqa: PLC0415  # only what is to be recognised needs it

    pages = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            bitmap = page.render(scale=scale, grayscale=True)
            rows = (
                bitmap.buffer[row * bitmap.stride : row * bitmap.stride + bitmap.width] for row in range(bitmap.height)
            )
            pages.append(Page(picture=(bitmap.width, bitmap.height, b"".join(map(bytes, rows)))))
    return pages


def column(x: float, top: float, lines: Sequence[str], *, size: float = 11, leading: float = 14) -> list[Text]:
    """Lines below one another."""
    return [Text(x, top - leading * place, line, size) for place, line in enumerate(lines)]


def pdf(pages: Sequence[Page], *, password: str = "", script: str = "") -> bytes:
    """A PDF file; a password encrypts it, a script stands in it to be run when it is opened."""
    objects: dict[int, bytes] = {
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>",
    }
    streams: dict[int, bytes] = {}
    kids, fields = [], []
    number = 10
    for page in pages:
        own, number = number, number + 2
        kids.append(own)
        streams[own + 1] = _content(page)
        annotations = []
        for rectangle, target in page.links:
            objects[number] = (
                b"<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [%s] /A << /S /URI /URI (%s) >> >>"
                % (_numbers(rectangle), _escaped(target))
            )
            annotations.append(number)
            number += 1
        widgets: list[Box | Field] = [*page.boxes, *page.fields]
        for widget in widgets:
            objects[number] = _widget(widget)
            annotations.append(number)
            fields.append(number)
            number += 1
        resources = b"/Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >>"
        if page.picture:
            width, height, pixels = page.picture if isinstance(page.picture, tuple) else (16, 16, bytes(range(256)))
            streams[number] = pixels
            objects[number] = (
                b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8"
                % (width, height)
            )
            resources += b" /XObject << /Im %d 0 R >>" % number
            number += 1
        objects[own] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R /Resources << %s >> "
            b"/Annots [%s] >>"
            % (WIDTH, HEIGHT, page.rotate, own + 1, resources, b" ".join(b"%d 0 R" % one for one in annotations))
        )
    form = (
        b"/AcroForm << /Fields [%s] /DA (/Helv 10 Tf) >>" % b" ".join(b"%d 0 R" % one for one in fields)
        if fields
        else b""
    )
    run = b"/OpenAction << /S /JavaScript /JS (%s) >>" % _escaped(script) if script else b""
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R %s %s >>" % (form, run)
    kids_listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids_listed, len(kids))
    return _file(objects, streams, password)


def _content(page: Page) -> bytes:
    parts = [b"q %d 0 0 %d 0 0 cm /Im Do Q\n" % (WIDTH, HEIGHT)] if page.picture else []
    parts += [b"%s %s m %s %s l S\n" % tuple(b"%.1f" % place for place in line) for line in page.lines]
    matrices = {0: b"1 0 0 1", 90: b"0 1 -1 0", 180: b"-1 0 0 -1", 270: b"0 -1 1 0"}
    for text in page.texts:
        words = text.words.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
        parts.append(
            b"BT /%s %.1f Tf %s %.1f %.1f Tm (%s) Tj ET\n"
            % (text.font.encode(), text.size, matrices[page.turned], text.x, text.y, words)
        )
    return b"".join(parts)


def _widget(widget: Box | Field) -> bytes:
    if isinstance(widget, Field):
        place = (widget.x, widget.y - 3, widget.x + 200, widget.y + 11)
        return b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (%s) /V (%s) /Rect [%s] >>" % (
            _escaped(widget.name), _escaped(widget.value), _numbers(place),
        )  # fmt: skip
    place = (widget.x, widget.y - 2, widget.x + 10, widget.y + 8)
    state = b"/Yes" if widget.checked else b"/Off"
    return (
        b"<< /Type /Annot /Subtype /Widget /FT /Btn /Ff %d /T (%s) /V %s /AS %s /Rect [%s] "
        b"/AP << /N << /Yes 3 0 R /Off 3 0 R >> >> >>"
        % (1 << 15 if widget.radio else 0, _escaped(widget.name), state, state, _numbers(place))
    )


def _numbers(values: Sequence[float]) -> bytes:
    return b" ".join(b"%.1f" % value for value in values)


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def _file(objects: dict[int, bytes], streams: dict[int, bytes], password: str) -> bytes:
    key, encryption = _encryption(password) if password else (b"", b"")
    if encryption:
        objects[6] = encryption
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number in sorted(objects.keys() | streams.keys()):
        places[number] = len(out)
        body = objects.get(number, b"")
        if number in streams:
            data = streams[number]
            if key:
                own = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]  # noqa: S324
                data = _rc4(own, data)
            body = b"<< %s /Length %d >>\nstream\n%s\nendstream" % (body, len(data), data)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    size = max(places) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
    encrypt = b"/Encrypt 6 0 R" if encryption else b""
    identifier = _KEY.hex().encode()
    out += b"trailer\n<< /Size %d /Root 1 0 R %s /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, encrypt, identifier, identifier, start,
    )  # fmt: skip
    return bytes(out)


def _encryption(password: str) -> tuple[bytes, bytes]:
    """The key and the dictionary of the standard security handler, revision 2: 40 bits of RC4."""
    padded = (password.encode() + _PADDING)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)  # noqa: S324
    key = hashlib.md5(padded + owner + (-4 & 0xFFFFFFFF).to_bytes(4, "little") + _KEY).digest()[:5]  # noqa: S324
    user = _rc4(key, _PADDING)
    return key, b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (owner.hex().encode(), user.hex().encode())


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
