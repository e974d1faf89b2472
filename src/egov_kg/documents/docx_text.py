"""The words of a Word paragraph: runs, fields, links, content controls, tracked changes, text boxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element  # parts are parsed by package.py

from egov_kg.documents.docx_styles import PLAIN, Style, font_of, is_on
from egov_kg.documents.package import attribute, child, local
from egov_kg.documents.symbols import BOXES, in_symbol_font, is_symbol_font, symbol, without_private_codes
from egov_kg.documents.words import SUPERSCRIPTS, Words

_HYPERLINK: Final = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*(?:"([^"]*)"|([^\s"\\]\S*))', re.IGNORECASE)
_BOX: Final = re.compile(f"([{''.join(BOXES)}])")
_PLACEHOLDER_STYLES: Final = frozenset({"PlaceholderText"})
_SIMPLE: Final = MappingProxyType({
    "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-",
})  # fmt: skip
_DRAWN: Final = frozenset({"drawing", "pict", "object", "AlternateContent"})


@dataclass(slots=True)
class _Field:
    """A complex field while it is read: its instruction, its form field if any, whether its result has begun."""

    instruction: list[str] = field(default_factory=list)
    form: Element | None = None
    result: bool = False
    linked: bool = False


class TextReader:
    """Reads paragraphs one after the other; fields may go on from one into the next."""

    def __init__(self, styles: Mapping[str, Style], targets: Mapping[str, str]) -> None:
        self.styles = styles
        self.targets = targets
        self.boxes: list[Element] = []
        """Text boxes met since they were last taken."""
        self._fields: list[_Field] = []
        self._bold = self._letters = 0
        self._style = PLAIN
        self._inside: dict[str, Callable[[Element, Words], None]] = {
            "r": self._run, "hyperlink": self._hyperlink, "sdt": self._control, "fldSimple": self._simple_field,
            "AlternateContent": lambda one, _: self._drawn(one), "oMath": self._math, "oMathPara": self._math,
            "ins": self._walk, "moveTo": self._walk, "smartTag": self._walk, "customXml": self._walk,
            "bdo": self._walk, "dir": self._walk, "sdtContent": self._walk, "ruby": self._walk, "rubyBase": self._walk,
        }  # fmt: skip

    def read(self, paragraph: Element, style: Style) -> tuple[Words, bool]:
        """The words of a paragraph, and whether they are bold as a whole."""
        words = Words()
        self._bold = self._letters = 0
        self._style = style
        self._walk(paragraph, words)
        return words, 0 < self._letters == self._bold

    def _walk(self, element: Element, words: Words) -> None:
        inside = self._inside
        for one in element:
            handle = inside.get(local(one.tag))
            if handle is not None:
                handle(one, words)

    def _run(self, run: Element, words: Words) -> None:
        font, aside, raised = self._style.font, False, False
        bold, hidden = self._style.bold, self._style.hidden
        for one in run:
            name = local(one.tag)
            if name == "t":
                if not hidden and not (self._fields and not self._fields[-1].result):
                    self._text(one.text or "", words, font=font, raised=raised, aside=aside, bold=bold)
            elif name == "rPr":
                own = self.styles.get(_value(one, "rStyle"), PLAIN)
                font = font_of(one) or own.font or font
                aside = _value(one, "rStyle") in _PLACEHOLDER_STYLES
                raised = _value(one, "vertAlign") == "superscript"
                bold = is_on(child(one, "b"), absent=bold or own.bold)
                hidden = is_on(child(one, "vanish"), absent=hidden or own.hidden)
            elif hidden:
                continue
            elif name in _SIMPLE:
                words.add(_SIMPLE[name])
            elif name == "sym":
                code = attribute(one, "char") or ""
                if re.fullmatch("[0-9A-Fa-f]{1,4}", code):
                    add_symbols(symbol(attribute(one, "font") or "", int(code, 16)), words)
            elif name == "fldChar":
                self._field_char(one, words)
            elif name == "instrText" and self._fields:
                self._fields[-1].instruction.append(one.text or "")
            elif name in _DRAWN:
                self._drawn(one)
            elif name == "ruby":
                self._walk(one, words)

    def _text(  # noqa: PLR0913  # how a run is printed
        self, text: str, words: Words, *, font: str, raised: bool, aside: bool, bold: bool
    ) -> None:
        letters = len(text) - text.count(" ")
        self._letters += letters
        self._bold += letters if bold else 0
        if aside:
            words.add_aside(text)
        elif font and is_symbol_font(font):
            add_symbols(in_symbol_font(text, font), words)
        elif raised and text.isdecimal():
            words.add(text.translate(SUPERSCRIPTS))
        elif text.isascii():
            words.add(text)
        else:
            add_symbols(without_private_codes(text, font).replace("\xad", ""), words)

    def _hyperlink(self, element: Element, words: Words) -> None:
        key = next((value for name, value in element.items() if name.endswith("}id")), None)
        self._linked(self.targets.get(key or "") or "", element, words)

    def _linked(self, target: str, element: Element, words: Words) -> None:
        if target:
            words.begin_link(target)
        self._walk(element, words)
        if target:
            words.end_link()

    def _control(self, element: Element, words: Words) -> None:
        """A content control: a tick box decides by its state, not by the glyph that shows it."""
        state = checkbox(element)
        content = child(element, "sdtContent")
        if state is not None:
            words.tick(selected=state)
        elif content is not None and is_placeholder(element):
            inner = Words()
            self._walk(content, inner)
            words.add_aside(inner.text)
        elif content is not None:
            self._walk(content, words)

    def _simple_field(self, element: Element, words: Words) -> None:
        self._linked(_target(attribute(element, "instr") or ""), element, words)

    def _field_char(self, element: Element, words: Words) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field(form=child(element, "ffData")))
        elif kind == "separate" and self._fields:
            now = self._fields[-1]
            now.result = True
            target = _target("".join(now.instruction))
            if target:
                words.begin_link(target)
                now.linked = True
        elif kind == "end" and self._fields:
            done = self._fields.pop()
            if done.linked:
                words.end_link()
            if done.form is not None:
                _form_field(done.form, words)

    def _drawn(self, element: Element) -> None:
        """Text boxes are read behind the paragraph that holds them; of two drawings of one, the first."""
        if local(element.tag) == "AlternateContent":
            choices = [one for one in element if local(one.tag) in ("Choice", "Fallback")]
            for choice in choices:
                found = list(_boxes(choice))
                if found:
                    self.boxes += found
                    return
            return
        self.boxes += _boxes(element)

    @staticmethod
    def _math(element: Element, words: Words) -> None:
        words.add("".join(one.text or "" for one in element.iter() if local(one.tag) == "t"))


def add_symbols(text: str, words: Words) -> None:
    """Words in which characters of boxes are boxes."""
    for piece in _BOX.split(text.replace("\ufffd", "")):
        if piece in BOXES:
            words.tick(selected=BOXES[piece])
        elif piece:
            words.add(piece)


def checkbox(control: Element) -> bool | None:
    """The state of a content control that is a tick box; None for another one."""
    properties = child(control, "sdtPr")
    box = child(properties, "checkbox") if properties is not None else None
    if box is None:
        return None
    checked = child(box, "checked")
    return checked is not None and is_on(checked)


def is_placeholder(control: Element) -> bool:
    """Whether a content control still shows what its form printed in it."""
    properties = child(control, "sdtPr")
    return properties is not None and is_on(child(properties, "showingPlcHdr"))


def _form_field(form: Element, words: Words) -> None:
    """A form field of the old kind: a tick box, or a list of which an entry is chosen."""
    box, entries = child(form, "checkBox"), child(form, "ddList")
    if box is not None:
        checked = child(box, "checked")
        words.tick(selected=is_on(checked if checked is not None else child(box, "default")))
    elif entries is not None:
        listed = [attribute(one, "val") or "" for one in entries if local(one.tag) == "listEntry"]
        chosen = _value(entries, "result") or _value(entries, "default") or "0"
        if chosen.isdecimal() and int(chosen) < len(listed):
            words.add(listed[int(chosen)])


def _boxes(element: Element) -> Iterator[Element]:
    """The text boxes of a drawing, the outermost; those within a text box are read with it."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        name = local(one.tag)
        if name == "txbxContent":
            yield one
        elif name == "AlternateContent" and one is not element:
            choice = next(iter(one), None)
            waiting += [] if choice is None else [choice]
        else:
            waiting += reversed(one)


def _target(instruction: str) -> str:
    found = _HYPERLINK.match(instruction)
    return (found[1] or found[2] or "") if found else ""


def _value(element: Element, name: str) -> str:
    found = child(element, name)
    return "" if found is None else attribute(found, "val") or ""
