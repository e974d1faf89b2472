"""The measures of a network, each explained in a sentence: a table from which help, columns and exports follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure of a node; ``label`` and ``explanation`` by language, ``digits`` after the point."""

    name: str
    label: Mapping[str, str]
    explanation: Mapping[str, str]
    digits: int = 0


def _measure(name: str, en: tuple[str, str], es: tuple[str, str], digits: int = 0) -> Measure:
    return Measure(
        name=name, digits=digits,
        label=MappingProxyType({"en": en[0], "es": es[0]}),
        explanation=MappingProxyType({"en": en[1], "es": es[1]}),
    )  # fmt: skip


MEASURES: Final = (
    _measure(
        "degree",
        ("Partners", "With how many others it has a tie (its degree)."),
        ("Socios", "Con cuántos otros tiene un vínculo (su grado)."),
    ),
    _measure(
        "ties",
        ("Ties", "How many ties are stated of it; one that two countries tell of counts twice."),
        ("Vínculos", "Cuántos vínculos se afirman de él; el que informan dos países cuenta dos veces."),
    ),
    _measure(
        "betweenness",
        (
            "Betweenness",
            "On what share of the shortest ways between two others it lies, from 0 to 1: who has much of it connects "
            "parts that would be farther apart without it.",
        ),
        (
            "Intermediación",
            "En qué parte de los caminos más cortos entre otros dos se encuentra, de 0 a 1: quien tiene mucha conecta "
            "partes que sin él estarían más lejos.",
        ),
        digits=4,
    ),
    _measure(
        "community",
        (
            "Community",
            "The number of its group, 0 the largest: within a group there are more ties than chance would put there "
            "(Louvain method, resolution 1, fixed seed).",
        ),
        (
            "Comunidad",
            "El número de su grupo, 0 el mayor: dentro de un grupo hay más vínculos de los que pondría el azar "
            "(método de Louvain, resolución 1, semilla fija).",
        ),
    ),
    _measure(
        "bridged",
        (
            "Pairs bridged",
            "Of an organisation: how many pairs of countries have a tie with it and none with each other, so that it "
            "is what brings them together.",
        ),
        (
            "Pares unidos",
            "De una organización: cuántos pares de países tienen un vínculo con ella y ninguno entre sí, de modo que "
            "ella los reúne.",
        ),
    ),
    _measure(
        "regions",
        ("Regions", "From how many regions of the world its partners are."),
        ("Regiones", "De cuántas regiones del mundo son sus socios."),
    ),
    _measure(
        "told_by_both",
        (
            "Told by both",
            "Reciprocity: with how many partners, both having documents here, each side tells of a tie with the other.",
        ),
        (
            "Informan ambos",
            "Reciprocidad: con cuántos socios, ambos con documentos aquí, informan de un vínculo las dos partes.",
        ),
    ),
    _measure(
        "told_by_it_alone",
        ("Told by it alone", "With how many partners, both having documents here, it alone tells of the tie."),
        ("Informa solo él", "Con cuántos socios, ambos con documentos aquí, solo él informa del vínculo."),
    ),
    _measure(
        "told_by_others_alone",
        ("Told by others alone", "With how many partners, both having documents here, it alone does not tell of it."),
        ("Informan solo otros", "Con cuántos socios, ambos con documentos aquí, solo el otro informa del vínculo."),
    ),
    _measure(
        "documents",
        ("Documents", "Coverage: how many documents here speak for this country."),
        ("Documentos", "Cobertura: cuántos documentos de aquí hablan por este país."),
    ),
    _measure(
        "only_spoken_of",
        (
            "Only spoken of",
            "Coverage: whether this country is only spoken of by others, no document of its own having been read, so "
            "that its own side is missing.",
        ),
        (
            "Solo mencionado",
            "Cobertura: si de este país solo hablan otros, sin que se haya leído un documento suyo, de modo que falta "
            "su propia versión.",
        ),
    ),
)  # fmt: skip
"""Every measure, in the order of the columns."""

__all__ = ["MEASURES", "Measure"]
