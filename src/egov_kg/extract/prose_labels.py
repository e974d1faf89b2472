"""Parties that stand over what is told of them: the opening of a list item, a heading, "both countries"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from egov_kg.extract.cues import PRECEDENCE, SIGNED
from egov_kg.extract.prose_home import Clause
from egov_kg.extract.prose_parties import Actor
from egov_kg.extract.prose_reading import Reading
from egov_kg.extract.prose_refs import both, compound_countries
from egov_kg.extract.prose_roles import HELP, Pair
from egov_kg.extract.tie_words import load_tie_words
from egov_kg.language import LANGUAGES, Sentence
from egov_kg.records import CountryRef

_OPENS = re.compile(r"[\W_]*(?:the\s+|la\s+|el\s+|le\s+|les\s+|los\s+|las\s+|o\s+|a\s+|l['’])?\Z", re.I)
_CLOSES = re.compile(r"\s*(?:\([^()]{1,60}\))?[\s*_]*(?::|–|—|\s-\s|\.\s*\**\s|\.\*\*)[\s*_]*")
_ITEM_ENDS = re.compile(r"\s*(?:\([^()]{1,60}\))?[\s*_]*\Z")


def home_of(reading: Reading) -> CountryRef | None:
    """The country whose ties a section tells: that of the headings above, else the document's."""
    return reading.country.value if reading.country else None


def heading_label(reading: Reading) -> tuple[Actor, ...]:
    """The other country that a heading under one on cooperation names."""
    if reading.heading is None or not tells_of_ties(reading.words.language, reading.titles):
        return ()
    iso3 = reading.source.registry.find_country(reading.passage.words(*reading.heading).strip(" #*"))
    named = CountryRef(iso3) if iso3 else None
    return (Actor(*reading.heading, named),) if named and named != home_of(reading) else ()


def tells_of_ties(language: str, titles: Sequence[str]) -> bool:
    """Whether a heading between the document's title and the last of the folded ones is on cooperation.

    The last then names a partner; under a title on cooperation it may name a country that a chapter is about.
    """
    words = load_tie_words(language if language in LANGUAGES else LANGUAGES[0]).pattern("cooperation")
    return any(words.search(title) for title in titles[1:-1])


def split_label(
    reading: Reading, sentence: Sentence, actors: list[Actor]
) -> tuple[tuple[Actor, ...], list[Actor], bool]:
    """The parties before the colon, dash or stop at a paragraph's beginning, the actors behind it, and whether
    the item is nothing but the parties.

    A country or organisation that the rest names again is no heading over others: it stays an actor.
    """
    home = home_of(reading)
    count, end = 0, sentence.start
    for actor in actors:
        between = reading.plain[end : actor.start]
        joined = not count or reading.words.pattern("conjunction", "article").sub("", between).strip(" ,") == ""
        if actor.party == home or not joined or (not count and not _OPENS.match(between)):
            break
        count, end = count + 1, actor.end
    if not count:
        return (), actors, False
    closes = _CLOSES.match(reading.passage.text, end, sentence.end)
    bullet = reading.passage.analysis.blocks[sentence.block].bullet
    alone = bullet and _ITEM_ENDS.fullmatch(reading.passage.text, end, sentence.end)
    if not (closes or alone):
        return (), actors, False
    label, rest = tuple(actors[:count]), actors[count:]
    again = {one.party for one in rest}
    return (() if any(one.party in again for one in label) else label), rest, bool(alone)


def pairs_of_label(clause: Clause, label: tuple[Actor, ...]) -> list[Pair]:
    """The tie of a clause under a label: by its strongest words for a kind that the party's sort can have."""
    organizations = not any(isinstance(one.party, CountryRef) for one in label)
    cues = [cue for cue in clause.cues if organizations or cue.kind != "membership"]
    cue = min(cues, key=lambda one: (PRECEDENCE.index(one.kind), one.start), default=None)
    if cue is None:
        return []
    own = next((a for group in clause.groups for a in group.actors if a.body), None)
    home = own or Actor(cue.start, cue.end, clause.home)
    if cue.kind in (*HELP, "membership", "participation"):
        return [Pair(cue, (home, one)) for one in label]
    return [Pair(cue, (home, *label))]


def pairs_of_both(clause: Clause, other: Actor | None) -> list[Pair]:
    """The tie that "both countries" have: the document's and the one named last, or the two of a binational body."""
    reading = clause.reading
    match = both(reading, clause.low, clause.high)
    strong = [cue for cue in clause.cues if cue.kind in (*SIGNED, *HELP, "joint-project", "knowledge-exchange")]
    cue = min(strong, key=lambda one: (PRECEDENCE.index(one.kind), one.start), default=None)
    if match is None or cue is None:
        return []
    sentence = reading.passage.analysis.sentence_at(clause.low)
    two = compound_countries(reading, reading.bodies.get(sentence.start, ())) if sentence else ()
    if two:
        return [Pair(cue, tuple(Actor(*match.span(), country) for country in two))]
    if other is None:
        return []
    return [Pair(cue, (Actor(*match.span(), clause.home), other))]


