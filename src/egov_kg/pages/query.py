"""The query page: the named queries as examples with their parameters, a query to edit, and its answer.

Without scripts it is a form whose answer comes with the next page; with them the same form becomes an editor.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from egov_kg.errors import QueryError
from egov_kg.pages.addresses import QUERY
from egov_kg.pages.language import messages
from egov_kg.pages.rendering import Site, render
from egov_kg.pages.terms import codes
from egov_kg.queries import NamedQuery, Parameter, named_queries
from egov_kg.store import Row

FIRST: Final = """\
# Which countries does the graph know most about?
SELECT ?country ?name (COUNT(?thing) AS ?things) {
  ?thing egov:country ?country .
  ?country rdfs:label ?name .
  FILTER(LANG(?name) = "%s")
}
GROUP BY ?country ?name
ORDER BY DESC(?things)
LIMIT 20
"""
"""The query that stands in the editor before a person has chosen one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a request asks for: an example with its values, or a text; ``problem`` is a value that does not fit."""

    text: str
    example: NamedQuery | None = None
    values: Mapping[str, str]
    problem: str = ""
    run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An answer: rows of terms, yes or no, a graph in Turtle, or why there is none."""

    columns: Sequence[str] = ()
    rows: Sequence[Row] = ()
    truth: bool | None = None
    turtle: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A parameter as a form asks for it; ``options`` are codes with their labels, empty for free text.

    ``described`` is whether its description is in the language of the page; else it is in English.
    """

    parameter: Parameter
    description: str
    described: bool
    value: str
    options: tuple[tuple[str, str], ...]


def asked(form: Mapping[str, Sequence[str]], language: str) -> Asked:
    """What the fields of a request ask for."""
    run = bool(_one(form, "run"))
    if text := _one(form, "query"):
        return Asked(text=text.replace("\r\n", "\n"), values={}, run=run)
    example = {query.name: query for query in _examples()}.get(_one(form, "example"))
    if example is None:
        return Asked(text=FIRST % language, values={}, run=run)
    given = {one.name: _one(form, one.name).strip() for one in example.parameters}
    values = {name: value for name, value in given.items() if value}
    try:
        return Asked(text=_body(example.bind(values)), example=example, values=values, run=run)
    except QueryError as error:
        return Asked(text=_body(example.bind({})), example=example, values=values, problem=error.reason)


def _body(text: str) -> str:
    """A named query without its header, which the page shows, and the lines of parameters without a value."""
    lines = text.split("\n")
    header = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return "\n".join(line for line in lines[header:] if not line.lstrip().startswith("#?")).strip() + "\n"


def query_page(site: Site, question: Asked, answer: Shown | None) -> str:
    """The HTML of the page."""
    language = site.language
    chosen = question.example
    return render(
        "query", site, question=question, answer=answer, chosen=chosen,
        fields=[_field(one, question.values, language) for one in chosen.parameters] if chosen else [],
        examples=sorted(
            ((one.name, one.titles.get(language, one.title)) for one in _examples()), key=lambda one: one[1].casefold()
        ),
        title=chosen.titles.get(language, chosen.title) if chosen else "",
        answers=chosen.answers.get(language) or chosen.answers.get("en", "") if chosen else "",
    )  # fmt: skip


@cache
def _examples() -> tuple[NamedQuery, ...]:
    return tuple(named_queries())


def _field(parameter: Parameter, values: Mapping[str, str], language: str) -> Field:
    options = tuple(one for scheme in parameter.schemes for one in codes(scheme, language))
    description = parameter.descriptions.get(language, parameter.description)
    if not options:
        description += f" ({messages(language)(f'wanted {parameter.kind}')})"
    return Field(
        parameter=parameter, description=description, value=values.get(parameter.name, ""), options=options,
        described=language == "en" or language in parameter.descriptions,
    )  # fmt: skip


def _one(form: Mapping[str, Sequence[str]], name: str) -> str:
    given = form.get(name) or ("",)
    return given[-1]


__all__ = ["QUERY", "Asked", "Shown", "asked", "query_page"]
