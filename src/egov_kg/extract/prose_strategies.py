"""Strategies that prose and headings name, of the country their sentence gives them; portals by their addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from egov_kg.extract.portals import social_hosts
from egov_kg.extract.prose_reading import Attached, Reading, said_owner
from egov_kg.extract.prose_strategy_lines import named_lines
from egov_kg.extract.strategies import HORIZON_RULE, ONE_NAME, both, kind_nearby, kind_of_name, strategy_of, years_of
from egov_kg.extract.strategy_manners import (
    NATIONAL,
    is_absent,
    is_dated,
    is_planned,
    is_programme,
    is_title_of_section,
)
from egov_kg.extract.strategy_names import StrategyName, strategy_names
from egov_kg.language import Sentence
from egov_kg.model import GapKind, Stated
from egov_kg.records import CountryRef, Portal, Record, Strategy

LINE_RULE = "prose-strategy-line"
URL_RULE = "prose-address-of-strategy"
PORTAL_RULE = "prose-portal-named"
_BEFORE = 90
"""Characters before an address within which the words stand that say what it is."""


def read_prose_strategies(reading: Reading) -> list[Record]:
    """The strategies of a section, where their own name or the words beside it say what kind they are."""
    passage = reading.passage
    names = strategy_names(passage, passage.start, passage.end)
    found: list[Strategy] = []
    before: StrategyName | None = None
    for name, following in zip(names, [*(name.start for name in names), passage.end][1:], strict=True):
        one = _strategy(reading, name, following)
        joined = before is not None and ONE_NAME.match(passage.text, before.end, name.start)
        before = name if one else None
        if one and found and joined:
            found[-1] = both(found[-1], one)
        elif one:
            found.append(one)
    return [*(one for one in found if one.kind.value), *_of_lines(reading)]


def _strategy(reading: Reading, name: StrategyName, following: int) -> Strategy | None:
    """The strategy that a name names, of the country that its sentence gives it; one that is not there yet is none."""
    passage = reading.passage
    sentence = passage.analysis.sentence_at(name.start)
    if sentence is None or _is_supranational(reading, sentence, name.start, name.end) or _is_mere(reading, name):
        return None
    if any(body.start < name.start and name.end <= body.end for body in reading.bodies[sentence.start]):
        return None
    owner = _owner(reading, sentence, name.start, name.end)
    if owner is None:
        return None
    one = strategy_of(passage, name, "", owner, following)
    if name.introduced and (not one.kind.value or one.kind.rule == HORIZON_RULE):
        one = replace(one, kind=kind_nearby(passage, sentence.start, sentence.end) or one.kind)
    return _with_address(reading, one, name.start, name.end)


def _is_mere(reading: Reading, name: StrategyName) -> bool:
    """Whether a name is one of a plan to come or that is not there, or of a mere programme or subject."""
    passage = reading.passage
    if is_absent(passage, name.start, name.end) or is_planned(passage, name.start, name.end):
        return True
    if is_title_of_section(passage, name.start, name.end):
        return True
    national = NATIONAL.search(reading.plain[name.start : name.end])
    return is_programme(name.head) and not national and not is_dated(passage, name.start, name.end)


def _owner(reading: Reading, sentence: Sentence, start: int, end: int) -> CountryRef | None:
    said = said_owner(reading, sentence, start, end)
    owner = said[0] if said else reading.country.value if reading.country else None
    if owner is None:
        reading.gap(GapKind.COUNTRY_NOT_SAID, start, end)
    return owner


def _of_lines(reading: Reading) -> Iterator[Strategy]:
    """The plans that lines of a section on plans name."""
    passage = reading.passage
    for line in named_lines(reading):
        sentence = passage.analysis.sentence_at(line.name[0])
        owner = _owner(reading, sentence, *line.name) if sentence else None
        kind = kind_of_name(passage, *line.name, "")
        kind = kind if kind.value and kind.rule != HORIZON_RULE else kind_nearby(passage, *line.body) or kind
        if not kind.value and reading.heading is not None:
            kind = kind_nearby(passage, *reading.heading) or kind
        if owner is None or not kind.value:
            continue
        first, last = years_of(passage, line.period) if line.period else (None, None)
        one = Strategy(
            country=passage.state(owner, *line.name, LINE_RULE),
            names=(passage.named(*line.name, LINE_RULE),),
            kind=kind,
            start_year=first,
            end_year=last,
        )
        yield _with_address(reading, one, *line.line)


def _with_address(reading: Reading, one: Strategy, start: int, end: int) -> Strategy:
    attached = reading.attached(start, end)
    if attached is None:
        return one
    return replace(one, urls=(Stated(value=attached.url, spans=attached.spans, rule=URL_RULE),))


def _is_supranational(reading: Reading, sentence: Sentence, start: int, end: int) -> bool:
    """Whether a plan is one of an international organisation, by the words in or right before its name."""
    near = reading.international_in(max(sentence.start, start - 40), min(sentence.end, end + 40))
    for low, high, _ in near:
        before = high <= start and not re.sub(r"['’]s?", "", reading.plain[high:start]).strip()
        behind = (
            low >= end
            and low - end < 20
            and reading.words.pattern("of", "article").sub("", reading.plain[end:low]).strip() == ""
        )
        if (low < end and start < high) or before or behind:
            return True
    words = reading.words.pattern("supranational").finditer(reading.plain, max(sentence.start, start - 12), end)
    return any(match.end() > start for match in words)


def read_prose_portals(reading: Reading) -> list[Record]:
    """The addresses that words such as "open data portal" introduce."""
    found: list[Record] = []
    for start, end, attached in _addressed(reading):
        sentence = reading.passage.analysis.sentence_at(start)
        if sentence is None or any(
            attached.host == host or attached.host.endswith(f".{host}") for host in social_hosts()
        ):
            continue
        if any(
            (own := reading.attached(body.start, body.end)) and own.end == attached.end
            for body in reading.bodies[sentence.start]
        ):
            continue  # the body's own page
        types = _types(reading, sentence, start, end)
        owner = _portal_owner(reading, sentence, attached.host, start)
        if types and owner is not None:
            found.append(Portal(
                country=reading.passage.state(owner, start, end, PORTAL_RULE),
                url=Stated(value=attached.url, spans=attached.spans, rule=PORTAL_RULE),
                portal_types=types,
            ))  # fmt: skip
    return found


def _addressed(reading: Reading) -> Iterator[tuple[int, int, Attached]]:
    """Every address of the section, with the words it is printed as, or the label of its link."""
    for one in reading.addresses:
        yield one.start, one.end, Attached(one.url, one.host, reading.passage.cite(one.start, one.end), one.end)
    for link in reading.links:
        attached = reading.linked(*link.span)
        if attached is not None and reading.passage.start <= link.span.start < reading.passage.end:
            yield link.span.start, link.span.end, attached


def _types(reading: Reading, sentence: Sentence, start: int, end: int) -> tuple[Stated[str], ...]:
    """The kinds of portal that the words right before an address, or its label, say; only beside a word for portal."""
    passage = reading.passage
    low = max(sentence.start, start - _BEFORE)
    earlier = [one.end for one in reading.addresses if low < one.end <= start]
    earlier += [link.span.end for link in reading.links if low < link.span.end <= start]
    low = max([low, *(max(place, _said_behind(reading, sentence, place)[1]) for place in earlier)])
    behind = _said_behind(reading, sentence, end)
    if behind[0] < behind[1]:
        low, end = behind
    elif not reading.words.pattern("portal").search(reading.plain, low, end):
        return ()
    found: dict[str, Stated[str]] = {}
    for match in reading.words.pattern("portal-national").finditer(reading.plain, low, end):
        found["national"] = passage.state("national", match.start(), match.end(), PORTAL_RULE)
    for hit in passage.analysis.within(low, end, "portal-type"):
        found[hit.value] = passage.state(hit.value, hit.start, hit.end, PORTAL_RULE)
    return tuple(found.values())


def _said_behind(reading: Reading, sentence: Sentence, end: int) -> tuple[int, int]:
    """Where the words for a portal stand behind an address (``address, the national portal``); else nothing."""
    include, article = reading.words.pattern("include").pattern, reading.words.pattern("article").pattern
    link = rf"[\s)>]*(?:{include}\s+(?:{article}\s+)*|,\s+(?:{article}\s+)+)"
    match = re.compile(link).match(reading.plain, end, sentence.end)
    if match is None:
        return end, end
    portal = reading.words.pattern("portal").search(reading.plain, match.end(), min(sentence.end, match.end() + 45))
    if portal is None or re.search(r"[,;]|https?:|www\.", reading.plain[match.end() : portal.start()]):
        return end, end
    comma = re.compile(r"[,;.]\s").search(reading.plain, portal.end(), min(sentence.end, portal.end() + 20))
    return match.end(), comma.start() if comma else min(sentence.end, portal.end() + 20)


def _portal_owner(reading: Reading, sentence: Sentence, host: str, start: int) -> CountryRef | None:
    """Whose portal: of the country the sentence says, else the document's; not against the address's own domain."""
    of_host = reading.source.registry.country_of_host(host)
    said = {hit.value for hit in reading.passage.analysis.within(sentence.start, start, "country", "demonym")}
    scope = reading.country.value.iso3 if reading.country else None
    if of_host:
        return CountryRef(of_host) if of_host in {*said, scope} else None
    if said:
        return CountryRef(said.pop()) if len(said) == 1 else None
    return reading.country.value if reading.country else None
