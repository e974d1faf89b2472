"""The axes and lines of a plan, who answers for each line, and its targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from egov_kg.evaluate.gold import Alternatives, GoldAxis, GoldDocument, GoldLine, GoldTarget
from egov_kg.evaluate.graph import LABEL, BuildGraph, Statement, iri
from egov_kg.evaluate.kinds.kind import Kind, in_words
from egov_kg.evaluate.matching import Comparison, MissedFact, ReadFact, Verdicts, match
from egov_kg.evaluate.normal import CLOSE_NAME, alike, names_a_body, year_of

ROLES: Final = MappingProxyType({
    "line responsible": "egov:responsibleAgency",
    "line coordination": "egov:coordinatingAgency",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    value: float | None
    year: int | None
    fact: ReadFact


def _compare(gold: GoldDocument, graph: BuildGraph) -> Iterator[Comparison]:
    if gold.plan is None:
        return
    axes = [
        thing
        for thing in _numbered("StrategicAxis", graph)
        if any(graph.is_of_country(plan, gold.country) for plan in graph.texts(thing, "egov:partOf"))
    ]
    lines = [thing for thing in _numbered("StrategicLine", graph) if _is_part_of(gold.country, thing, graph)]
    yield _headings("axis", gold.plan.axes, axes, graph)
    yield _headings("line", gold.plan.lines, lines, graph)
    by_number = {line.number: thing for line in gold.plan.lines if (thing := _heading(line, lines, graph))}
    yield _role("line responsible", {line: line.responsible for line in gold.plan.lines}, by_number, graph)
    yield _role("line coordination", {line: line.coordination for line in gold.plan.lines}, by_number, graph)
    yield _targets(gold.plan.lines, gold.plan.targets, by_number, graph)


def _numbered(class_name: str, graph: BuildGraph) -> list[str]:
    """The things of a class that have a position."""
    return [thing for thing in graph.of_class(class_name) if graph.values(thing, "egov:position")]


def _is_part_of(country: str, thing: str, graph: BuildGraph) -> bool:
    """Whether a line stands in a plan of a country, however deep."""
    above, seen = list(graph.texts(thing, "egov:partOf")), {thing}
    while above:
        part = above.pop()
        if graph.is_of_country(part, country):
            return True
        if part not in seen:
            seen.add(part)
            above += graph.texts(part, "egov:partOf")
    return False


def _heading(gold: GoldAxis | GoldLine, things: Sequence[str], graph: BuildGraph) -> str | None:
    """The axis or line that has the number and the name."""
    return next((
        thing
        for thing in things
        if str(gold.number) in graph.texts(thing, "egov:position") and alike(gold.names, graph.names(thing), CLOSE_NAME)
    ), None)  # fmt: skip


def _headings(
    kind: str, gold: Sequence[GoldAxis] | Sequence[GoldLine], things: Sequence[str], graph: BuildGraph
) -> Comparison:
    found = {heading: thing for heading in gold if (thing := _heading(heading, things, graph))}
    read = {
        thing: ReadFact(
            words=in_words(graph.text(thing, "egov:position"), graph.text(thing, LABEL)),
            statements=graph.statements(thing, LABEL),
        )
        for thing in things
    }
    right = set(found.values())
    return Comparison(
        kind=kind,
        gold=len(gold),
        found=len(things),
        hits=len(found),
        missed=tuple(
            MissedFact(words=f"{heading.number} {heading.names[0]}", terms=heading.names)
            for heading in gold
            if heading not in found
        ),
        surplus=tuple(fact for thing, fact in read.items() if thing not in right),
        right=tuple(fact for thing, fact in read.items() if thing in right),
    )


def _role(
    kind: str,
    wanted: Mapping[GoldLine, tuple[Alternatives, ...]],
    by_number: Mapping[int, str],
    graph: BuildGraph,
) -> Comparison:
    """The bodies of the lines that were found, in one role."""
    verdicts = Verdicts()
    for line, bodies in wanted.items():
        thing = by_number.get(line.number, "")
        read = graph.values(thing, ROLES[kind])
        for body in bodies:
            if not any(names_a_body(body, graph.names(one.value)) for one in read):
                words = f"{body[0]} of line {line.number} {line.names[0]}"
                verdicts.missed.append(MissedFact(words=words, terms=body))
        for one in read:
            name = graph.text(one.value, LABEL) or one.value
            statement = Statement(subject=thing, predicate=iri(ROLES[kind]), object=one)
            fact = ReadFact(words=f"{name} of line {line.number} {line.names[0]}", statements=(statement,))
            fitting = any(names_a_body(body, graph.names(one.value)) for body in bodies)
            (verdicts.right if fitting else verdicts.surplus).append(fact)
    total = sum(map(len, wanted.values()))
    return verdicts.comparison(kind, gold=total, hits=total - len(verdicts.missed))


def _targets(
    lines: Sequence[GoldLine], targets: Sequence[GoldTarget], by_number: Mapping[int, str], graph: BuildGraph
) -> Comparison:
    """The targets of the lines that were found, by value and year."""
    names = {line.number: line.names for line in lines}
    pairs: list[tuple[GoldTarget, _Target]] = []
    surplus: list[_Target] = []
    for line in lines:
        read = _targets_of(by_number.get(line.number), graph)
        matching = match(
            [target for target in targets if target.line == line.number],
            read,
            lambda one, found: (one.year, one.value) == (found.year, found.value),
        )
        pairs += matching.pairs
        surplus += matching.surplus
    matched = {id(target) for target, _ in pairs}
    return Comparison(
        kind="target",
        gold=len(targets),
        found=len(pairs) + len(surplus),
        hits=len(pairs),
        missed=tuple(
            _missed_target(target, names.get(target.line, ())) for target in targets if id(target) not in matched
        ),
        surplus=tuple(target.fact for target in surplus),
        right=tuple(target.fact for _, target in pairs),
    )


def _targets_of(line: str | None, graph: BuildGraph) -> list[_Target]:
    things = [thing for thing in graph.of_class("Target") if line and line in graph.texts(thing, "egov:targetOf")]
    return [_target(thing, graph) for thing in things]


def _target(thing: str, graph: BuildGraph) -> _Target:
    year = graph.text(thing, "egov:targetYear")
    figure = in_words(graph.text(thing, "egov:value") or "no figure", "in" if year else "", year)
    return _Target(
        value=graph.number(thing, "egov:value"),
        year=year_of(year),
        fact=ReadFact(
            words=f"{figure}: {graph.text(thing, 'dcterms:description') or ''}",
            statements=graph.statements(thing, "egov:value", "dcterms:description"),
        ),
    )


def _missed_target(gold: GoldTarget, names: Alternatives) -> MissedFact:
    value = "no figure" if gold.value is None else f"{gold.value:g}"
    # A figure stands in many places: only the line's name leads to its targets.
    return MissedFact(words=f"{value} in {gold.year} of line {gold.line}", terms=names or (value,))


KIND = Kind(names=("axis", "line", "line responsible", "line coordination", "target"), compare=_compare)
