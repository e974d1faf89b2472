"""Which of the readings hold: the questions of a form stand in the form's order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from egov_kg.forms.matching import SHORT, Reading


def in_order(readings: Sequence[Reading]) -> dict[int, Reading]:
    """The heaviest choice of readings in which both questions and lines ascend, by question."""
    ordered = sorted(readings, key=lambda reading: (reading.line, reading.wording.item))
    places = [(reading.line, reading.wording.item) for reading in ordered]
    best: list[float] = []
    before: list[int] = []
    for place, reading in enumerate(ordered):
        score, previous = 0.0, -1
        line, item = places[place]
        for other in range(place):
            if best[other] > score and places[other][0] < line and places[other][1] < item:
                score, previous = best[other], other
        best.append(score + reading.weight)
        before.append(previous)
    chosen: dict[int, Reading] = {}
    place = max(range(len(best)), key=best.__getitem__, default=-1)
    while place >= 0:
        chosen[ordered[place].wording.item] = ordered[place]
        place = before[place]
    return chosen


def out_of_order(readings: Iterable[Reading], chosen: dict[int, Reading]) -> dict[int, Reading]:
    """Questions printed out of order (columns read crosswise, pages swapped): found whole and beyond doubt."""
    taken = {piece.line for reading in chosen.values() for piece in reading.pieces}
    extra: dict[int, Reading] = {}
    for reading in sorted(readings, key=lambda entry: (-entry.weight, entry.line)):
        item = reading.wording.item
        sure = reading.complete and reading.likeness == 100 and (reading.numbered or reading.matched >= SHORT)
        if item not in chosen and item not in extra and sure and reading.line not in taken:
            extra[item] = reading
            taken.add(reading.line)
    return extra
