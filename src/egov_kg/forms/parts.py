"""Several filled forms in one file: where one ends and the next begins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from egov_kg.forms.floating import Floating
from egov_kg.forms.matching import SHORT, Reading
from egov_kg.forms.sheet import Sheet
from egov_kg.forms.wordings import Lexicon, Role
from egov_kg.model import Span

_AGAIN = 4
"""Questions that must stand on both sides of a beginning: a respondent may quote one or two in an answer."""


def split_at(sheet: Sheet, lexicon: Lexicon, floating: Floating, found: Sequence[Reading]) -> tuple[Span, ...]:
    """The stretches of the filled forms; empty where there is only one."""
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
    if not cuts:
        return ()
    edges = [sheet.lines[0].start, *(sheet.lines[at].start for at in cuts), sheet.lines[-1].end]
    return tuple(Span(start, end) for start, end in pairwise(edges))


def _beginning(sheet: Sheet, floating: Floating, last: int, first: int) -> int:
    """The line where the next form begins: its title, else what follows the thanks of the one before."""
    between = range(last + 1, first)
    opening = [at for at in between if floating.roles.get(at) in (Role.TITLE, Role.INTRO)]
    if opening:
        return opening[0]
    closing = [at for at in between if floating.roles.get(at) is Role.FURNITURE]
    return closing[-1] + 1 if closing else first
