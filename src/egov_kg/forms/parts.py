"""Several filled forms in one file: where one ends and the next begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from egov_kg.forms.floating import Floating
from egov_kg.forms.intro import find_country_and_date
from egov_kg.forms.matching import SHORT, Reading
from egov_kg.forms.sheet import Sheet
from egov_kg.forms.wordings import Lexicon, Role
from egov_kg.model import Span

IsCountry = Callable[[str], str | None]
"""Tells of a name which country it is."""
_AGAIN = 4
"""Questions that must stand on both sides of a beginning: a respondent may quote one or two in an answer."""
_HEAD = 8
"""Lines from a title on, among which the country stands."""


def split_at(
    sheet: Sheet, lexicon: Lexicon, floating: Floating, found: Sequence[Reading], is_country: IsCountry | None
) -> tuple[Span, ...]:
    """The stretches of the filled forms; empty where there is only one."""
    cuts = sorted({*_again(sheet, lexicon, floating, found), *_abroad(sheet, lexicon, floating, found, is_country)})
    if not cuts:
        return ()
    edges = [sheet.lines[0].start, *(sheet.lines[at].start for at in cuts), sheet.lines[-1].end]
    return tuple(Span(start, end) for start, end in pairwise(edges))


def _again(sheet: Sheet, lexicon: Lexicon, floating: Floating, found: Sequence[Reading]) -> list[int]:
    """The lines where the form begins again: its first questions are printed once more."""
    early = {item for item, question in enumerate(lexicon.questions) if question.parent is None}
    early = set(sorted(early)[:3])
    sure = [reading for reading in found if reading.complete and reading.matched >= SHORT and reading.likeness == 100]
    sure.sort(key=lambda reading: reading.line)
    cuts: list[int] = []
    seen: set[int] = set()
    last = -1
    for place, reading in enumerate(sure):
        item = reading.wording.item
        again = item in early and item in seen and len(seen) >= _AGAIN
        if again and len(seen & {other.wording.item for other in sure[place:]}) >= _AGAIN:
            cuts.append(_beginning(sheet, floating, last, reading.line))
            seen = set()
        seen.add(item)
        last = reading.line
    return cuts


def _abroad(
    sheet: Sheet, lexicon: Lexicon, floating: Floating, found: Sequence[Reading], is_country: IsCountry | None
) -> Iterator[int]:
    """The lines where the form's title is printed above the name of another country than before.

    So half a form of one country stands behind half a form of another one. A title alone may be a running head.
    """
    if is_country is None:
        return
    questions = sorted(reading.line for reading in found)
    known: str | None = None
    for at in sorted(at for at, role in floating.roles.items() if role is Role.TITLE):
        before = next((line for line in questions if line > at), len(sheet.lines))
        span, _ = find_country_and_date(sheet, lexicon.form, min(before, at + _HEAD), at)
        country = is_country(" ".join(sheet.plain[slice(*span)].split())) if span else None
        if country and known and country != known:
            yield at
        known = country or known


def _beginning(sheet: Sheet, floating: Floating, last: int, first: int) -> int:
    """The line where the next form begins: its title, else what follows the thanks of the one before."""
    between = range(last + 1, first)
    opening = [at for at in between if floating.roles.get(at) in (Role.TITLE, Role.INTRO)]
    if opening:
        return opening[0]
    closing = [at for at in between if floating.roles.get(at) in {Role.FURNITURE, Role.THANKS}]
    return closing[-1] + 1 if closing else first
