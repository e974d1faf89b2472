"""Technologies that prose says the country uses, pilots or has a strategy for; not those it plans or speaks about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from egov_kg.extract.prose_fact_words import FactWords, load_fact_words
from egov_kg.extract.prose_memory import Body
from egov_kg.extract.prose_reading import Reading
from egov_kg.language import Sentence
from egov_kg.records import CountryRef, Record, TechnologyInitiative

RULE = "prose-technology-used"
LISTED_RULE = "prose-technology-listed"
STRATEGY_RULE = "prose-technology-strategy"
_AI = {"en": re.compile(r"(?<![\w.&/-])AI(?![\w&]|\.\w)"), "*": re.compile(r"(?<![\w.&/-])IA(?![\w&]|\.\w)")}
_CLAUSE = re.compile(
    r";\s|:\s(?=[\"“«])|,?\s(?:but|while|whereas|however|although|pero|mientras|aunque|sino|mais|tandis|alors que|mas"
    r"|enquanto|embora)\s"
)
_RELATIVE = re.compile(
    r"(?<!\w)(?:that|which|who|whose|about|against|que|qui|dont|sobre|sur|acerca|contra|contre|on)(?!\w)"
)
_PERIOD = re.compile(
    r"\W{0,3}(?:(?!by|until|para|hasta|ate|d'ici)[^\W\d]+\s+){0,2}(?:19|20)\d\d(?:\s*[-–/]\s*(?:20)?\d\d)?\b"
)
_INFINITIVE = re.compile(
    r"(?<!\w)(?:to|the|a|an|of|for|in|its|their|para|de|del|do|da|el|la|le|les|l'|un|une|um|uma)\W+\Z"
)
_COURSE = re.compile(r"\b(?:em|en|au|of|in the)\s+\Z")
_NOUN = re.compile(r"(?<!\w)(?:use|pilot|pilots|tests?|trials|using|testing|prueba|pilote?|teste|essaie|piloto)\Z")
_PASSIVE = re.compile(r"(?:se|esta|estan|estao|e|sao|foi|foram|fue|fueron|est|sont|a ete|ont ete|decorrem?)\b")
_LABEL = re.compile(r"\W{0,3}\)?\s*[:–—]\s")
_OPENING = 12
"""Characters of a clause in which an international organisation stands that acts in it."""
_ITEM_OPENS = 3
_VERB_BEFORE = 14
"""Words between a verb and the technology that it is about."""
_VERB_BEHIND = 9
_STRATEGY_NEAR = 6


class _Named(NamedTuple):
    """A technology named: its code and place."""

    code: str
    start: int
    end: int


class _Clause(NamedTuple):
    """The clause that names a technology, in its sentence."""

    sentence: Sentence
    start: int
    end: int


def read_prose_technologies(reading: Reading) -> list[Record]:
    """One initiative a technology that a section says the country works with, each once a document."""
    home = reading.country.value if reading.country else None
    if home is None:
        return []
    words = load_fact_words(reading.words.language)
    told, found = reading.memory.told, []
    for named in _named(reading, words):
        sentence = reading.passage.analysis.sentence_at(named.start)
        if sentence is None or (home.iso3, named.code) in told:
            continue
        rule = _rule(reading, words, named, _clause(reading, named, sentence), home)
        if rule is not None:
            told.add((home.iso3, named.code))
            found.append(_initiative(reading, home, named, sentence, rule))
    return list(found)


def _named(reading: Reading, words: FactWords) -> Iterator[_Named]:
    """The technologies that a section names, those words left out that mean others too."""
    passage = reading.passage
    hits = passage.analysis.within(passage.start, passage.end, "technology")
    weak = words.pattern("weak-technology")
    for hit in hits:
        if not weak.fullmatch(reading.plain, hit.start, hit.end):
            yield _Named(hit.value, hit.start, hit.end)
    for match in (_AI.get(words.language) or _AI["*"]).finditer(passage.text, passage.start, passage.end):
        if not any(hit.start <= match.start() < hit.end for hit in hits):
            yield _Named("artificial-intelligence", *match.span())


def _clause(reading: Reading, named: _Named, sentence: Sentence) -> _Clause:
    plain = reading.plain
    start = max((m.end() for m in _CLAUSE.finditer(plain, sentence.start, named.start)), default=sentence.start)
    cut = _CLAUSE.search(plain, named.end, sentence.end)
    return _Clause(sentence, start, cut.start() if cut else sentence.end)


def _rule(reading: Reading, words: FactWords, named: _Named, clause: _Clause, home: CountryRef) -> str | None:
    """The rule by which a clause says that the country works with a technology; None where it does not."""
    if _is_unreal(reading, words, clause) or _is_others(reading, words, clause, home):
        return None
    if _is_listed(reading, words, named, clause):
        return LISTED_RULE
    if not _is_of_state(reading, words, named, clause, home):
        return None
    if _has_strategy(reading, words, named, clause):
        return STRATEGY_RULE
    return RULE if _is_used(reading, words, named, clause) else None


def _is_unreal(reading: Reading, words: FactWords, clause: _Clause) -> bool:
    """Whether a clause denies, plans, discusses or ends what it tells."""
    if reading.passage.analysis.within(clause.start, clause.end, "negation"):
        return True
    plain = reading.plain
    said = words.pattern("unreal", "suspended").finditer(plain, clause.start, clause.end)
    return any(not _COURSE.search(plain[max(0, match.start() - 8) : match.start()]) for match in said)


def _is_others(reading: Reading, words: FactWords, clause: _Clause, home: CountryRef) -> bool:
    """Whether a clause names another country or its body, or firms and nobody of the state beside them."""
    analysis, sentence = reading.passage.analysis, clause.sentence
    countries = {hit.value for hit in analysis.within(sentence.start, sentence.end, "country", "demonym")}
    bodies = _bodies(reading, clause)
    if countries - {home.iso3} or any(body.owner not in (home, None) for body in bodies):
        return True
    own = any(_is_own(reading, words, body, home) for body in bodies)
    return not own and words.says("private-actor", reading.plain, clause.start, clause.end)


def _bodies(reading: Reading, clause: _Clause) -> list[Body]:
    return [body for body in reading.bodies[clause.sentence.start] if clause.start <= body.start < clause.end]


def _is_own(reading: Reading, words: FactWords, body: Body, home: CountryRef) -> bool:
    return body.owner == home and not words.says("private-form", reading.plain, body.start, body.end)


def _is_of_state(reading: Reading, words: FactWords, named: _Named, clause: _Clause, home: CountryRef) -> bool:
    """Whether a body of the country, its government or the country acts in a clause."""
    plain, sentence = reading.plain, clause.sentence
    if any(_is_own(reading, words, body, home) for body in _bodies(reading, clause)):
        return True
    if any(low - clause.start <= _OPENING for low, _, _ in reading.international_in(clause.start, named.start)):
        return False  # "The World Bank uses …"
    if reading.passage.analysis.within(sentence.start, sentence.end, "country", "demonym"):
        return True
    before, behind = (sentence.start, named.start), (named.end, sentence.end)  # the "city" of "smart city" is none
    if any(words.says("state-actor", plain, *stretch) for stretch in (before, behind)):
        return True
    return reading.words.pattern("it", "pronoun").match(plain, *before) is not None


def _is_listed(reading: Reading, words: FactWords, named: _Named, clause: _Clause) -> bool:
    """Whether an item or row under a heading on new technologies names one with what is done with it."""
    block = reading.passage.analysis.blocks[clause.sentence.block]
    labelled = _LABEL.match(reading.plain, named.end) is not None
    if not (block.bullet or block.row or labelled):
        return False
    if len(reading.plain[clause.sentence.start : named.start].split()) > _ITEM_OPENS:
        return False
    if not any(words.says("technology-heading", title, 0, len(title)) for title in reading.titles[-1:]):
        return False
    return words.says("technology-project", reading.plain, named.end, clause.end)


def _has_strategy(reading: Reading, words: FactWords, named: _Named, clause: _Clause) -> bool:
    """Whether the technology's own strategy is said to be there (``has an AI strategy``, ``AI Plan 2020-2025``)."""
    plain = reading.plain
    near = [
        match.span() for match in words.pattern("strategy-head").finditer(plain, clause.start, clause.end)
        if _words_between(plain, match.span(), (named.start, named.end)) <= _STRATEGY_NEAR
    ]  # fmt: skip
    if not near:
        return False
    high = max([named.end, *(end for _, end in near)])
    return words.says("strategy-done", plain, clause.start, clause.end) or _PERIOD.match(plain, high) is not None


def _words_between(plain: str, one: tuple[int, int], other: tuple[int, int]) -> int:
    low, high = min(one[1], other[1]), max(one[0], other[0])
    return len(plain[low:high].split()) if low <= high else 0


def _is_used(reading: Reading, words: FactWords, named: _Named, clause: _Clause) -> bool:
    """Whether a verb of use or trial stands before the technology or behind it."""
    plain = reading.plain
    for match in words.pattern("technology-use").finditer(plain, clause.start, named.start):
        gap = plain[match.end() : named.start]
        if len(gap.split()) <= _VERB_BEFORE and _governs(words, gap) and not _is_noun(plain, match, clause.start):
            return True
    for match in words.pattern("technology-used").finditer(plain, clause.start, named.start):
        passive = _PASSIVE.match(match.group()) is not None
        if passive and len(plain[match.end() : named.start].split()) <= _VERB_BEHIND:
            return True
    behind = words.pattern("technology-used", "technology-use").finditer(plain, named.end, clause.end)
    if _LABEL.match(plain, named.end) and not plain[clause.sentence.start : named.start].strip(" -•*(“\""):
        return any(True for _ in behind)
    return any(len(plain[named.end : match.start()].split()) <= _VERB_BEHIND for match in behind)


def _is_noun(plain: str, match: re.Match[str], start: int) -> bool:
    """Whether a word that is a verb and a noun stands as a noun or behind "to"."""
    before = plain[max(start, match.start() - 12) : match.start()]
    return bool(_INFINITIVE.search(before)) and (bool(_NOUN.search(match.group())) or before.endswith("to "))


def _governs(words: FactWords, gap: str) -> bool:
    """Whether words between a verb and a technology join them; what is *about* one must be a project or strategy."""
    if _RELATIVE.search(gap) is None:
        return True
    return words.pattern("technology-project", "strategy-head").search(gap) is not None


def _initiative(
    reading: Reading, home: CountryRef, named: _Named, sentence: Sentence, rule: str
) -> TechnologyInitiative:
    passage, stretch = reading.passage, (named.start, named.end)
    end = min(sentence.end, sentence.start + passage.source.limits.quotation_characters)
    return TechnologyInitiative(
        country=passage.state(home, *stretch, rule),
        technology=passage.state(named.code, *stretch, rule),
        description=passage.named(sentence.start, end, rule),
    )


__all__ = ["read_prose_technologies"]
