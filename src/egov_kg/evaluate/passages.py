"""Words of a build's texts with the words around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

AROUND: Final = 60
"""How many code points of the text are shown on each side."""
_BLANKS: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_WORD: Final = re.compile(r"[^\W_]+")
_BETWEEN_WORDS: Final = r"[\W_]+"
_THOUSANDS: Final = re.compile(r"(?<=\d)[.,](?=\d{3}(?!\d))")
_BETWEEN_THOUSANDS: Final = r"[.,'’\s]?"
_DOCUMENT_KEY: Final = re.compile(r"/id/document/([0-9a-f]{16})(?:p[0-9]+)?\Z")
_LONGEST_ACRONYM: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Words of a text, with what stands before and behind them; line ends are blanks, an ellipsis shows a cut.

    ``start`` and ``end`` count the code points of the cited text.
    """

    file: str
    start: int
    end: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document's cited text with its file's name, and ``folded``: its letters without case and accents.

    ``offsets`` has the place in the text of each character of ``folded``.
    """

    file: str
    content: str
    folded: str
    offsets: Sequence[int]

    def excerpt(self, start: int, end: int) -> Excerpt:
        """The words between two offsets."""
        return Excerpt(
            file=self.file,
            start=start,
            end=end,
            before=self._before(start),
            words=one_line(self.content[start:end]).strip(),
            after=self._after(end),
        )

    def find(self, terms: Iterable[str]) -> tuple[Excerpt, ...]:
        """Where the first of some terms that the text holds stands: every place, in the text's order."""
        for term in terms:
            found = tuple(self.excerpt(start, end) for start, end in self._places(term))
            if found:
                return found
        return ()

    def _places(self, term: str) -> Iterator[tuple[int, int]]:
        pattern = _pattern(term)
        if not pattern:
            return
        # "CAN" is an organisation, "can" is none.
        acronym = term.isupper() and len(term) <= _LONGEST_ACRONYM
        for match in re.finditer(pattern, self.folded):
            start, end = self.offsets[match.start()], self.offsets[match.end() - 1] + 1
            if not acronym or self.content[start:end].isupper():
                yield start, end

    def _before(self, start: int) -> str:
        first = max(0, start - AROUND)
        shown = one_line(self.content[first:start])
        return f"…{shown.partition(' ')[2] or shown}" if first and shown else shown.lstrip()

    def _after(self, end: int) -> str:
        last = min(len(self.content), end + AROUND)
        shown = one_line(self.content[end:last])
        return f"{shown.rpartition(' ')[0] or shown}…" if last < len(self.content) and shown else shown.rstrip()


def one_line(text: str) -> str:
    """A text with blanks for line ends and control characters."""
    return _BLANKS.sub(" ", text)


def _pattern(term: str) -> str:
    """A pattern for a term's words in a row, with anything but letters and digits between them."""
    words = _WORD.findall(_THOUSANDS.sub("", _fold(term)[0]))
    inside = _BETWEEN_WORDS.join(_in_thousands(word) if word.isdecimal() else re.escape(word) for word in words)
    return rf"(?<![^\W_]){inside}(?![^\W_])" if words else ""


def _in_thousands(digits: str) -> str:
    """A number whose thousands may be set apart: 12500 is also printed 12.500."""
    head = len(digits) % 3
    groups = [digits[:head]] * bool(head) + [digits[place : place + 3] for place in range(head, len(digits), 3)]
    return _BETWEEN_THOUSANDS.join(groups)


def _fold(text: str) -> tuple[str, list[int]]:
    folded, offsets = [], []
    for offset, character in enumerate(text):
        for one in unicodedata.normalize("NFKD", character.casefold()):
            if not unicodedata.combining(one):
                folded.append(one)
                offsets.append(offset)
    return "".join(folded), offsets


def text_of(file: str, content: str) -> Text:
    """A text to look things up in."""
    folded, offsets = _fold(content)
    return Text(file=file, content=content, folded=folded, offsets=offsets)


def read_text(folder: Path, document: str, file: str) -> Text | None:
    """The cited text of a document, by its IRI, in a build's ``texts/``; None where the build has none."""
    key = _DOCUMENT_KEY.search(document)
    if not key:
        return None
    try:
        # Bytes, because reading as text would change the line ends, and with them the offsets.
        content = (folder / "texts" / f"{key[1]}.txt").read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None
    return text_of(file, content)
