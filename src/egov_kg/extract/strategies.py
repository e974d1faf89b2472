"""National plans, strategies, agendas and policies named in an answer, with the periods they state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from egov_kg.extract.addresses import find_handles
from egov_kg.extract.citations import find_citations
from egov_kg.extract.dates import Period, find_horizons, find_periods
from egov_kg.extract.names import looks_like_acronym, words_of
from egov_kg.extract.passage import Passage
from egov_kg.language import Hit, folded
from egov_kg.model import Answer, Stated
from egov_kg.records import CountryRef, Record, Strategy

RULE = "strategy-by-name"
CITED_RULE = "strategy-by-citation"
PERIOD_RULE = "period-behind-name"
KIND_RULE = "strategy-kind-in-name"
ASKED_RULE = "strategy-kind-of-question"
TITLE_RULE = "strategy-by-title"
HORIZON_RULE = "strategy-kind-by-horizon"
_ACRONYM = re.compile(r"\s*[\"”»]?\s*\(\s*([A-Z][A-Za-z0-9./-]{1,14}(?: [IVX]{1,4})?)\s*\)")
_ACRONYM_BEFORE = re.compile(r"\(\s*([A-Z][A-Za-z0-9./-]{1,14})\s*\)\s*\Z")
_ONE_NAME = re.compile(r"\s*(?:\([A-Z0-9]{2,8}\)\s*)?(?:[-–—:]|\()\s*\Z")
"""What joins two names of one strategy: a dash, a colon, a bracket."""
_QUOTED = re.compile(r"\s*(?:\d{4}\s*[-–]\s*\d{4}\s*)?[\"“«]([^\"”»\n]{3,80})[\"”»]")
_VERSION = re.compile(r"\s+(?:[A-ZÀ-Ý]{3,}\s+)?\d{1,2}\.\d\b|\s+(?:19|20)\d\d\b(?!\s*[-–/]\s*\d)")
_NEAR = 60
"""Characters behind a name within which a period is its own; farther only in a sentence with no other name."""


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    head: str
    acronym: tuple[int, int] | None
    quoted: tuple[int, int] | None = None

    @property
    def whole_end(self) -> int:
        """Where the name ends, its acronym and its title in quotation marks included."""
        return max(self.end, self.acronym[1] if self.acronym else 0, self.quoted[1] if self.quoted else 0)


def read_strategies(passage: Passage, answer: Answer) -> list[Record]:
    """The strategies that an answer names, of the kind their own name says, else of the question's."""
    country = passage.source.country
    if country is None or answer.code is None:
        return []
    names = strategy_names(passage, passage.start, passage.end)
    found: list[Strategy] = []
    before: _Name | None = None
    for name, following in zip(names, [*(name.start for name in names), passage.end][1:], strict=True):
        one = strategy_of(passage, name, answer.code, country.value, following)
        same = before is not None and _ONE_NAME.match(passage.text, before.end, name.start)
        before = name
        if found and (same or _is_original_name(passage, name, one, found[-1])):
            found[-1] = _both(found[-1], one)
        else:
            found.append(one)
    cited = _cited(passage, answer.code, country.value, names)
    return [*found, *cited, *_titled(passage, answer.code, country.value, [*found, *cited])]


def _both(strategy: Strategy, other: Strategy) -> Strategy:
    """One strategy with the names, the acronym and the period of both."""
    return replace(
        strategy,
        names=(*strategy.names, *other.names),
        acronym=strategy.acronym or other.acronym,
        start_year=strategy.start_year or other.start_year,
        end_year=strategy.end_year or other.end_year,
    )


def strategies_in_prose(passage: Passage) -> list[Record]:
    """The strategies that running text names, where their own name says what kind they are."""
    country = passage.source.country
    if country is None:
        return []
    names = strategy_names(passage, passage.start, passage.end)
    followed = zip(names, [*(name.start for name in names), passage.end][1:], strict=True)
    found = [strategy_of(passage, name, "", country.value, following) for name, following in followed]
    return [one for one in found if one.kind.value]


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
                end = _years(passage, horizon[0])[1]
            titled.append(
                Strategy(
                    country=passage.state(country, *match.span(1), TITLE_RULE),
                    names=(passage.named(*match.span(1), TITLE_RULE),),
                    kind=_kind(passage, *match.span(1), asked),
                    end_year=end,
                )
            )
    return titled


def _is_original_name(passage: Passage, name: _Name, one: Strategy, before: Strategy) -> bool:
    """Whether a name in the country's own language, in a text in another one, repeats the plan named just before."""
    if passage.language != "en" or one.start_year or one.end_year or one.kind.value != before.kind.value:
        return False
    words = {folded(word.text) for word in words_of(passage.text, name.start, name.end)}
    return bool(words & _OTHER_LANGUAGES) and not words & {"of", "for", "the", "and"}


def strategy_names(passage: Passage, start: int, end: int) -> list[_Name]:
    """The names of strategies in a stretch: a head word with the capitalised words that belong to it."""
    found: list[_Name] = []
    for hit in passage.analysis.within(start, end, "strategy-head"):
        if found and hit.start < found[-1].whole_end:
            continue
        sentence = passage.analysis.sentence_at(hit.start)
        if sentence is None:
            continue
        low = max(sentence.start, found[-1].whole_end if found else start)
        name = _name_at(passage, hit, low, min(sentence.end, end))
        described = found and found[-1].start >= sentence.start and not passage.text[hit.start].isupper()
        if name is not None and not described and not _is_organization(passage, name):
            found.append(name)
    return found


def _is_organization(passage: Passage, name: _Name) -> bool:
    """Whether the words name an organisation of the registry (a *programme* of the United Nations)."""
    return passage.source.registry.find_organization(passage.words(name.start, name.end)) is not None


def _name_at(passage: Passage, hit: Hit, start: int, end: int) -> _Name | None:
    lexicon, text = passage.analysis.lexicon, passage.text
    first = _leftwards(passage, hit, start)
    last = _rightwards(passage, hit, end)
    if not text[hit.start].isupper() and (first == hit.start or _capitals(passage, first, hit.start) < 2):
        return None
    words = folded(text[first:last])
    bare = re.sub(r"^(?:the|el|la|los|las|new|nuevo|nueva)\s+", "", words)
    tail = " ".join(words.split()[-2:])
    if (
        last == hit.end
        and tail in lexicon.words["generic-strategy"]
        and not tail.startswith(("strateg", "nation", "public"))
    ):
        return None  # "… Action Plan", "… Follow-up Plan": a plan for something, not the country's
    if bare in lexicon.words["generic-strategy"] or bare == hit.value or _capitals(passage, first, last) < 2:
        return None
    acronym = _ACRONYM.match(text, last, end)
    span = acronym.span(1) if acronym and looks_like_acronym(acronym[1].split()[0]) else None
    inside = _ACRONYM_BEFORE.search(text, first, hit.start)
    span = span or (inside.span(1) if inside and looks_like_acronym(inside[1]) else None)
    quoted = _QUOTED.match(text, max(last, acronym.end() if acronym and span else 0), end)
    return _Name(first, last, hit.value, span, quoted.span(1) if quoted and quoted[1][0].isupper() else None)


def _capitals(passage: Passage, start: int, end: int) -> int:
    return sum(word.text[0].isupper() for word in words_of(passage.text, start, end))


def _leftwards(passage: Passage, hit: Hit, start: int) -> int:
    lexicon = passage.analysis.lexicon
    if lexicon.language != "en":
        return hit.start
    acronym = _ACRONYM_BEFORE.search(passage.text, start, hit.start)
    first = acronym.start() if acronym else hit.start
    skipped = lexicon.words["connector"] | lexicon.words["name-breaker"]
    words = words_of(passage.text, start, first)
    previous = first
    for index, word in reversed(list(enumerate(words))):
        gap = passage.text[word.end : previous]
        if gap.strip() and gap != "-":
            break
        low, previous = folded(word.text), word.start
        if word.text[0].isupper() and low not in skipped:
            first = word.start
        elif low in ("and", "of", "for") and index and words[index - 1].text[0].isupper() and first != hit.start:
            continue
        else:
            break
    opening = words_of(passage.text, first, hit.start)
    while opening and folded(opening[0].text) in (
        *lexicon.words["yes"],
        "yes",
        "currently",
        "also",
        "finally",
        "additionally",
    ):
        opening = opening[1:]
    return opening[0].start if opening else hit.start


def _rightwards(passage: Passage, hit: Hit, end: int) -> int:
    text, lexicon = passage.text, passage.analysis.lexicon
    last = previous = hit.end
    links, joined = 0, False
    for word in words_of(text, hit.end, end):
        gap = text[previous : word.start]
        if gap.strip(" \n") and not (gap.strip() == "," and _goes_on(passage, word.start, end)):
            break
        low = folded(word.text)
        second = low in lexicon.words["strategy-head"] and joined
        if (word.text[0].isupper() and not second) or (_HORIZON_YEAR.match(word.text) and not links):
            last, links, joined = word.end, 0, False
        elif low in lexicon.words["connector"] and links < 3:
            links, joined = links + 1, joined or low in ("and", "y", "e", "et", "&")
        else:
            break
        previous = word.end
    version = _VERSION.match(text, last, end)
    return version.end() if version else last


_HORIZON_YEAR = re.compile(r"20[2-9]\d\Z")


def _goes_on(passage: Passage, start: int, end: int) -> bool:
    """Behind a comma: whether ``Technology and Innovation``-like words end an enumeration."""
    match = re.match(
        r"[A-ZÀ-Ý][\w-]*(?:\s+[A-ZÀ-Ý][\w-]*)*(?:,\s+[A-ZÀ-Ý][\w-]*)*,?\s+(?:and|y|e|et)\s+(?:[a-z]{1,3}\s+)?[A-ZÀ-Ý]",
        passage.text[start:end],
    )
    return match is not None


def strategy_of(passage: Passage, name: _Name, asked: str, country: CountryRef, following: int) -> Strategy:
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
        kind=_kind(passage, *stretch, asked),
        start_year=first,
        end_year=last,
    )


_OTHER_LANGUAGES = frozenset(
    ["de", "del", "la", "el", "los", "las", "da", "do", "dos", "das", "du", "des", "e", "y", "et"]
)


def _kind(passage: Passage, start: int, end: int, asked: str) -> Stated[str]:
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


def _period(passage: Passage, name: _Name, following: int) -> tuple[Stated[int] | None, Stated[int] | None]:
    """The range of years right behind the name, or alone in the rest of its sentence; else a horizon there."""
    sentence = passage.analysis.sentence_at(name.start)
    end = min(following, sentence.end if sentence else name.end + _NEAR)
    near = find_periods(passage.text, name.end - 5, end)
    if near:
        return _years(passage, near[0])
    inside = find_horizons(passage.text, name.start, end)
    return _years(passage, inside[0]) if len(inside) == 1 else (None, _last_word(passage, name.start, name.end))


def _last_word(passage: Passage, start: int, end: int) -> Stated[int] | None:
    """A year that ends a name itself (``Agenda … 2025``) is its horizon."""
    match = re.search(r"\b((?:19|20)\d\d)\Z", passage.text[start:end])
    if match is None:
        return None
    return passage.state(int(match[1]), start + match.start(1), start + match.end(1), PERIOD_RULE)


def _years(passage: Passage, period: Period) -> tuple[Stated[int] | None, Stated[int] | None]:
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


def _cited(passage: Passage, asked: str, country: CountryRef, names: list[_Name]) -> list[Strategy]:
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
                end_year=_years(passage, horizon[0])[1] if horizon and len({h.last for h in horizon}) == 1 else None,
            )
        )
    return found


__all__ = ["read_strategies", "strategies_in_prose", "strategy_names", "strategy_of"]
