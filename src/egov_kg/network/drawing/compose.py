"""A network as a drawing: nodes, lines, names, heading, key and source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from egov_kg.network.drawing import fonts
from egov_kg.network.drawing.boxes import Box
from egov_kg.network.drawing.labels import Label, Spot, baselines, place_labels
from egov_kg.network.drawing.legend import draw_legend, make_legend
from egov_kg.network.drawing.lines import draw_lines, grouped
from egov_kg.network.drawing.mapping import on_map
from egov_kg.network.drawing.nodes import Spotted, names, on_paper, radius, shape, spotted
from egov_kg.network.drawing.scene import Item, Scene, Words
from egov_kg.network.drawing.style import PAGES, THEMES, Nature, Theme
from egov_kg.network.presenting import Presentation, Text, View
from egov_kg.wording import counted

_MARGIN: Final = 36.0
_HEAD: Final = 84.0
_FOOT: Final = 40.0
_GAP: Final = 18.0
_SOURCE: Final[Text] = {
    "en": "Source: {documents}{editions}, {quotes}. Drawn by egov-kg.",
    "es": "Fuente: {documents}{editions}, {quotes}. Dibujado por egov-kg.",
}
_DOCUMENTS: Final = MappingProxyType({"en": ("document", "documents"), "es": ("documento", "documentos")})
_QUOTES: Final = MappingProxyType({"en": ("quotation", "quotations"), "es": ("cita", "citas")})
_EDITION: Final[Text] = {"en": " (edition {})", "es": " (edición {})"}
_UNNAMED: Final[Text] = {
    "en": " Names left out for want of room: {}.", "es": " Nombres omitidos por falta de lugar: {}.",
}  # fmt: skip


_BOUNDARIES: Final[Text] = {
    "en": " Outlines: Natural Earth; they say nothing about the status of any territory.",
    "es": " Contornos: Natural Earth; no dicen nada sobre la condición de ningún territorio.",
}  # fmt: skip


def compose(presentation: Presentation) -> Scene:
    """The drawing of a network: related nodes stand together, the most connected ones are named first."""
    theme = THEMES[presentation.look.theme]
    page = next(page for page in PAGES if len(presentation.network.actors) <= page.most)
    legend = make_legend(
        presentation, natures_drawn(presentation)[::-1], width=page.width - 2 * _MARGIN, scale=page.scale
    )  # fmt: skip
    foot = legend.height + _FOOT * page.scale
    frame = Box(_MARGIN, _HEAD * page.scale, page.width - _MARGIN, page.height - foot - _GAP)
    if presentation.look.view is View.MAP:
        nodes, backdrop = on_map(presentation, frame, theme, label=page.label)
    else:
        nodes, backdrop = _nodes(presentation, frame, page.apart), ()
    labels = _labels(presentation, nodes, frame, page.label)
    title = presentation.title.get(presentation.language) or next(iter(presentation.title.values()))
    subtitle = presentation.subtitle[presentation.language]
    return Scene(
        width=page.width, height=page.height, background=theme.background, title=title, description=subtitle,
        language=presentation.language,
        items=(
            *backdrop, *draw_lines(presentation, nodes, theme), *_shapes(nodes, theme), *_names(nodes, labels, theme),
            _line(title, 46 * page.scale, 24 * page.scale, theme.ink, bold=True),
            _line(subtitle, 68 * page.scale, 14 * page.scale, theme.muted),
            *draw_legend(legend, _MARGIN, page.height - foot, theme),
            _line(_source(presentation, labels), page.height - 18 * page.scale, 10.5 * page.scale, theme.muted),
        ),
    )  # fmt: skip


def _nodes(presentation: Presentation, frame: Box, apart: float) -> Mapping[str, Spotted]:
    actors, measures = presentation.network.actors, presentation.measured.nodes
    radii = [radius(int(measures[actor.key]["degree"] or 0), len(actors)) for actor in actors]
    # Room for the names of nodes at the edge.
    inner = Box(frame.left + 50, frame.top + 10, frame.right - 50, frame.bottom - 10)
    centres = on_paper([presentation.places[actor.key] for actor in actors], radii, inner, apart=apart)
    return spotted(presentation, centres, radii)


def _labels(
    presentation: Presentation, nodes: Mapping[str, Spotted], frame: Box, size: float
) -> Mapping[str, Label | None]:  # fmt: skip
    """A label a node, who has most partners choosing first."""
    measures = presentation.measured.nodes
    order = sorted(nodes, key=lambda key: (-(measures[key]["degree"] or 0), -(measures[key]["ties"] or 0), key))
    spots = [
        Spot(
            centre=node.centre, radius=node.radius, names=names(node.actor, presentation.language), in_row=node.in_row
        )
        for node in (nodes[key] for key in order)
    ]  # fmt: skip
    pairs = {(min(line[:2]), max(line[:2])) for line in grouped(presentation)}
    lines = [(nodes[one].centre, nodes[other].centre) for one, other in sorted(pairs)]
    return dict(zip(order, place_labels(spots, lines, frame, size=size), strict=True))


def _shapes(nodes: Mapping[str, Spotted], theme: Theme) -> Iterator[Item]:
    """The nodes, large ones below."""
    for key in sorted(nodes, key=lambda key: (-nodes[key].radius, key)):
        yield shape(nodes[key], theme, spoken_of=not nodes[key].actor.speaks)


def _names(nodes: Mapping[str, Spotted], labels: Mapping[str, Label | None], theme: Theme) -> Iterator[Item]:
    for label in (labels[key] for key in nodes):
        if label:
            for text, place in baselines(label):
                yield Words(
                    place=place, text=text, size=label.size, length=fonts.width(text, label.size), fill=theme.ink,
                    anchor=label.anchor, halo=theme.background,
                )  # fmt: skip


def _line(text: str, baseline: float, size: float, fill: str, *, bold: bool = False) -> Words:
    length = fonts.width(text, size, bold=bold)
    return Words(place=(_MARGIN, baseline), text=text, size=size, length=length, fill=fill, bold=bold)


def _source(presentation: Presentation, labels: Mapping[str, Label | None]) -> str:
    network, language = presentation.network, presentation.language
    editions = sorted({source.edition for source in network.sources if source.edition})
    unnamed = sum(label is None for label in labels.values())
    text = _SOURCE[language].format(
        documents=counted(len(network.sources), *_DOCUMENTS[language]),
        editions=_EDITION[language].format(", ".join(map(str, editions))) if editions else "",
        quotes=counted(len({one for tie in network.ties for one in tie.sentences}), *_QUOTES[language]),
    )
    if presentation.look.view is View.MAP:
        text += _BOUNDARIES[language]
    return text + (_UNNAMED[language].format(unnamed) if unnamed else "")


def natures_drawn(presentation: Presentation) -> Sequence[Nature]:
    """The natures of the lines that a drawing of a network has."""
    return list(dict.fromkeys(nature for *_, nature in grouped(presentation)))


__all__ = ["compose", "natures_drawn"]
