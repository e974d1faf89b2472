"""A page's elements as paragraphs, headings, items and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, Protocol

from selectolax.lexbor import LexborNode

from egov_kg.documents.docx_styles import format_number
from egov_kg.documents.symbols import without_private_codes
from egov_kg.documents.words import SUPERSCRIPTS, Words

_LEFT_OUT: Final = frozenset({
    "script", "style", "head", "template", "noscript", "svg", "iframe", "object", "embed", "video", "audio", "canvas",
    "map", "datalist", "progress", "meter", "math", "dialog", "del", "title", "link", "meta", "rt", "rp", "button",
})  # fmt: skip
_ASIDE: Final = frozenset({"nav", "footer"})
_ASIDE_ROLES: Final = frozenset({"navigation", "contentinfo", "search"})
_BLOCKS: Final = frozenset({
    "p", "div", "section", "article", "main", "header", "aside", "address", "blockquote", "pre", "figure", "figcaption",
    "form", "fieldset", "legend", "details", "summary", "dl", "dt", "dd", "center", "hgroup", "hr", "body", "caption",
    "table", "tr", "td", "th", "menu", "label-block", "footer", "nav", "thead", "tbody", "tfoot",
})  # fmt: skip
_HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BOLD: Final = frozenset({"b", "strong", "th"})
_FIELDS: Final = frozenset({"text", "url", "number", "date", "month", "email", "tel", "range", "time", ""})
_FORMS: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
DEEPEST: Final = 120
"""Elements within one another that are told apart; what is deeper is read as words alone."""
_MOST_COLUMNS: Final = 64
_MOST_SPANNED_ROWS: Final = 5_000
"""Rows of a table in which cells that take several columns or rows are laid out as such."""


class Sink(Protocol):
    """Where blocks go: the text of the page, or a cell."""

    def paragraph(self, words: Words) -> None:
        """A paragraph."""

    def strong(self, words: Words) -> None:
        """A paragraph in bold as a whole."""

    def heading(self, words: Words, level: int) -> None:
        """A heading, 1 = top."""

    def item(self, words: Words, mark: str = "-", level: int = 0) -> None:
        """An item of a list."""

    def table(self, rows: list[list[list[Words]]], *, header: bool = False) -> None:
        """A table of rows of cells of paragraphs."""


class _CellSink:
    """The paragraphs of a cell."""

    def __init__(self) -> None:
        self.words: list[Words] = []

    def paragraph(self, words: Words) -> None:
        if words:
            self.words.append(words)

    strong = paragraph

    def heading(self, words: Words, level: int) -> None:  # a cell has no outline
        self.paragraph(words)

    def item(self, words: Words, mark: str = "-", level: int = 0) -> None:
        if words:
            marked = Words("" if mark == "-" else f"{mark} ")
            marked.extend(words)
            self.words.append(marked)

    def table(self, rows: list[list[list[Words]]], *, header: bool = False) -> None:
        for row in rows:
            for cell in row:
                self.words += cell


class Flow:
    """Reads elements one after the other into a sink; words gather until a block ends."""

    def __init__(self, sink: Sink, depth: int = 0) -> None:
        self.set_aside: list[LexborNode] = []
        self._sink = sink
        self._words = Words()
        self._space = True
        self._mark: str | None = None
        self._level = 0
        self._lists: list[tuple[str, int] | None] = []
        self._depth = depth
        self._bold_depth = self._bold = self._letters = 0
        self._pre = False

    def children(self, node: LexborNode) -> None:
        """The elements and words within an element."""
        if self._depth >= DEEPEST:
            self._text(node.text(deep=True) or "")
            return
        self._depth += 1
        one = node.child
        while one is not None:
            if one.is_text_node:
                self._text(one.text_content or "")
            elif one.is_element_node:
                self._element(one, one.tag or "")
            one = one.next
        self._depth -= 1

    def flush(self, write: Callable[[Words], None] | None = None) -> None:
        """End the paragraph that words gather in."""
        words, self._words = self._words, Words()
        bold, letters, self._bold, self._letters = self._bold, self._letters, 0, 0
        self._space = True
        if not words:
            return
        if write is not None:
            write(words)
        elif self._mark is not None:
            mark, self._mark = self._mark, None
            self._sink.item(words, mark, self._level)
        elif 0 < letters == bold and not words.ticks and "\n" not in words.text:
            self._sink.strong(words)
        else:
            self._sink.paragraph(words)

    def all_words(self, node: LexborNode) -> Words:
        """All words of an element as one paragraph."""
        sink = _CellSink()
        flow = Flow(sink, self._depth)
        flow.children(node)
        flow.flush()
        words = Words()
        for one in sink.words:
            words.extend(one)
            words.add("\n")
        return words

    def _element(self, node: LexborNode, tag: str) -> None:  # noqa: PLR0912  # a branch an element
        if tag in _LEFT_OUT or _is_hidden(node):
            return
        if tag in _ASIDE or node.attributes.get("role") in _ASIDE_ROLES:
            self.flush()
            self.set_aside.append(node)
        elif tag in _HEADINGS:
            self.flush()
            self.children(node)
            self.flush(lambda words: self._sink.heading(words, _HEADINGS[tag]))
        elif tag in ("ul", "ol", "menu"):
            self._list(node, tag)
        elif tag == "li":
            self._item(node)
        elif tag == "table":
            self.flush()
            self._table(node)
        elif tag in _BLOCKS:
            self._block(node, tag)
        elif tag == "br":
            self._words.add("\n")
            self._space = True
        elif tag == "a":
            self._words.begin_link((node.attributes.get("href") or "").strip())
            self.children(node)
            self._words.end_link()
        elif tag in ("input", "select", "textarea"):
            self._control(node, tag)
        elif tag == "sup":
            self._superscript(node)
        elif node.attributes.get("role") in ("checkbox", "radio", "switch"):
            self._tick(node, (node.attributes.get("aria-checked") or "") == "true")
            self.children(node)
        else:
            self._bold_depth += tag in _BOLD
            self.children(node)
            self._bold_depth -= tag in _BOLD

    def _block(self, node: LexborNode, tag: str) -> None:
        self.flush()
        before, self._pre = self._pre, self._pre or tag == "pre"
        self.children(node)
        self.flush()
        self._pre = before

    def _text(self, text: str) -> None:
        if not self._pre:
            collapsed = " ".join(text.split(None)) if not text.isspace() else ""
            before = " " if text[:1].isspace() and not self._space else ""
            after = " " if collapsed and text[-1:].isspace() else ""
            text = before + collapsed + after
        if not text:
            return
        self._space = text[-1].isspace()
        letters = len(text) - text.count(" ")
        self._letters += letters
        self._bold += letters if self._bold_depth else 0
        if text.isascii():
            self._words.add(text)
        else:
            self._words.add(without_private_codes(text).replace("\xad", "").replace("\u200b", ""))

    def _superscript(self, node: LexborNode) -> None:
        text = (node.text(deep=True) or "").strip()
        if text.isdecimal() and text.isascii():
            self._words.add(text.translate(SUPERSCRIPTS))
            self._space = False
        else:
            self.children(node)

    def _list(self, node: LexborNode, tag: str) -> None:
        self.flush()
        start = node.attributes.get("start") or "1"
        form = _FORMS.get(node.attributes.get("type") or "", "decimal")
        first = int(start) if start.isdecimal() and len(start) < 6 else 1
        self._lists.append((form, first) if tag == "ol" else None)
        self.children(node)
        self.flush()
        self._lists.pop()

    def _item(self, node: LexborNode) -> None:
        self.flush()
        mark = "-"
        if self._lists and (numbered := self._lists[-1]) is not None:
            form, number = numbered
            own = node.attributes.get("value") or ""
            number = int(own) if own.isdecimal() and len(own) < 6 else number
            mark = f"{format_number(number, form)}."
            self._lists[-1] = form, number + 1
        self._mark, self._level = mark, max(0, len(self._lists) - 1)
        self.children(node)
        self.flush()
        self._mark = None

    def _control(self, node: LexborNode, tag: str) -> None:
        """A form's control: a box by its state, a field by what stands in it, a choice option by option."""
        attributes = node.attributes
        if tag == "textarea":
            self._words.add((node.text(deep=True) or "").strip())
        elif tag == "select":
            self._choice(node)
        else:
            kind = (attributes.get("type") or "").lower()
            if kind in ("checkbox", "radio"):
                self._tick(node, "checked" in attributes)
            elif kind in _FIELDS:
                self._words.add(attributes.get("value") or "")
        self._space = False

    def _tick(self, node: LexborNode, selected: bool) -> None:
        if (node.attributes.get("aria-checked") or "") != "mixed":
            self._words.tick(selected=selected)
        self._space = True

    def _choice(self, node: LexborNode) -> None:
        options = node.css("option")
        known = any("selected" in option.attributes for option in options)
        for option in options:
            self._words.add("\n")
            if known:
                self._words.tick(selected="selected" in option.attributes)
            self._words.add(" ".join((option.text(deep=True) or "").split()))

    def _table(self, table: LexborNode) -> None:
        rows = [list(_named(row, ("td", "th"))) for row in _rows(table)]
        if _holds_table(table) or max(map(len, rows), default=0) < 2:
            self.children(table)  # laid out by a table: each cell for itself
            self.flush()
            return
        caption = next(_named(table, ("caption",)), None)
        if caption is not None:
            self._block(caption, "caption")
        header = bool(rows) and all((cell.tag or "") == "th" for cell in rows[0])
        self._sink.table(list(self._grid(rows)), header=header)

    def _grid(self, rows: list[list[LexborNode]]) -> Iterator[list[list[Words]]]:
        """Rows of as many cells as they take columns; what a cell from above covers is empty."""
        covered: dict[int, int] = {}
        spans = len(rows) <= _MOST_SPANNED_ROWS
        for row in rows:
            cells: list[list[Words]] = []
            for cell in row:
                if len(cells) >= _MOST_COLUMNS:
                    break
                while covered.get(len(cells), 0) > 0:
                    covered[len(cells)] -= 1
                    cells.append([])
                width, height = (_span(cell, name) if spans else 1 for name in ("colspan", "rowspan"))
                for place in range(min(width, _MOST_COLUMNS - len(cells))):
                    if height > 1:
                        covered[len(cells)] = height - 1
                    cells.append(self._cell(cell) if place == 0 else [])
            while covered.get(len(cells), 0) > 0:
                covered[len(cells)] -= 1
                cells.append([])
            yield cells[:_MOST_COLUMNS]

    def _cell(self, cell: LexborNode) -> list[Words]:
        sink = _CellSink()
        flow = Flow(sink, self._depth)
        flow.children(cell)
        flow.flush()
        self.set_aside += flow.set_aside
        return sink.words


def _holds_table(table: LexborNode) -> bool:
    return any(one.mem_id != table.mem_id for one in table.css("table"))


def _named(node: LexborNode, tags: tuple[str, ...]) -> Iterator[LexborNode]:
    one = node.child
    while one is not None:
        if one.tag in tags and not _is_hidden(one):
            yield one
        one = one.next


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for one in _named(table, ("tr", "thead", "tbody", "tfoot")):
        if one.tag == "tr":
            yield one
        else:
            yield from _named(one, ("tr",))


def _span(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or "1"
    return max(1, min(int(value), _MOST_COLUMNS)) if value.isdecimal() and len(value) < 6 else 1


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in attributes or "display:none" in style or "visibility:hidden" in style
