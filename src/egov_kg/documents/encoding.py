"""From bytes to characters: byte order marks, UTF-8, UTF-16 without a mark, then encodings of one byte a character."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from egov_kg.errors import UnreadableDocument

_MARKS = (  # the mark of UTF-32 LE begins with that of UTF-16 LE
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes((*range(0x01, 0x09), *range(0x0E, 0x20), 0x7F))
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_LETTER = re.compile(r"[^\W\d_]")
# What Spanish, Portuguese, French, English, German and Italian texts hold beside ASCII.
_WESTERN = frozenset(
    "áéíóúüñçàâãäêèëîïìòôõöùûœæßÿÁÉÍÓÚÜÑÇÀÂÃÄÊÈËÎÏÌÒÔÕÖÙÛŒÆ“”‘’„«»–—…•·°ºª¿¡§©®™€£¹²³½¼¾×\xa0\xad"
)
_ODD_IN_WORD = re.compile(r"[a-z](?:[^\x00-\x7f\w’–—·\xa0\xad]|[À-ÖØ-Þ])[a-z]")
_WESTERN_ENCODINGS = ("cp1252", "mac_roman", "cp850")  # Latin-1 is a part of the first
_CONTROL_SHARE = 50
"""Of so many characters of a text one may be a control character."""
_ZERO_SHARE = 10
"""UTF-16 that is UTF-8 as well is Latin letters, every other byte zero; one zero among ten bytes is no UTF-16."""
_MOST_ACCENTED = 0.6
"""Above this share of its letters, accented ones are the letters of another alphabet read wrongly."""

_SAVE_AS_UTF8 = "Open it in an editor and save it with the encoding UTF-8"
_BINARY_ADVICE = "Name a text or Markdown file; save another format as plain text first"


def decode(path: Path, data: bytes) -> str:
    """The characters of a file; raises UnreadableDocument where no encoding fits.

    The mark of UTF-8 stays as U+FEFF, so that offsets are those of a plain UTF-8 reader; other marks are no characters.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(path, _decode_marked(path, data[len(mark) :], encoding))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _checked(path, _without_mark(path, data) if b"\0" in data else _not_utf8(path, data, error))
    zeros = text.count("\0")
    if 0 < zeros * _ZERO_SHARE < len(text):
        raise _binary(path)
    return _checked(path, _without_mark(path, data) if zeros else text)


def _decode_marked(path: Path, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.upper()[:6]
        raise UnreadableDocument(
            path, f"it begins like {name} but is damaged at byte {error.start}", "Fetch it anew or save it as UTF-8"
        ) from error


def _without_mark(path: Path, data: bytes) -> str:
    """Bytes with zeros among them as UTF-16 or UTF-32, if they are that."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    pair = "utf-16-le" if odd > even else "utf-16-be"
    for encoding in ("utf-32-le", "utf-32-be", pair):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _binary(path)


def _not_utf8(path: Path, data: bytes, error: UnicodeDecodeError) -> str | None:
    """Bytes without zeros that are not UTF-8; a damaged UTF-8 text is refused instead of read as mojibake."""
    sequences = len(_UTF8_SEQUENCE.findall(data))
    strays = len(_NOT_ASCII.findall(_UTF8_SEQUENCE.sub(b"", data).decode("latin-1")))
    if sequences and error.end == len(data) and error.reason == "unexpected end of data":
        raise UnreadableDocument(path, "it ends in the middle of a character: it was cut off", "Fetch it anew")
    if sequences > strays:
        line = data.count(b"\n", 0, error.start) + 1
        reason = f"it is UTF-8, but damaged, first in line {line}"
        raise UnreadableDocument(path, reason, f"Mend that place. {_SAVE_AS_UTF8}")
    return next(filter(None, (_western(data, encoding) for encoding in _WESTERN_ENCODINGS)), None) or _guessed(data)


def _western(data: bytes, encoding: str) -> str | None:
    """The bytes in an encoding, where that gives the letters of a Western language in places where they may stand."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    accented = _NOT_ASCII.findall(text)
    if not _WESTERN.issuperset(accented) or _ODD_IN_WORD.search(text):
        return None
    letters = len(_LETTER.findall(text))
    return text if sum(map(str.isalpha, accented)) <= _MOST_ACCENTED * letters else None


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  (10 MB that hardly any file needs)

    best = from_bytes(data).best()
    try:
        return None if best is None else data.decode(best.encoding)
    except UnicodeDecodeError:  # of a large file, only samples were looked at
        return None


def _checked(path: Path, text: str | None) -> str:
    """The text, if it is one: no zeros, hardly a control character, nothing that cannot be written as UTF-8."""
    try:
        encoded = None if text is None else text.encode("utf-8")
    except UnicodeEncodeError:
        encoded = None
    if text is None or encoded is None:
        raise UnreadableDocument(path, "no character encoding fits it", _SAVE_AS_UTF8)
    controls = len(encoded) - len(encoded.translate(None, _CONTROLS))
    if b"\0" in encoded or controls * _CONTROL_SHARE > len(text):
        raise _binary(path)
    return text


def _binary(path: Path) -> UnreadableDocument:
    return UnreadableDocument(path, "it holds binary data, not text", _BINARY_ADVICE)
