"""What stands before and behind a questionnaire in its file and is a document of its own: a plan, an annex."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from egov_kg.forms.floating import Floating
from egov_kg.forms.matching import Reading
from egov_kg.forms.outline import outline
from egov_kg.forms.sheet import Sheet
from egov_kg.forms.wordings import Lexicon, Role
from egov_kg.model import Document, Heading, Span
from egov_kg.offsets import shifted

FEWEST_BEHIND_THANKS: Final = 60
"""Words behind the form's thanks that are a document: a signature, a stamp or a page's foot has fewer."""
FEWEST: Final = 150
"""Words of a document where no thanks end the form: it must have headings as well."""
HEADINGS: Final = 3
_CLOSING: Final = ("contact", "closing")
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A stretch of a document in which a form was found, with the form's words marked."""

    document: Document
    part: Span
    sheet: Sheet
    lexicon: Lexicon
    floating: Floating
    starts: Mapping[int, Reading]


def beside(marked: Marked) -> tuple[Span, ...]:
    """The stretches of a part before and behind a form that are documents of their own, in the order of the text."""
    start, end = marked.part
    before, behind = _before(marked), _behind(marked)
    found = () if before is None else (Span(start, before),)
    return found if behind is None else (*found, Span(behind, end))


def _before(marked: Marked) -> int | None:
    """The end of what stands before a form: a letter has no headings, the form's introduction is not open."""
    sheet = marked.sheet
    opening = [at for at, role in marked.floating.roles.items() if role in {Role.TITLE, Role.INTRO}]
    first = min([*opening, *(reading.line for reading in marked.starts.values())])
    if not first or _words(sheet, range(first)) < FEWEST:
        return None
    end = sheet.lines[first - 1].end
    return end if len(_headings(marked.document, Span(marked.part.start, end))) >= HEADINGS else None


def _behind(marked: Marked) -> int | None:
    """The beginning of what stands behind a form."""
    document, sheet, end = marked.document, marked.sheet, marked.part.end
    item, reading = max(marked.starts.items(), key=lambda entry: entry[1].pieces[-1].line)
    last = reading.pieces[-1].line
    after = _behind_thanks(sheet, marked.floating, last)
    if after is not None:
        places = sheet.open_lines(range(after, len(sheet.lines)))
        return sheet.lines[places[0]].start if _words(sheet, places) >= FEWEST_BEHIND_THANKS else None
    if _words(sheet, range(last + 1, len(sheet.lines))) < FEWEST:
        return None
    rest = Span(sheet.lines[last].end, end)
    titles = [heading.span.start for heading in _headings(document, rest) if heading.number is None]
    if marked.lexicon.questions[item].kind not in _CLOSING:
        pages = [page for page in _pages(document) if page > rest.start]
        titles = [start for start in titles if any(not document.plain[page:start].strip() for page in pages)]
    if not titles or len(_WORD.findall(document.plain, titles[0], end)) < FEWEST:
        return None
    return titles[0] if len(_headings(document, Span(titles[0], end))) >= HEADINGS else None


def _behind_thanks(sheet: Sheet, floating: Floating, last: int) -> int | None:
    """The line behind the thanks that end a form; None where it has none."""
    thanks = sorted(at for at, role in floating.roles.items() if role is Role.THANKS and at > last)
    if not thanks:
        return None
    at = thanks[0]
    for other in thanks[1:]:
        if sheet.open_lines(range(at + 1, other)):
            break
        at = other
    return at + 1


def _pages(document: Document) -> list[int]:
    """Where pages begin, by their places or by form feeds."""
    return [*document.page_starts, *(found.end() for found in re.finditer("\f", document.plain))]


def _headings(document: Document, span: Span) -> list[Heading]:
    alone = replace(document, part=1, extent=span).alone()
    return [shifted(section.heading, span.start) for section in outline(alone) if section.heading is not None]


def _words(sheet: Sheet, places: Iterable[int]) -> int:
    return sum(len(_WORD.findall(sheet.plain, sheet.opens[at], sheet.closes[at])) for at in sheet.open_lines(places))


def narrowed(part: Span, others: Iterable[Span]) -> Span:
    """A stretch without those at its beginning and its end."""
    start, end = part
    for span in others:
        start, end = (max(start, span.end), end) if span.start <= start else (start, min(end, span.start))
    return Span(start, end)
