"""Word's styles and lists: which paragraphs are headings, bold or hidden, and the numbers printed before items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element  # parts are parsed by package.py

from egov_kg.documents.package import Package, attribute, child, local
from egov_kg.documents.symbols import is_symbol_font, symbol, without_private_codes

_OFF: Final = frozenset({"0", "false", "off", "none"})
_OF_NO_WORDS: Final = frozenset({"table", "numbering"})
_TYPES_OF_NO_WORDS: Final = (b'w:type="table"', b'w:type="numbering"')
_LEVEL: Final = re.compile("%([1-9])")
_ROMAN: Final = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_HIGHEST_ROMAN: Final = 89


def is_on(element: Element | None, *, absent: bool = False) -> bool:
    """The state of a switch such as ``w:b``: an element without a value is on."""
    if element is None:
        return absent
    return (attribute(element, "val") or "true").lower() not in _OFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a paragraph style says: the level of a heading (1 = top), bold, hidden, the list and its level."""

    heading: int | None = None
    bold: bool = False
    hidden: bool = False
    font: str = ""
    list_id: str | None = None
    list_level: int = 0


PLAIN: Final = Style()


def read_styles(package: Package, name: str) -> dict[str, Style]:
    """The styles of a document by their ids, each with what it takes over from the one it is based on."""
    root = package.tree(name, only=_styles_of_words)
    found = [one for one in (root if root is not None else ()) if local(one.tag) == "style"]
    own = {attribute(one, "styleId") or "": one for one in found if attribute(one, "type") not in _OF_NO_WORDS}
    styles: dict[str, Style] = {}
    for key in own:
        chain, at = [], key
        while at in own and at not in chain and at not in styles:
            chain.append(at)
            based = child(own[at], "basedOn")
            at = (attribute(based, "val") or "") if based is not None else ""
        for one in reversed(chain):
            base = child(own[one], "basedOn")
            above = styles.get((attribute(base, "val") or "") if base is not None else "", PLAIN)
            styles[one] = _style(own[one], above)
    return styles


def _styles_of_words(data: bytes) -> bytes:
    """A part of styles without those of tables and lists, most of it, as Word and its kin write them."""
    pieces: list[bytes] = []
    last = at = 0
    while (at := data.find(b"<w:style ", at)) >= 0:
        tag_end = data.find(b">", at)
        tag = data[at : tag_end + 1]
        end = data.find(b"</w:style>", tag_end) if not tag.endswith(b"/>") else tag_end
        if tag_end < 0 or end < 0:
            break
        if end > tag_end and any(kind in tag for kind in _TYPES_OF_NO_WORDS):
            pieces.append(data[last:at])
            last = end + len(b"</w:style>")
        at = end
    return b"".join((*pieces, data[last:]))


def _style(element: Element, above: Style) -> Style:
    name_element, paragraph, run = child(element, "name"), child(element, "pPr"), child(element, "rPr")
    name = (attribute(name_element, "val") or "").lower() if name_element is not None else ""
    heading = above.heading
    if found := re.fullmatch(r"heading ([1-9])", name):
        heading = int(found[1])
    elif name == "title":
        heading = 1
    elif name.startswith("toc"):
        heading = None
    level = child(paragraph, "outlineLvl") if paragraph is not None else None
    if level is not None:
        heading = outline_level(level)
    list_id, list_level = above.list_id, above.list_level
    if paragraph is not None and (numbered := child(paragraph, "numPr")) is not None:
        own_id, own_level = list_of(numbered)
        list_id, list_level = own_id or list_id, list_level if own_level is None else own_level
    return Style(
        heading=heading,
        bold=above.bold if run is None else is_on(child(run, "b"), absent=above.bold),
        hidden=above.hidden if run is None else is_on(child(run, "vanish"), absent=above.hidden),
        font=font_of(run) or above.font,
        list_id=list_id,
        list_level=list_level,
    )


def outline_level(element: Element) -> int | None:
    """The level that ``w:outlineLvl`` gives; 9 says body text."""
    value = attribute(element, "val") or ""
    return int(value) + 1 if value.isdecimal() and int(value) < 9 else None


def font_of(run: Element | None) -> str:
    """The font that a run's properties name."""
    fonts = child(run, "rFonts") if run is not None else None
    return "" if fonts is None else attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or ""


def list_of(numbered: Element) -> tuple[str | None, int | None]:
    """The list and the level in it that ``w:numPr`` names; the list ``0`` is none."""
    found, level = child(numbered, "numId"), child(numbered, "ilvl")
    number = attribute(level, "val") if level is not None else None
    depth = int(number) if number and number.isdecimal() else None
    return (attribute(found, "val") if found is not None else None), depth


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    form: str
    text: str
    start: int
    font: str


@dataclass(slots=True)
class Lists:
    """The lists of a document; they count as the document is read."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    @property
    def has_tick_bullets(self) -> bool:
        """Whether bullets are tick boxes, ticked and empty; boxes of one kind alone are decoration."""
        bullets = {
            bullet(level.text, level.font)
            for levels in self.levels.values() for level in levels.values() if level.form == "bullet"
        }  # fmt: skip
        return "☐" in bullets and not bullets.isdisjoint(("☑", "☒"))

    def mark(self, list_id: str, level: int) -> str | None:
        """What is printed before the next item of a list; None for nothing, ``-`` for a bullet."""
        known = self.levels.get(list_id, {})
        if level not in known:
            return "-" if list_id != "0" and known else None
        kind = self.kinds.get(list_id, list_id)
        counts = self._counts.setdefault(kind, [None] * 9)
        own = known[level]
        now = counts[level]
        counts[level] = own.start if now is None else now + 1
        for deeper in range(level + 1, 9):
            counts[deeper] = None
        if own.form == "none":
            return None
        if own.form == "bullet":
            return bullet(own.text, own.font)

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            shown = known.get(at)
            count = counts[at]
            if count is None:
                count = shown.start if shown else 1
            return format_number(count, shown.form if shown else "decimal")

        return _LEVEL.sub(number, own.text).strip() or None


def bullet(text: str, font: str) -> str:
    """The mark of an item: its tick box if it shows one that is ticked, else ``-``.

    An empty box as a bullet is decoration: nobody can tick it, so it says nothing.
    """
    shown = without_private_codes(text, font)
    if is_symbol_font(font):
        shown = symbol(font, ord(text[0])) if text else ""
    return shown if shown in ("☑", "☒", "☐") else "-"


def format_number(number: int, form: str) -> str:
    """A number as a list prints it.

    >>> format_number(4, "lowerRoman"), format_number(28, "upperLetter")
    ('iv', 'BB')
    """
    if form in ("lowerLetter", "upperLetter") and number > 0:
        turns, place = divmod(number - 1, 26)
        letters = chr(ord("a") + place) * (min(turns, 8) + 1)
        return letters.upper() if form.startswith("upper") else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number <= _HIGHEST_ROMAN:
        digits = ""
        for value, sign in _ROMAN:
            while number >= value:
                digits, number = digits + sign, number - value
        return digits.upper() if form.startswith("upper") else digits
    return f"{number:02}" if form == "decimalZero" else str(number)


def read_lists(package: Package, name: str) -> Lists:
    """The lists of a document."""
    root = package.tree(name)
    lists = Lists()
    if root is None:
        return lists
    found = [one for one in root if local(one.tag) == "abstractNum"]
    kinds = {attribute(one, "abstractNumId") or "": dict(_levels(one)) for one in found}
    for one in root:
        if local(one.tag) != "num":
            continue
        key, kind = attribute(one, "numId") or "", child(one, "abstractNumId")
        base = (attribute(kind, "val") or "") if kind is not None else ""
        overrides = [over for over in one if local(over.tag) == "lvlOverride"]
        lists.levels[key] = kinds.get(base, {}) | dict(_overridden(overrides, kinds.get(base, {})))
        lists.kinds[key] = f"{base} {key}" if overrides else base  # a list that is numbered anew counts for itself
    return lists


def _levels(kind: Element) -> Iterator[tuple[int, _Level]]:
    for one in kind:
        if local(one.tag) == "lvl" and (attribute(one, "ilvl") or "").isdecimal():
            yield min(int(attribute(one, "ilvl") or "0"), 8), _level(one)


def _level(one: Element) -> _Level:
    form, text, start = child(one, "numFmt"), child(one, "lvlText"), child(one, "start")
    first = (attribute(start, "val") or "") if start is not None else "1"
    return _Level(
        form=(attribute(form, "val") or "decimal") if form is not None else "decimal",
        text=(attribute(text, "val") or "") if text is not None else "",
        start=int(first) if first.isdecimal() else 1,
        font=font_of(child(one, "rPr")),
    )


def _overridden(overrides: list[Element], known: dict[int, _Level]) -> Iterator[tuple[int, _Level]]:
    for over in overrides:
        place = attribute(over, "ilvl") or ""
        level, start = child(over, "lvl"), child(over, "startOverride")
        if not place.isdecimal():
            continue
        at = min(int(place), 8)
        own = _level(level) if level is not None else known.get(at)
        first = (attribute(start, "val") or "") if start is not None else ""
        if own is not None:
            begins = int(first) if first.isdecimal() else own.start
            yield at, _Level(form=own.form, text=own.text, start=begins, font=own.font)
