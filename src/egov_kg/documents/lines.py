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
_FIRST = frozenset("#>-*_=`~|:")


def blank_line_markup(text: str) -> str:
    """The text with the markup at its lines' beginnings blanked."""
    lines = text.splitlines(keepends=True)
    return "".join([_blank_line(line) if line.lstrip(" \t")[:1] in _FIRST else line for line in lines])


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
