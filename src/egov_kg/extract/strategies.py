"""National plans, strategies, agendas and policies named in an answer, with the periods they state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from egov_kg.extract.addresses import find_handles
from egov_kg.extract.citations import find_citations
from egov_kg.extract.dates import Period, find_horizons, find_periods
from egov_kg.extract.names import words_of
from egov_kg.extract.passage import Passage
from egov_kg.extract.strategy_manners import NATIONAL, is_absent, is_planned
from egov_kg.extract.strategy_names import StrategyName, strategy_names
from egov_kg.extract.strategy_words import pattern
from egov_kg.language import folded
from egov_kg.model import Answer, Stated
from egov_kg.records import CountryRef, Record, Strategy

RULE = "strategy-by-name"
CITED_RULE = "strategy-by-citation"
PERIOD_RULE = "period-behind-name"
NEARBY_RULE = "strategy-kind-nearby"
KIND_RULE = "strategy-kind-in-name"
ASKED_RULE = "strategy-kind-of-question"
TITLE_RULE = "strategy-by-title"
HORIZON_RULE = "strategy-kind-by-horizon"
ONE_NAME = re.compile(r"\s*(?:\([A-Z0-9]{2,8}\)\s*)?(?:[-–—:]|\()\s*\Z")
"""What joins two names of one strategy: a dash, a colon, a bracket."""
_NEAR = 60
"""Characters behind a name within which a period is its own; farther only in a sentence with no other name."""


def read_strategies(passage: Passage, answer: Answer) -> list[Record]:
    """The strategies that an answer names, of the kind their own name says, else of the question's."""
    country = passage.source.country
    if country is None or answer.code is None:
        return []
    names = strategy_names(passage, passage.start, passage.end)
    found: list[Strategy] = []
    before: StrategyName | None = None
    for name, following in zip(names, [*(name.start for name in names), passage.end][1:], strict=True):
        one = strategy_of(passage, name, answer.code, country.value, following)
        same = before is not None and ONE_NAME.match(passage.text, before.end, name.start)
        before = name
        if found and (same or _is_original_name(passage, name, one, found[-1])):
            found[-1] = both(found[-1], one)
        else:
            found.append(one)
    cited = _cited(passage, answer.code, country.value, names)
    return [*found, *cited, *_titled(passage, answer.code, country.value, [*found, *cited])]


def both(strategy: Strategy, other: Strategy) -> Strategy:
    """One strategy with the names, the acronym, the period and the kind of both, those of the first before."""
    return replace(
        strategy,
        kind=strategy.kind if strategy.kind.value else other.kind,
        names=(*strategy.names, *other.names),
        acronym=strategy.acronym or other.acronym,
        start_year=strategy.start_year or other.start_year,
        end_year=strategy.end_year or other.end_year,
    )


def mentioned_strategies(passage: Passage, _answer: Answer) -> list[Record]:
    """The strategies that an answer on something else names with a period, or by the country's own word."""
    return [one for one in strategies_in_prose(passage) if one.start_year or _is_national(one)]


def dated_strategies(passage: Passage, _answer: Answer) -> list[Record]:
    """The strategies that an answer on bodies names with a period; without one the words may be a body's name."""
    return [one for one in strategies_in_prose(passage) if one.start_year]


def strategies_in_prose(passage: Passage) -> Iterator[Strategy]:
    """The strategies whose own name says what kind they are, those still to come and those denied excepted."""
    country = passage.source.country
    if country is None:
        return
    names = strategy_names(passage, passage.start, passage.end)
    for name, following in zip(names, [*(name.start for name in names), passage.end][1:], strict=True):
        if is_absent(passage, name.start, name.end) or is_planned(passage, name.start, name.end):
            continue
        one = strategy_of(passage, name, "", country.value, following)
        if one.kind.value:
            yield one


def _is_national(strategy: Strategy) -> bool:
    return any(NATIONAL.search(folded(name.value.value)) for name in strategy.names)


_TITLE = re.compile(r"[\"“«]([A-ZÀ-Ý][^\"”»\n]{3,80})[\"”»]")


def _titled(passage: Passage, asked: str, country: CountryRef, found: Sequence[Strategy]) -> list[Strategy]:
    """Strategies known by a title in quotation marks: beside a word such as "strategy", or ending in a horizon year."""
    taken = {span for one in found for name in one.names for span in name.spans}
    titled = []
    for sentence in passage.analysis.sentences:
        heads = passage.analysis.within(sentence.start, sentence.end, "strategy-head")
        for match in _TITLE.finditer(passage.text, sentence.start, sentence.end):
            end = _last_word(passage, *match.span(1))
            if (
                taken & set(passage.cite(*match.span(1)))
                or not (heads or end)
                or find_handles(match[1], 0, len(match[1]))
            ):
                continue
            horizon = find_horizons(passage.text, match.end(), sentence.end)
            if end is None and len(horizon) == 1:
                end = years_of(passage, horizon[0])[1]
            titled.append(
                Strategy(
                    country=passage.state(country, *match.span(1), TITLE_RULE),
                    names=(passage.named(*match.span(1), TITLE_RULE),),
                    kind=kind_of_name(passage, *match.span(1), asked),
                    end_year=end,
                )
            )
    return titled


def _is_original_name(passage: Passage, name: StrategyName, one: Strategy, before: Strategy) -> bool:
    """Whether a name in the country's own language, in a text in another one, repeats the plan named just before."""
    if passage.language != "en" or one.start_year or one.end_year or one.kind.value != before.kind.value:
        return False
    words = {folded(word.text) for word in words_of(passage.text, name.start, name.end)}
    return bool(words & _OTHER_LANGUAGES) and not words & {"of", "for", "the", "and"}


def strategy_of(passage: Passage, name: StrategyName, asked: str, country: CountryRef, following: int) -> Strategy:
    """The strategy a name names, with acronym and period."""
    stretch = (name.start, name.end)
    names = [passage.named(*stretch, RULE)]
    if name.quoted:
        names.append(passage.named(*name.quoted, RULE))
    first, last = _period(passage, name, following)
    if last is None and name.quoted:
        last = _last_word(passage, *name.quoted)
    return Strategy(
        country=passage.state(country, *stretch, RULE),
        names=tuple(names),
        acronym=passage.state(passage.words(*name.acronym), *name.acronym, RULE) if name.acronym else None,
        kind=kind_of_name(passage, *stretch, asked),
        start_year=first,
        end_year=last,
    )


_OTHER_LANGUAGES = frozenset(
    ["de", "del", "la", "el", "los", "las", "da", "do", "dos", "das", "du", "des", "e", "y", "et"]
)


def kind_of_name(passage: Passage, start: int, end: int, asked: str) -> Stated[str]:
    hits = passage.analysis.within(start, end, "strategy-kind")
    # What a name says first is what it is about ("Artificial Intelligence Strategy for Digital Government"); words of
    # development stand in names of every kind.
    said = [hit for hit in hits if hit.value != "development"] or hits
    if said:
        return passage.state(said[0].value, said[0].start, said[0].end, KIND_RULE)
    if not asked and re.search(r"\b20[2-9]\d\Z", passage.text[start:end]):
        # A plan named by its horizon year, and by no subject, is the country's plan of development.
        return passage.state("development", start, end, HORIZON_RULE)
    return passage.state(asked, start, end, ASKED_RULE)


def kind_nearby(passage: Passage, start: int, end: int) -> Stated[str] | None:
    """The kind that the words beside a name say where the name says none."""
    hits = passage.analysis.within(start, end, "strategy-kind")
    said = [hit for hit in hits if hit.value != "development"] or hits
    return passage.state(said[0].value, said[0].start, said[0].end, NEARBY_RULE) if said else None


def _period(passage: Passage, name: StrategyName, following: int) -> tuple[Stated[int] | None, Stated[int] | None]:
    """The range of years right behind the name, or alone in the rest of its sentence; else a horizon there."""
    sentence = passage.analysis.sentence_at(name.start)
    end = min(following, sentence.end if sentence else name.end + _NEAR)
    near = find_periods(passage.text, name.end - 5, end)
    if near:
        return years_of(passage, near[0])
    inside = find_horizons(passage.text, name.start, end)
    if len(inside) == 1:
        return years_of(passage, inside[0])
    before = _period_before(passage, name, sentence.start) if sentence else None
    return years_of(passage, before) if before else (None, _last_word(passage, name.start, name.end))


def _period_before(passage: Passage, name: StrategyName, start: int) -> Period | None:
    """The period that opens a sentence which says that the plan was in force then (``Entre 2018 y 2019 rigió …``)."""
    periods = find_periods(passage.text, start, name.start)
    if len(periods) != 1 or periods[0].start - start > 3:
        return None
    between = folded(passage.text[periods[0].end : name.start])
    behind = folded(passage.text[name.end : name.end + 40])
    verb = pattern(r"\A[\s,]*(?:\w+\s+){0,2}", "in-force", r"(?:\s+\w+)?\s*\Z").match(between)
    late = re.fullmatch(r"[\s,]*(?:\w+\s*)?", between) and pattern(r"\s+", "in-force", r"\b").match(behind)
    return periods[0] if verb or late else None


def _last_word(passage: Passage, start: int, end: int) -> Stated[int] | None:
    """A year that ends a name itself (``Agenda … 2025``) is its horizon."""
    match = re.search(r"\b((?:19|20)\d\d)\Z", passage.text[start:end])
    if match is None:
        return None
    return passage.state(int(match[1]), start + match.start(1), start + match.end(1), PERIOD_RULE)


def years_of(passage: Passage, period: Period) -> tuple[Stated[int] | None, Stated[int] | None]:
    stretch = (period.start, period.end)
    first = passage.state(period.first, *stretch, PERIOD_RULE) if period.first else None
    if period.last is None or str(period.last) in passage.text[period.start : period.end]:
        return first, passage.state(period.last, *stretch, PERIOD_RULE) if period.last else None
    # "2014-19" does not print 2019: the end is stated only where the document prints it in full elsewhere.
    whole = re.search(rf"{period.first}\s*[-–_]\s*{period.last}\b", passage.source.document.plain)
    if whole is None:
        return first, None
    printed = passage.source.quoted_line(whole.start(), whole.end())
    return first, Stated(value=period.last, spans=(*passage.cite(*stretch), printed), rule=PERIOD_RULE)


def _cited(passage: Passage, asked: str, country: CountryRef, names: list[StrategyName]) -> list[Strategy]:
    """A policy document that is itself a numbered instrument (CONPES) and whose sentence names no strategy."""
    found = []
    for citation in find_citations(passage, passage.start, passage.end):
        sentence = passage.analysis.sentence_at(citation.start)
        if citation.instrument_type != "conpes" or citation.number is None or sentence is None:
            continue
        if any(sentence.start <= name.start < sentence.end for name in names):
            continue
        horizon = find_horizons(passage.text, sentence.start, passage.end)
        stretch = (citation.start, citation.number[2])
        found.append(
            Strategy(
                country=passage.state(country, *stretch, CITED_RULE),
                names=(passage.named(*stretch, CITED_RULE),),
                kind=passage.state(asked, *stretch, ASKED_RULE),
                end_year=years_of(passage, horizon[0])[1] if horizon and len({h.last for h in horizon}) == 1 else None,
            )
        )
    return found
