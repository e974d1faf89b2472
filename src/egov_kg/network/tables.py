"""A network's measures as a table, as JSON and as sentences."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

from egov_kg.network.meanings import MEASURES
from egov_kg.network.measures import Figures, Measured, Value
from egov_kg.network.model import Actor, Network
from egov_kg.store import Solutions, Term, TermKind

COLUMNS: Final = ("name", "kind", "iso3", "region", *(measure.name for measure in MEASURES), "node")
"""The columns of the table of measures."""


def measures_table(network: Network, measured: Measured, language: str = "en") -> Solutions:
    """A row a node, who has most partners first."""
    rows = []
    for actor in _ranked(network, measured):
        values = [_text(value) for value in measured.nodes[actor.key].values()]
        cells = (actor.label(language), actor.kind.value, actor.iso3, actor.region, *values)
        literals = [None if cell is None else Term(TermKind.LITERAL, cell) for cell in cells]
        rows.append((*literals, Term(TermKind.IRI, actor.iri)))
    return Solutions(COLUMNS, tuple(rows))


def measures_json(network: Network, measured: Measured, language: str = "en") -> str:
    """The same with what each measure means, the communities and the figures of the whole."""
    labels = {actor.key: actor.label(language) for actor in network.actors}
    found = {
        "level": network.level.value,
        "measures": [
            {"name": one.name, "label": one.label[language], "explanation": one.explanation[language]}
            for one in MEASURES
        ],
        "network": asdict(measured.figures),
        "communities": [
            [{"node": key, "name": labels[key]} for key in members] for members in measured.communities
        ],
        "nodes": [
            {
                "node": actor.key, "name": labels[actor.key], "kind": actor.kind.value,
                **({"iso3": actor.iso3} if actor.iso3 else {}), **({"region": actor.region} if actor.region else {}),
                **{name: value for name, value in measured.nodes[actor.key].items() if value is not None},
            }
            for actor in _ranked(network, measured)
        ],
    }  # fmt: skip
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def sentences(network: Network, figures: Figures) -> str:
    """What the network is like, in a few lines for a person."""
    who = _listed(
        _counted(figures.countries, "country", "countries"),
        _counted(figures.organisations, "organisation", "organisations"),
        _counted(figures.agencies, "agency", "agencies"),
    )
    words = sum(len(tie.sentences) for tie in network.ties)
    told = figures.told_by_both + figures.told_by_one
    lines = [
        f"{who} with {_counted(figures.ties, 'stated tie', 'stated ties')} between "
        f"{_counted(figures.pairs, 'pair', 'pairs')} of them, {_counted(words, 'quotation', 'quotations')} behind them",
        f"  {_counted(figures.parts, 'connected part', 'connected parts')}, "
        f"{_counted(figures.communities, 'community', 'communities')} (modularity {figures.modularity:.2f})",
        f"  {_counted(figures.speaking, 'country speaks', 'countries speak')} in documents of their own, "
        f"{figures.only_spoken_of} are only spoken of by others",
        f"  {_counted(told, 'pair', 'pairs')} with a tie where both sides speak: both tell of "
        f"{figures.told_by_both}, one alone of {figures.told_by_one}",
    ]
    if figures.shared:
        lines.append(
            f"  what follows: {_counted(figures.shared, 'pair', 'pairs')} linked through networks of which both are "
            "members; no document states it"
        )
    return "\n".join(lines) + "\n"


def _ranked(network: Network, measured: Measured) -> Sequence[Actor]:
    def rank(actor: Actor) -> tuple[float, float, str]:
        found = measured.nodes[actor.key]
        return -(found["degree"] or 0), -(found["betweenness"] or 0), actor.key

    return sorted(network.actors, key=rank)


def _text(value: Value) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _listed(*parts: str) -> str:
    kept = [part for part in parts if not part.startswith("0 ")]
    return " and ".join([", ".join(kept[:-1]), kept[-1]] if len(kept) > 1 else kept)


__all__ = ["COLUMNS", "measures_json", "measures_table", "sentences"]
