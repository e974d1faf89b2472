"""The words of an OpenDocument paragraph: spans, links, fields, form controls, notes, text boxes."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element  # parts are parsed by package.py

from egov_kg.documents.docx_text import add_symbols
from egov_kg.documents.odt_styles import OdtStyle, OdtStyles
from egov_kg.documents.package import attribute, child, local
from egov_kg.documents.symbols import in_symbol_font, is_symbol_font, without_private_codes
from egov_kg.documents.words import SUPERSCRIPTS, Words

_LEFT_OUT: Final = frozenset({
    "annotation", "annotation-end", "tracked-changes", "hidden-text", "hidden-paragraph", "ruby-text", "script",
    "bookmark", "change", "change-start", "change-end", "soft-page-break",
})  # fmt: skip
_MOST_SPACES: Final = 100
_CHECKBOX_FIELD: Final = ".FORMCHECKBOX"
_TICKED: Final = frozenset({"checked", "true", "1"})


class OdtText:
    """Reads paragraphs one after the other; ``notes`` and ``boxes`` are met on the way."""

    def __init__(self, styles: OdtStyles, controls: dict[str, Element]) -> None:
        self.styles = styles
        self.controls = controls
        self.notes: list[Words] = []
        self.boxes: list[Element] = []
        self._bold = self._letters = 0

    def read(self, paragraph: Element) -> tuple[Words, bool]:
        """The words of a paragraph or heading, and whether they are bold as a whole."""
        words = Words()
        before = self._bold, self._letters
        self._bold = self._letters = 0
        style = self.styles.of("paragraph", attribute(paragraph, "style-name"))
        self._walk(paragraph, words, style)
        bold = 0 < self._letters == self._bold
        self._bold, self._letters = before
        return words, bold

    def take_frame(self, frame: Element) -> None:
        """Note the text boxes of a frame, to be read behind the paragraph that holds it."""
        waiting = [frame]
        while waiting:
            one = waiting.pop()
            if local(one.tag) == "text-box":
                self.boxes.append(one)
            else:
                waiting += reversed(one)

    def _walk(self, element: Element, words: Words, style: OdtStyle) -> None:
        self._text(element.text, words, style)
        for one in element:
            self._element(one, words, style)
            self._text(one.tail, words, style)

    def _element(self, one: Element, words: Words, style: OdtStyle) -> None:  # a branch an element
        name = local(one.tag)
        if name == "span":
            own = self.styles.of("text", attribute(one, "style-name"))
            self._walk(one, words, _together(style, own))
        elif name == "a":
            words.begin_link(attribute(one, "href") or "")
            self._walk(one, words, style)
            words.end_link()
        elif name == "s":
            count = attribute(one, "c") or "1"
            words.add(" " * (min(int(count), _MOST_SPACES) if count.isdecimal() else 1))
        elif name == "tab":
            words.add("\t")
        elif name == "line-break":
            words.add("\n")
        elif name == "note":
            body = child(one, "note-body")
            if body is not None:
                self.notes.append(self._note(body))
        elif name == "control":
            self._control(self.controls.get(attribute(one, "control") or ""), words)
        elif name in ("frame", "custom-shape", "g", "rect"):
            self.take_frame(one)
        elif name == "content-control":
            self._content_control(one, words, style)
        elif name in ("fieldmark", "fieldmark-start"):
            self._field_mark(one, words)
            self._walk(one, words, style)
        elif name not in _LEFT_OUT:
            self._walk(one, words, style)

    def _note(self, body: Element) -> Words:
        words = Words()
        for paragraph in body:
            words.extend(self.read(paragraph)[0])
            words.add("\n")
        return words

    def _text(self, text: str | None, words: Words, style: OdtStyle) -> None:
        if not text or style.hidden:
            return
        if not text.isprintable() or "  " in text:  # white space is one space, however much there is of it
            text = (" " if text[0].isspace() else "") + " ".join(text.split()) + (" " if text[-1].isspace() else "")
            text = " " if text.isspace() else text
        letters = len(text) - text.count(" ")
        self._letters += letters
        self._bold += letters if style.bold else 0
        if style.font and is_symbol_font(style.font):
            add_symbols(in_symbol_font(text, style.font), words)
        elif style.raised and text.isdecimal():
            words.add(text.translate(SUPERSCRIPTS))
        elif text.isascii():
            words.add(text)
        else:
            add_symbols(without_private_codes(text, style.font).replace("\xad", ""), words)

    @staticmethod
    def _control(control: Element | None, words: Words) -> None:
        """A form's control: a box by its state, a field by what stands in it."""
        if control is None:
            return
        name = local(control.tag)
        if name in ("checkbox", "radio"):
            state = attribute(control, "current-state") or attribute(control, "current-selected")
            if state is None:
                state = attribute(control, "state") or attribute(control, "selected") or "unchecked"
            words.tick(selected=state in _TICKED)
            words.add(attribute(control, "label") or "")
        elif name in ("text", "textarea", "formatted-text", "combobox", "date", "number"):
            words.add(attribute(control, "current-value") or attribute(control, "value") or "")

    def _content_control(self, one: Element, words: Words, style: OdtStyle) -> None:
        if attribute(one, "checkbox") == "true":
            words.tick(selected=attribute(one, "checked") == "true")
        elif attribute(one, "showing-place-holder") == "true":
            inner = Words()
            self._walk(one, inner, style)
            words.add_aside(inner.text)
        else:
            self._walk(one, words, style)

    @staticmethod
    def _field_mark(one: Element, words: Words) -> None:
        if (attribute(one, "type") or "").endswith(_CHECKBOX_FIELD):
            states = [
                attribute(param, "value") for param in one
                if local(param.tag) == "param" and attribute(param, "name") == "Checkbox_Checked"
            ]  # fmt: skip
            words.tick(selected=bool(states) and states[0] in _TICKED)


def _together(outer: OdtStyle, inner: OdtStyle) -> OdtStyle:
    """What a span of a style within a paragraph of another is printed like."""
    return OdtStyle(
        bold=outer.bold or inner.bold,
        hidden=outer.hidden or inner.hidden,
        raised=outer.raised or inner.raised,
        font=inner.font or outer.font,
    )
