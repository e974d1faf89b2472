"""Blanking of Markdown and HTML markup. Every pattern runs in linear time on any text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from egov_kg.documents.blanks import fill, filled, positions, runs
from egov_kg.documents.lines import blank_line_markup
from egov_kg.documents.links import blank_comments, blank_links, blank_tags
from egov_kg.model import Link, Span

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SUP = re.compile(r"<sup>[ \t]*+(\d{1,3})[ \t]*+</sup>", re.IGNORECASE)
_BEFORE_LINE_START = "\r\n\ufeff \t*_>#"
_LINE_START = re.compile(r"(?:\A|[\r\n])[\ufeff \t*_>#]*+\Z")
_UNIT = re.compile(r"(?:(?<![^\W_])[cdkm]?m|(?<![\d.,])10)\Z", re.IGNORECASE)
_WINDOW = 24

# A literal comes first in each pattern, what must not stand before it looks back from there: ten times as fast.
_CODE = re.compile(r"`(?<![`\\]`)(?!`)[^`\r\n]++`(?!`)")
_STRONG = re.compile(r"\*\*\**+")
_LONGEST_STRONG = 6
_EMPHASIS = re.compile(
    r"\*(?<![\w*\\/=&]\*)(?![\s*])(?:[^*\r\n]++|\r?\n(?![ \t]*+[\r\n])){1,200}+(?<![\s\\])\*(?![\w*])"
)
_UNDERSCORED = re.compile(r"_(?<![\w\\/@=&?.:#~+-]_)(_?+)(?![\s_])([^_\r\n]++)(?<![\s\\])_\1(?![\w/@]|[.-]\w)")
_ESCAPE = re.compile(r"\\\\*+(?=[!-/:-@\[-`{-~\r\n]|\Z)")
_ADDRESS_SIGNS = ("://", "www.", "@")
_ADDRESS_WINDOW = 300


def blank_markup(text: str, boxes: Iterable[Span] = ()) -> tuple[str, tuple[Link, ...]]:
    """The text with its markup and tick boxes blanked, and its links.

    List bullets, table pipes and HTML entities stay, so do footnote marks that begin a line. A backslash inside a
    word or an address stays too: a blank would cut it in two.
    """
    plain = fill(text, boxes)
    links: tuple[Link, ...] = ()
    if plain.startswith("\ufeff"):
        plain = " " + plain[1:]
    marks = _footnote_marks(plain)  # found before stars are blanked, blanked after: each sees what the other touches
    if "*" in plain:
        plain = _STRONG.sub(_strong, plain)
    plain = fill(plain, marks)
    if "<" in plain:
        plain = blank_tags(blank_comments(_SUP.sub(_sup, plain)))
    if "](" in plain:
        plain, links = blank_links(plain)
    plain = blank_line_markup(plain)
    if "`" in plain:
        plain = _CODE.sub(_ends, plain)
    if "*" in plain:
        plain = _EMPHASIS.sub(_ends, plain)
    if "_" in plain:
        plain = _UNDERSCORED.sub(_underscored, plain)
    return (_ESCAPE.sub(_escape, plain) if "\\" in plain else plain), links


def _footnote_marks(text: str) -> list[Span]:
    """Superscript digits behind a word, except where they begin a line or are a power."""
    marks = runs(positions(text, _SUPERSCRIPTS))
    return [mark for mark in marks if not (_stands_alone(text, mark.start) or _is_power(text, mark.start))]


def _stands_alone(text: str, at: int) -> bool:
    return not text[at - 1 : at].strip() or _begins_line(text, at)


def _begins_line(text: str, at: int) -> bool:
    nothing_but_markup = at == 0 or text[at - 1] in _BEFORE_LINE_START
    return nothing_but_markup and _LINE_START.search(text, max(0, at - _WINDOW), at) is not None


def _is_power(text: str, at: int) -> bool:
    return text[at - 1 : at] in ("m", "M", "0") and _UNIT.search(text, max(0, at - 4), at) is not None


def _sup(match: re.Match[str]) -> str:
    """A footnote mark in tags: its digits stay where it begins the footnote, or is the square of a unit."""
    if not (_begins_line(match.string, match.start()) or _is_power(match.string, match.start())):
        return filled(match[0])
    start, end = match.span(1)
    return " " * (start - match.start()) + match[1] + " " * (match.end() - end)


def _ends(match: re.Match[str]) -> str:
    return f" {match[0][1:-1]} "


def _underscored(match: re.Match[str]) -> str:
    blank = " " * (1 + len(match[1]))
    return f"{blank}{match[2]}{blank}"


def _strong(match: re.Match[str]) -> str:
    """Stars that touch a word are markup; those between digits, behind a backslash or standing alone are not."""
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    alone = not before.strip() and not after.strip()
    between_digits = before.isdigit() and after.isdigit()
    stays = alone or between_digits or before == "\\" or len(match[0]) > _LONGEST_STRONG
    return match[0] if stays else filled(match[0])


def _escape(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    inside = text[start - 1 : start].isalnum() and text[end : end + 1] == "_" and text[end + 1 : end + 2].isalnum()
    return match[0] if inside or _in_address(text, start) else filled(match[0])


def _in_address(text: str, at: int) -> bool:
    if not text[at - 1 : at].strip():
        return False
    word = text[max(0, at - _ADDRESS_WINDOW) : at].rsplit(maxsplit=1)[-1]
    return any(sign in word for sign in _ADDRESS_SIGNS)
