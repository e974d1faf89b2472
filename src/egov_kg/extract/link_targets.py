"""The targets of links that a document prints behind linked words: read in answers as any printed address is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from egov_kg.extract.addresses import normalized
from egov_kg.model import Document, Link, Span

_LONGEST_MARKUP = 2_200
_BEFORE_TARGET = re.compile(r"\w*(?:\]\([ \t]*<?| <)")
"""What stands between linked words and their target: a link of Markdown, or brackets alone."""


def printed_target(document: Document, link: Link) -> Span | None:
    """Where a link's target is printed behind its words, in the same paragraph; None where it is not."""
    text = document.text
    place = text.find(link.target, link.span.end, link.span.end + _LONGEST_MARKUP)
    if place < 0 or "@" in link.target or "\n\n" in text[link.span.end : place]:
        return None
    return Span(place, place + len(link.target))


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """The web addresses right behind linked words, which are markup in the plain text; ``text`` has them as words."""

    spans: tuple[Span, ...]
    text: str

    def widened(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Stretches of an answer, each with the address right behind its last words."""
        return tuple(Span(span.start, self._end(span)) for span in spans)

    def _end(self, span: Span) -> int:
        at = bisect_left(self.spans, (span.end, 0))
        behind = self.spans[at] if at < len(self.spans) else None
        near = behind is not None and not self.text[span.end : behind.start].strip(" ")
        return behind.end if behind is not None and near else span.end


def link_targets(document: Document) -> LinkTargets:
    """The targets of a document's links that are read in its answers."""
    pieces: list[str] = []
    found: list[Span] = []
    last = 0
    for link in document.links:
        target = printed_target(document, link)
        if target is not None and target.start >= last and _is_hidden(document, link, target):
            pieces += document.plain[last : target.start], document.text[slice(*target)]
            last = target.end
            found.append(target)
    return LinkTargets(tuple(found), "".join((*pieces, document.plain[last:])) if found else document.plain)


def _is_hidden(document: Document, link: Link, target: Span) -> bool:
    """Whether a web address is markup right behind its link's words, and nothing private."""
    between = document.text[link.span.end : target.start]
    private = any(one.start < target.end and target.start < one.end for one in document.private)
    blank = not document.plain[slice(*target)].strip()
    return blank and not private and bool(_BEFORE_TARGET.fullmatch(between)) and normalized(link.target) is not None
