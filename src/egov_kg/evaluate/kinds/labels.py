"""Labels: what was recognised by its address or number must also be called by its name, and not by words around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from egov_kg.evaluate.gold import Alternatives
from egov_kg.evaluate.graph import Statement
from egov_kg.evaluate.matching import Comparison, MissedFact, ReadFact, Verdicts
from egov_kg.evaluate.normal import is_label

Labelled = tuple[Alternatives, str, tuple[Statement, ...]]
"""The acceptable names of a gold fact, and the thing that it was matched with, with its labels."""


def label_comparison(kind: str, compared: Sequence[Labelled]) -> Iterator[Comparison]:
    """The labels of matched things; a gold fact without a name compares nothing."""
    named = [(names, thing, labels) for names, thing, labels in compared if names]
    if not named:
        return
    verdicts = Verdicts()
    for names, thing, labels in named:
        said = [label.object.value for label in labels]
        fitting = [label for label in labels if any(is_label(name, label.object.value) for name in names)]
        if fitting:
            verdicts.right.append(ReadFact(words=fitting[0].object.value, statements=tuple(fitting)))
        else:
            verdicts.missed.append(MissedFact(words=names[0], terms=names))
            verdicts.surplus.append(ReadFact(words=" / ".join(said) or thing, statements=labels))
    yield verdicts.comparison(kind, gold=len(named))
