"""Markup that stands at the beginning of a line: headings, rules, quotations, fences, the rule of a table."""

from __future__ import annotations

import re

from egov_kg.documents.blanks import filled

_RULE = re.compile(r"[ \t]*+(?:-(?:[ \t]*+-){2,}+|\*(?:[ \t]*+\*){2,}+|_(?:[ \t]*+_){2,}+|===++)\s*+\Z")
_TABLE_RULE = re.compile(r"[ \t]*+(?:\|[ \t]*+)?+:?-{3,}+[-:| \t]*+\s*+\Z")
_HEADING = re.compile(r"[ \t]{0,3}+#{1,6}+(?!\S)")
_HEADING_END = re.compile(r"(?<=[ \t])#++(?=\s*+\Z)")
_QUOTE = re.compile(r"[ \t]{0,3}+(?:>[ \t]?+(?![ \t\d])|>[ \t]?+(?=>))++")
_FENCE = re.compile(r"[ \t]{0,3}+(?:`{3,}+|~{3,}+)[^`]*+\Z")
_STROKE = re.compile(r"(?<!\\)\|")
_FIRST = frozenset("#>-*_=`~|:")


def blank_line_markup(text: str) -> str:
    """The text with the markup at its lines' beginnings blanked."""
    lines = text.splitlines(keepends=True)
    if "|" in text:
        _divide_rows(lines)
    return "".join([_blank_line(line) if line.lstrip(" \t")[:1] in _FIRST else line for line in lines])


def _divide_rows(lines: list[str]) -> None:
    """Put tabs between the cells of tables, as plain text has them: of the row above a rule and of those below it."""
    at = 1
    while at < len(lines):
        if "|" in lines[at] and "|" in lines[at - 1] and _TABLE_RULE.match(lines[at]):
            lines[at - 1], lines[at] = _row(lines[at - 1]), filled(lines[at])
            while at + 1 < len(lines) and "|" in lines[at + 1]:
                at += 1
                lines[at] = _row(lines[at])
        at += 1


def _row(line: str) -> str:
    """A row with tabs for the strokes between its cells, and none around them."""
    body = line.strip(" \t\r\n\ufeff")
    inner = body[1 if body.startswith("|") else 0 : -1 if len(body) > 1 and body.endswith("|") else None]
    start = line.index(body) + body.startswith("|")
    cells = _STROKE.sub("\t", inner.replace("\t", " "))
    return filled(line[:start]) + cells + filled(line[start + len(inner) :])


def _blank_line(line: str) -> str:
    quote = _QUOTE.match(line)
    if quote:
        line = filled(quote[0]) + line[quote.end() :]
    if _RULE.match(line) or _FENCE.match(line):
        return filled(line)
    if _TABLE_RULE.match(line):
        return line.replace("-", " ").replace(":", " ")
    heading = _HEADING.match(line)
    if heading is None:
        return line
    return filled(heading[0]) + _HEADING_END.sub(_blank, line[heading.end() :])


def _blank(match: re.Match[str]) -> str:
    return filled(match[0])
