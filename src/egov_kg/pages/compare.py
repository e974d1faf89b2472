"""Countries side by side: question by question, with what each answered, left out, or what cannot be known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType
from typing import Final

from egov_kg.pages.asking import Ask, value
from egov_kg.pages.labels import Label, labels_of
from egov_kg.pages.page import Context, Page
from egov_kg.pages.rendering import render
from egov_kg.vocabulary import BASE

MOST: Final = 8
"""Countries on one page."""
_PAIRED: Final = 12
"""With more countries than these, files are made for each country alone and not for each pair."""
_ISO3: Final = re.compile(r"[A-Z]{3}")
_ANSWERS: Final = """
SELECT ?iso3 ?edition ?question ?number ?state ?text ?answer {{
  VALUES ?iso3 {{ {countries} }}
  ?document a egov:SourceDocument ; egov:country/egov:iso3 ?iso3 .
  OPTIONAL {{ ?document egov:edition ?edition }}
  {{ SELECT DISTINCT ?question {{ ?any egov:question ?question }} }}
  BIND(IRI(CONCAT(STR(answer:), STRAFTER(STR(?document), "/id/document/"), "-",
    STRAFTER(STR(?question), "/code/question/"))) AS ?answer)
  ?answer egov:question ?question ; egov:responseState ?state .
  OPTIONAL {{ ?question skos:notation ?number }}
  OPTIONAL {{ ?answer egov:responseText ?text }}
}}"""
_SELECTIONS: Final = """
SELECT ?answer ?option ?state {{
  VALUES ?answer {{ {answers} }} ?answer egov:selection ?selection .
  ?selection egov:option ?option ; egov:selectionState ?state .
}}"""
_READ: Final = """
SELECT DISTINCT ?iso3 { ?d a egov:SourceDocument ; egov:form ?form ; egov:country/egov:iso3 ?iso3 } ORDER BY ?iso3"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A tick box with its state: selected, not-selected or unknown."""

    option: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a country's document of one edition answers; no text where it left the question empty."""

    answer: str
    edition: str
    state: str
    text: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The countries in their order, and by question what each of them gives, several where it has several editions."""

    countries: tuple[str, ...]
    others: tuple[str, ...]
    answers: Mapping[str, Mapping[str, tuple[Given, ...]]]
    labels: Mapping[str, Label]


async def compare(ask: Ask, countries: Sequence[str], language: str) -> Comparison:
    """The answers of countries by their codes of three letters, of which those without a document are left out."""
    known = [value(row, 0) for row in await ask(_READ)]
    chosen = tuple(iso3 for iso3 in dict.fromkeys(countries) if iso3 in known)[:MOST]
    found = await _answers(ask, chosen)
    iris = {f"{BASE}id/country/{iso3}" for iso3 in known} | set(found)
    iris |= {one.option for by in found.values() for many in by.values() for given in many for one in given.options}
    return Comparison(
        countries=chosen,
        others=tuple(known),
        answers=MappingProxyType(found),
        labels=MappingProxyType(await labels_of(ask, iris, language)),
    )


async def _answers(ask: Ask, chosen: Sequence[str]) -> dict[str, dict[str, tuple[Given, ...]]]:
    if not chosen:
        return {}
    quoted = " ".join(f'"{iso3}"' for iso3 in chosen)
    rows = await ask(_ANSWERS.format(countries=quoted))
    options = await _options(ask, [value(row, 6) for row in rows])
    numbers: dict[str, tuple[object, ...]] = {}
    found: dict[str, dict[str, list[Given]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        question, answer = value(row, 2), value(row, 6)
        numbers[question] = _natural(value(row, 3) or question)
        found[question][value(row, 0)].append(
            Given(
                answer=answer,
                edition=value(row, 1),
                state=value(row, 4).rpartition("/")[2],
                text=value(row, 5),
                options=tuple(options.get(answer, ())),
            )
        )
    return {
        question: {iso3: tuple(sorted(many, key=lambda one: (one.edition, one.answer))) for iso3, many in by.items()}
        for question, by in sorted(found.items(), key=lambda item: numbers[item[0]])
    }


def _natural(text: str) -> tuple[object, ...]:
    """Sorts 2 before 10: numbers as numbers."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"(\d+)", text) if part)


async def _options(ask: Ask, answers: Sequence[str]) -> Mapping[str, list[Option]]:
    found: dict[str, list[Option]] = defaultdict(list)
    if answers:
        listed = " ".join(f"<{iri}>" for iri in sorted(set(answers)))
        for row in await ask(_SELECTIONS.format(answers=listed)):
            found[value(row, 0)].append(Option(option=value(row, 1), state=value(row, 2).rpartition("/")[2]))
    return {answer: sorted(many, key=lambda one: one.option) for answer, many in found.items()}


async def _make(context: Context) -> str:
    named = [*context.path.get("codes", "").split("+"), *context.form.get("c", ())]
    chosen = [code.upper() for code in named if _ISO3.fullmatch(code.upper())]
    shown = await compare(context.ask, chosen, context.language)
    left_out = [code for code in dict.fromkeys(chosen) if code not in shown.countries]
    return render("compare", context.site, shown=shown, left_out=left_out, most=MOST)


async def _every(ask: Ask) -> Sequence[str]:
    known = [value(row, 0) for row in await ask(_READ)]
    pairs = combinations(known, 2) if len(known) <= _PAIRED else ()
    return [*(f"compare/{iso3}" for iso3 in known), *(f"compare/{one}+{other}" for one, other in pairs)]


async def _every_choice(ask: Ask) -> Sequence[str]:
    del ask
    return ["compare"]


CHOOSE: Final = Page(pattern="compare", make=_make, every=_every_choice)
COMPARE: Final = Page(pattern="compare/{codes}", make=_make, every=_every)

__all__ = ["CHOOSE", "COMPARE", "MOST", "Comparison", "Given", "Option", "compare"]
