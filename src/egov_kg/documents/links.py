"""Links, addresses in angle brackets, HTML tags: what is printed stays, the rest is blanked, targets are recorded."""

from __future__ import annotations

import re

from egov_kg.documents.blanks import filled
from egov_kg.model import Link, Span

# Possessive quantifiers keep every pattern here linear: a scan from one bracket stops at the next.
_LABEL = r"(?:[^\[\]\\\r\n]++|\\[^\r\n]|\r?\n(?![ \t]*+[\r\n])){0,400}+"
_TARGET = r"(?:[^()\s<>\\]++|\\\S|\([^()\s<>]*+\)){0,200}+"
_TITLE = r"""(?:[ \t]++(?:"[^"\r\n]*+"|'[^'\r\n]*+'))?+"""
_LINK = re.compile(rf"\[(?<!\\\[)(?P<label>{_LABEL})\]\([ \t]*+<?+(?P<target>{_TARGET})>?+{_TITLE}[ \t]*+\)")
_IMAGE = re.compile(r"!(?=\[[^\[\]\r\n]{0,400}+\]\()")
_LONGEST_ADDRESS = 2048
_ABSOLUTE = re.compile(r"(?:[a-z][a-z0-9+.-]{1,20}://|www\.|mailto:|tel:)\S++|[^\s@/]++@[^\s@/]++", re.IGNORECASE)
_HOST_AND_PATH = re.compile(r"(?:[\w-]++\.)+[a-z]{2,}(?:[/:?#]\S*+)?", re.IGNORECASE)
_TARGET_START = re.compile(r"$|[#/.]|[a-z][a-z0-9+.-]{1,20}:|[^/]*\.[a-z]", re.IGNORECASE)
_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]{1,20}://|mailto:)?(?:www\.)?", re.IGNORECASE)
_ESCAPE = re.compile(r"\\+(?=[!-/:-@\[-`{-~])")

_TAGS = (
    "a|abbr|address|article|aside|b|big|blockquote|body|br|center|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt"
    "|em|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|img|input|ins|label|li|link|main|mark|meta|nav"
    "|ol|p|picture|pre|q|s|section|small|span|strike|strong|style|sub|summary|sup|table|tbody|td|tfoot|th|thead|title"
    "|tr|tt|u|ul|var|wbr"
)
_TAG = re.compile(rf"<(?=[/a-z])/?(?:{_TAGS})(?=[\s/>])[^<>]*+>", re.IGNORECASE)
_ANGLE_ADDRESS = re.compile(r"<(?=\w)(?:(?:https?|ftp|mailto|tel):|www\.|[^\s<>@/]++@)[^\s<>]*+>?+", re.IGNORECASE)


def blank_comments(text: str) -> str:
    """HTML comments blanked; one that is not closed is text."""
    pieces: list[str] = []
    last = 0
    while (start := text.find("<!--", last)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        pieces += text[last:start], filled(text[start : end + 3])
        last = end + 3
    return "".join((*pieces, text[last:])) if pieces else text


def blank_tags(text: str) -> str:
    """HTML tags and the angle brackets around addresses blanked."""
    return _TAG.sub(lambda match: filled(match[0]), _ANGLE_ADDRESS.sub(_without_brackets, text))


def _without_brackets(match: re.Match[str]) -> str:
    address = match[0]
    return f" {address[1:-1]} " if address.endswith(">") else f" {address[1:]}"


def blank_links(text: str) -> tuple[str, tuple[Link, ...]]:
    """Markdown links without brackets and target; where the label is the address itself, without brackets and label.

    A link's stretch is the label, or the target where that is what stays.
    """
    links: list[Link] = []

    def kept(match: re.Match[str]) -> str:
        label, target = match["label"], match["target"]
        if _TARGET_START.match(target) is None:
            return match[0]
        group = "target" if _prints(label, target) else "label"
        start, end = match.span(group)
        if is_absolute(target):
            links.append(Link(Span(start, end), unescape(target)))
        before, after = text[match.start() : start], text[end : match.end()]
        return filled(before) + match[group] + filled(after)

    if "![" in text:
        text = _IMAGE.sub(" ", text)
    return _LINK.sub(kept, text), tuple(links)


def unescape(text: str) -> str:
    """A text without the backslashes before its punctuation."""
    return _ESCAPE.sub("", text) if "\\" in text else text


def is_absolute(target: str) -> bool:
    """Whether a link's target is a whole address, not one within its site or page."""
    return len(target) <= _LONGEST_ADDRESS and _ABSOLUTE.fullmatch(target) is not None


def is_printed_address(label: str) -> bool:
    """Whether words are an address, with or without its scheme."""
    return is_absolute(label) or (len(label) <= _LONGEST_ADDRESS and _HOST_AND_PATH.fullmatch(label) is not None)


def _prints(label: str, target: str) -> bool:
    """Whether a label is its target's address; not where the target is a cut piece of what is printed."""
    printed = unescape(label).strip()
    if not (is_absolute(target) and is_printed_address(printed)):
        return False
    one, other = bare(printed), bare(unescape(target))
    if re.split("[/?#]", one)[0] != re.split("[/?#]", other)[0]:
        return False
    return "\\" in label or len(other) >= len(one) or not one.startswith(other)


def bare(address: str) -> str:
    """An address without its scheme, ``www.`` and the stroke at its end, to compare it with another."""
    return _SCHEME.sub("", address, count=1).rstrip("/").casefold()
