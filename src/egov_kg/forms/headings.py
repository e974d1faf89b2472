"""Which lines of a document may be headings: markup, numbering, heading words, capitals, short lines on their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import yaml

from egov_kg.errors import KnowledgeError
from egov_kg.identifiers import fold
from egov_kg.model import Document, Span

LONGEST_HEADING: Final = 200
LONGEST_BARE_HEADING: Final = 70
"""A line without markup and number is a heading only up to this length, in code points."""

_LEXICON: Final = Path(__file__).parent / "lexicon" / "outline.yaml"
_MARKUP = re.compile(r"[ ]{0,3}(#{1,6})[ \t]")
_BOLD = re.compile(r"\s*(?:\*\*|__|<b>).{1,200}(?:\*\*|__|</b>)\s*\Z")
_PAGE_NUMBER = re.compile(r"(?:[ \t]*(?:[.·…_]{3,}|(?:\. ){3,})[ \t]*|\t|[ ]{2,})\(?(?:\d{1,4}|[ivxl]{1,6})\)?\Z")
_LAST_OF_PAGE_NUMBER: Final = frozenset("0123456789ivxl)")
_BULLET = re.compile(r"(?:[-*•·▪●o–—➢✓]|\(?[a-z0-9]{1,3}\))\s")
_NUMBERED = re.compile(
    r"(?:(?P<word>[^\W\d_]+(?:[ ][^\W\d_]+){0,3}?)[ ]+(?:(?:N[°ºo]|No|Nro|#)[.]?[ ]*)?(?=[\dIVXL]))?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[IVXL]{1,6}\b)"
    r"(?P<mark>[ ]*[.:)–—-]{1,2}(?=\s|\Z)|(?=[ \t]|\Z))"
    r"\s*(?P<rest>.*)",
    re.DOTALL,
)
_ELECTRONIC = re.compile(r"e-?[A-Z]")
"""How words such as eGovernment begin."""
_PAIR = re.compile(r":|\s[–—=-]\s")
"""A short line with such a mark is a label and its value, or an acronym and its meaning, sooner than a heading."""
_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50}


class Line(NamedTuple):
    """A printed line without the white space around it; an empty line has no words.

    ``bold`` is a line in bold as a whole, ``partly_bold`` one that begins so.
    """

    span: Span
    words: str
    markup: int | None
    bold: bool
    partly_bold: bool
    tabbed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A line that may be a heading.

    ``style`` is equal for headings of one series (``("word", "pillar")``, ``("decimal", "2")``, ``("plain",)``);
    ``value`` is the printed number as integers; ``title`` the folded words behind the number.
    """

    line: int
    last_line: int
    span: Span
    markup: int | None
    style: tuple[str, ...]
    number: str | None
    value: tuple[int, ...]
    title: str
    capitals: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineWords:
    """The lexicon of the outline, folded."""

    contents: frozenset[str]
    divisions: frozenset[str]
    captions: frozenset[str]
    notes: frozenset[str]
    connectives: frozenset[str]


@cache
def outline_words() -> OutlineWords:
    """The lexicon of the outline; raises KnowledgeError where the file lacks a list."""
    data = yaml.safe_load(_LEXICON.read_text(encoding="utf-8"))
    lists: dict[str, frozenset[str]] = {}
    for name in ("contents", "divisions", "captions", "notes", "connectives"):
        if not isinstance(data.get(name), list):
            raise KnowledgeError(_LEXICON, name, "a list of words is missing")
        lists[name] = frozenset(fold(str(word)) for word in data[name])
    return OutlineWords(**lists)


def lines_of(document: Document) -> tuple[Line, ...]:
    """The lines of a document, by their number from 0, read from ``plain`` with the markup of ``text``."""
    return tuple(_lines(document))


def _lines(document: Document) -> Iterator[Line]:
    start = 0
    marked = len(document.text) == len(document.plain)
    for line in document.plain.splitlines(keepends=True):
        words = line.strip()
        first = start + len(line) - len(line.lstrip()) if words else start
        markup, bold, begins_bold = None, False, False
        if words and marked and len(line) <= LONGEST_HEADING * 2:
            printed = document.text[start : start + len(line)]
            found = _MARKUP.match(printed)
            markup = len(found[1]) if found else None
            bold = _BOLD.match(printed) is not None
            begins_bold = printed.lstrip().startswith(("**", "__", "<b>"))
        tabbed = "\t" in line.rstrip()
        yield Line(Span(first, first + len(words)), words, markup, bold, begins_bold and not bold, tabbed)
        start += len(line)


def without_page_number(words: str) -> str:
    """The words of an entry of a table of contents without its dots and page number."""
    return _PAGE_NUMBER.sub("", words) if words[-1:] in _LAST_OF_PAGE_NUMBER else words


def roman(number: str) -> int:
    """The value of a Roman number of the digits I, V, X and L.

    >>> roman("XIV")
    14
    """
    digits = [_ROMAN[digit] for digit in number]
    return sum(-d if any(d < later for later in digits[i + 1 :]) else d for i, d in enumerate(digits))


def number_value(number: str) -> tuple[int, ...]:
    """A printed number as integers.

    >>> number_value("10.1")
    (10, 1)
    """
    return (roman(number),) if number[0] in _ROMAN else tuple(int(part) for part in number.split("."))


def candidates(lines: Sequence[Line]) -> tuple[Candidate, ...]:
    """The lines that may be headings, in reading order; entries of a table of contents are among them."""
    found = [candidate for index in range(len(lines)) if (candidate := _candidate(lines, index)) is not None]
    repeated = Counter((c.style, c.number) for c in found)
    series = Counter(style for style, _ in repeated)
    return tuple(c for c in found if c.markup is not None or c.style[0] != "word" or series[c.style] > 1)


def _candidate(lines: Sequence[Line], index: int) -> Candidate | None:
    line = lines[index]
    words = line.words
    if not words or len(words) > LONGEST_HEADING or (line.markup is None and _BULLET.match(words)):
        return None
    bare = without_page_number(words)
    if not bare or (line.tabbed and bare == words) or "\t" in bare:
        return None
    words = bare
    found = _NUMBERED.match(words)
    if found is not None and (_is_numbered_heading(line, words, found) or _is_chapter(lines, index, found)):
        return _numbered(lines, index, found)
    if line.markup is None and not _is_bare_heading(lines, index, words):
        return None
    title = fold(words)
    if not title or (title.split("-")[0] in outline_words().captions and any(c.isdigit() for c in words)):
        return None
    return Candidate(
        line=index, last_line=index, span=_heading_span(lines, index, index), markup=line.markup,
        style=("capitals",) if words.isupper() else ("plain",), number=None, value=(), title=title,
        capitals=words.isupper(),
    )  # fmt: skip


def _is_numbered_heading(line: Line, words: str, found: re.Match[str]) -> bool:
    word, rest = found["word"], found["rest"]
    if word is not None and (fold(word).split("-")[0] in outline_words().captions or not word[0].isupper()):
        return False
    if not word and not rest:
        return False
    if line.markup is not None:
        return True
    if (rest[:1].islower() and not _begins_title(rest)) or words.endswith((".", ";", ",")):
        return False
    if word is None and not found["mark"] and "." not in found["number"]:
        return False
    return not (found["mark"].strip() == ")" and word is None)


def _begins_title(words: str) -> bool:
    """Whether words begin like a title: in upper case, or as eGovernment does."""
    return words[0].isupper() or _ELECTRONIC.match(words) is not None


def _is_chapter(lines: Sequence[Line], index: int, found: re.Match[str]) -> bool:
    """Whether a line is ``5 Governance``: a number without a mark, a few capitalised words, nothing above or below."""
    rest, before = found["rest"], lines[index - 1].words if index else ""
    if found["word"] or found["mark"] or "." in found["number"] or before or not found["number"].isdigit():
        return False
    short = len(rest) <= LONGEST_BARE_HEADING and rest[:1].isupper() and rest[-1] not in ".,;:!?"
    return short and _PAIR.search(rest) is None and not re.search(r"\d", rest) and _is_alone(lines, index)


def _is_bare_heading(lines: Sequence[Line], index: int, words: str) -> bool:
    if lines[index].partly_bold or (index and lines[index - 1].words and lines[index - 1].markup is None):
        return False
    if words.isupper() or lines[index].bold:
        alone = index + 1 == len(lines) or not lines[index + 1].words
        return len(words) <= LONGEST_HEADING and sum(map(str.isalpha, words)) >= 4 and alone
    if len(words) > LONGEST_BARE_HEADING or not _begins_title(words) or words[-1] in ".,;!?":
        return False
    return _PAIR.search(words) is None and sum(map(str.isalpha, words)) >= 4 and _is_alone(lines, index)


def _is_alone(lines: Sequence[Line], index: int) -> bool:
    """Whether no prose goes on in the next line: it is empty, a row, a list item, a label or an acronym."""
    after = lines[index + 1] if index + 1 < len(lines) else None
    if after is None or not after.words or after.tabbed:
        return True
    return _BULLET.match(after.words) is not None or (after.words[0].isupper() and bool(_PAIR.search(after.words[:40])))


def _numbered(lines: Sequence[Line], index: int, found: re.Match[str]) -> Candidate:
    number, word = found["number"], found["word"]
    value = number_value(number)
    if word is not None:
        style: tuple[str, ...] = ("word", fold(word))
    elif number[0] in _ROMAN:
        style = ("roman",)
    else:
        style = ("decimal", str(len(value)))
    last = _last_line(lines, index)
    rest = " ".join([found["rest"], *(lines[i].words for i in range(index + 1, last + 1))])
    return Candidate(
        line=index, last_line=last, span=_heading_span(lines, index, last), markup=lines[index].markup, style=style,
        number=number, value=value, title=fold(without_page_number(rest)), capitals=found["rest"].isupper(),
    )  # fmt: skip


def _heading_span(lines: Sequence[Line], first: int, last: int) -> Span:
    start = lines[first].span.start
    end = lines[last].span.end if last > first else start + len(without_page_number(lines[first].words))
    return Span(start, end)


def _last_line(lines: Sequence[Line], index: int) -> int:
    """A heading without markup may break over two lines: the second is short, begins small and ends a paragraph."""
    if lines[index].markup is not None or index + 1 >= len(lines):
        return index
    after = lines[index + 1].words
    blank = index + 2 >= len(lines) or not lines[index + 2].words
    short = len(after) <= LONGEST_BARE_HEADING and "\t" not in after
    return index + 1 if after[:1].islower() and blank and short and not after.endswith(".") else index
