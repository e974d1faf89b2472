"""All that is shown of a network, put together once for every drawing and file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from egov_kg.network.choosing import Choice
from egov_kg.network.layout import Point, lay_out
from egov_kg.network.measures import Measured, measure
from egov_kg.network.model import Level, Network, Ties

Text = Mapping[str, str]
"""A text by language."""

TITLE: Final[Text] = MappingProxyType({
    "en": "Cooperation on e-government", "es": "Cooperación en gobierno electrónico",
})  # fmt: skip
LEVELS: Final[Mapping[Level, Text]] = MappingProxyType({
    Level.COUNTRY: {"en": "countries", "es": "países"},
    Level.ORGANISATION: {"en": "countries and organisations", "es": "países y organizaciones"},
    Level.AGENCY: {"en": "countries, organisations and agencies", "es": "países, organizaciones y organismos públicos"},
})  # fmt: skip
REGIONS: Final[Mapping[str, Text]] = MappingProxyType({
    "Africa": {"en": "Africa", "es": "África"},
    "Americas": {"en": "Americas", "es": "América"},
    "Asia": {"en": "Asia", "es": "Asia"},
    "Europe": {"en": "Europe", "es": "Europa"},
    "Oceania": {"en": "Oceania", "es": "Oceanía"},
})  # fmt: skip
_FIELDS: Final[Mapping[str, Text]] = MappingProxyType({
    "kind": {"en": "kind", "es": "forma"},
    "status": {"en": "status", "es": "estado"},
    "topic": {"en": "topic", "es": "tema"},
    "edition": {"en": "edition", "es": "edición"},
    "year": {"en": "year", "es": "año"},
    "region": {"en": "region", "es": "región"},
    "country": {"en": "country", "es": "país"},
})  # fmt: skip
LANGUAGES: Final = ("en", "es")


class View(StrEnum):
    """What decides where nodes stand in a drawing: their ties, or where countries are."""

    TIES = "ties"
    MAP = "map"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a network is shown: language of names, theme and view of drawings, a heading instead of ours."""

    language: str = "en"
    theme: str = "light"
    view: View = View.TIES
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """A network with its measures and places; ``codes`` are labels by scheme (kind, status, topic, region) and code."""

    network: Network
    measured: Measured
    places: Mapping[str, Point]
    title: Text
    subtitle: Text
    codes: Mapping[str, Mapping[str, Text]]
    look: Look = Look()

    @property
    def language(self) -> str:
        """The language of names and headings."""
        return self.look.language

    def code(self, scheme: str, code: str) -> str:
        """The label of a code in the language of the presentation."""
        labels = self.codes[scheme].get(code, {})
        return labels.get(self.language) or labels.get("en") or code.replace("-", " ")


def present(ties: Ties, network: Network, choice: Choice, look: Look | None = None) -> Presentation:
    """A network of ties, as a choice left it, ready to be drawn and written."""
    look = look or Look()
    codes = _codes(ties, network)
    return Presentation(
        network=network,
        measured=measure(network),
        places=lay_out(network),
        title={look.language: look.title} if look.title else TITLE,
        subtitle={one: _subtitle(network, choice, codes, one) for one in LANGUAGES},
        codes=codes,
        look=look,
    )


def _codes(ties: Ties, network: Network) -> Mapping[str, Mapping[str, Text]]:
    """The labels of the codes that are used; a code without one is its own label."""
    used = {
        "kind": {tie.kind for tie in network.ties} | ({"membership"} if network.follows else set()),
        "status": {tie.status for tie in network.ties if tie.status},
        "topic": {topic for tie in network.ties for topic in tie.topics},
    }
    found: dict[str, Mapping[str, Text]] = {
        scheme: {code: _labels(ties, scheme, code) for code in sorted(codes)}
        for scheme, codes in used.items()
    }
    regions = sorted({actor.region for actor in network.actors if actor.region})
    found["region"] = {region: REGIONS.get(region, {"en": region}) for region in regions}
    return found


def _labels(ties: Ties, scheme: str, code: str) -> Text:
    return dict(sorted(ties.codes.get(scheme, {}).get(code, {"en": code.replace("-", " ")}).items()))


def _subtitle(network: Network, choice: Choice, codes: Mapping[str, Mapping[str, Text]], language: str) -> str:
    """What was chosen: ``Countries; kind: funding, agreement; year: 2015–2018``."""
    parts = [LEVELS[network.level][language]]
    for field in fields(choice):
        values = sorted(getattr(choice, field.name))
        if values:
            labels = codes.get(field.name, {})
            named = _spans(values) if field.name in ("year", "edition") else [
                labels.get(value, {}).get(language) or labels.get(value, {}).get("en", value) for value in values
            ]  # fmt: skip
            parts.append(f"{_FIELDS[field.name][language]}: {', '.join(named)}")
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def _spans(years: list[int]) -> list[str]:
    """Years, those in a row as a span."""
    spans: list[list[int]] = []
    for year in years:
        if spans and spans[-1][-1] == year - 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return [str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans]


__all__ = ["LANGUAGES", "REGIONS", "TITLE", "Look", "Presentation", "Text", "View", "present"]
