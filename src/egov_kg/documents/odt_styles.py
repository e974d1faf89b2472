"""OpenDocument's styles and lists: bold, hidden, raised, the font, and the numbers printed before items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element  # parts are parsed by package.py

from egov_kg.documents.docx_styles import bullet, format_number
from egov_kg.documents.package import attribute, child, local

_FORMS: Final = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OdtStyle:
    """What a style says of words: bold, hidden, raised, their font; and the list that a paragraph style belongs to."""

    bold: bool = False
    hidden: bool = False
    raised: bool = False
    font: str = ""
    list_name: str = ""


PLAIN: Final = OdtStyle()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    form: str
    before: str
    after: str
    shown: int
    start: int
    mark: str


@dataclass(slots=True)
class OdtStyles:
    """The styles of a document, filled part by part."""

    styles: dict[tuple[str, str], OdtStyle] = field(default_factory=dict)
    lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)

    def add(self, parts: Iterable[Element]) -> None:
        """Take in the styles of ``office:styles`` and ``office:automatic-styles``, each after those it is based on."""
        waiting = list(parts)
        for one in waiting:
            name = local(one.tag)
            if name == "style":
                self._add_style(one)
            elif name == "list-style":
                self.lists[attribute(one, "name") or ""] = dict(map(_level, one))
            elif name == "outline-style":
                self.lists[""] = dict(map(_level, one))

    def add_fonts(self, faces: Iterable[Element]) -> None:
        """Take in the names under which fonts are spoken of."""
        for one in faces:
            family = (attribute(one, "font-family") or "").strip("'\"")
            self.fonts[attribute(one, "name") or ""] = family

    def of(self, family: str, name: str | None) -> OdtStyle:
        """A style by its family (paragraph, text) and name."""
        return self.styles.get((family, name or ""), PLAIN)

    def _add_style(self, element: Element) -> None:
        family, name = attribute(element, "family") or "", attribute(element, "name") or ""
        above = self.of(family, attribute(element, "parent-style-name"))
        own = child(element, "text-properties")
        list_name = attribute(element, "list-style-name") or above.list_name
        if own is None:
            self.styles[family, name] = OdtStyle(
                bold=above.bold, hidden=above.hidden, raised=above.raised, font=above.font, list_name=list_name
            )
            return
        weight, position = attribute(own, "font-weight"), attribute(own, "text-position") or ""
        font = attribute(own, "font-name") or ""
        self.styles[family, name] = OdtStyle(
            bold=above.bold if weight is None else weight in ("bold", "600", "700", "800", "900"),
            hidden=above.hidden or attribute(own, "display") == "none",
            raised=position.startswith(("super", "33%")) or (above.raised and not position),
            font=self.fonts.get(font, font) or above.font,
            list_name=list_name,
        )


def _level(element: Element) -> tuple[int, _Level]:
    depth = attribute(element, "level") or "1"
    start, shown = attribute(element, "start-value") or "1", attribute(element, "display-levels") or "1"
    form = attribute(element, "num-format") or ""
    mark = ""
    if local(element.tag) == "list-level-style-bullet":
        properties = child(element, "text-properties")
        font = (attribute(properties, "font-name") or "") if properties is not None else ""
        mark = bullet(attribute(element, "bullet-char") or "", font)
    return int(depth) if depth.isdecimal() else 1, _Level(
        form=_FORMS.get(form, ""),
        before=attribute(element, "num-prefix") or "",
        after=attribute(element, "num-suffix") or "",
        shown=int(shown) if shown.isdecimal() else 1,
        start=int(start) if start.isdecimal() else 1,
        mark=mark,
    )


class OdtLists:
    """The lists of a document; they count as the document is read."""

    def __init__(self, styles: OdtStyles) -> None:
        self._levels = styles.lists
        self._counts: dict[str, list[int | None]] = {}
        bullets = {level.mark for levels in styles.lists.values() for level in levels.values()}
        self.has_tick_bullets = "☐" in bullets and not bullets.isdisjoint(("☑", "☒"))

    def begin(self, name: str, *, goes_on: bool) -> None:
        """A list begins, or goes on with the numbers of the one before of its style."""
        if not goes_on:
            self._counts.pop(name, None)

    def mark(self, name: str, depth: int) -> str | None:
        """What is printed before the next item of a list, at a depth from 1 on; None for nothing."""
        levels = self._levels.get(name)
        if levels is None:
            return "-" if name else None
        own = levels.get(depth)
        if own is None:
            return None
        if own.mark:
            return own.mark
        counts = self._counts.setdefault(name, [None] * 11)
        at = min(depth, 10)
        now = counts[at]
        counts[at] = own.start if now is None else now + 1
        counts[at + 1 :] = [None] * (10 - at)
        if not own.form:
            return None
        first = max(1, at - own.shown + 1)
        shown = [(levels.get(place, own), counts[place]) for place in range(first, at + 1)]
        numbers = [format_number(level.start if count is None else count, level.form) for level, count in shown]
        return f"{own.before}{'.'.join(numbers)}{own.after}".strip() or None
