"""Partners from outside the state that prose names for public-private or multistakeholder work.

Sections and sentences on public-private partnerships name firms, associations and universities; a sentence on a
partnership of any other kind counts for a partner whose own name says that it is one of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from egov_kg.extract.mentions import mention_of
from egov_kg.extract.names import NameHit, organization_names
from egov_kg.extract.partnerships import is_partner_name, with_acronym, without_stop
from egov_kg.extract.prose_fact_words import FactWords, load_fact_words
from egov_kg.extract.prose_reading import Reading, public
from egov_kg.language import Sentence, folded
from egov_kg.records import CountryRef, Partnership, Record

RULE = "prose-partner-named"
LISTED_RULE = "prose-partner-listed"
_WORD = r"[A-ZÀ-Ý0-9][\wÀ-ÿ'’&.+-]*"
_NAME = re.compile(rf"(?<![\w'’-])(?=[A-ZÀ-Ý]){_WORD}(?:\s+(?:(?:of|de|del|la|for|do|da|des|du|&)\s+)*{_WORD}){{0,7}}")
_COMPANY_FORM = re.compile(
    r"(?<!\w)(?:PLC|Plc|plc|Ltd|Limited|Inc|LLC|Corp|Corporation|GmbH|AG|S\.?A\.?(?:S|\.S\.)?|S\.?R\.?L\.?|Lda|Ltda|SARL"
    r"|Telecom|Telecommunications|Telekom|Bank|Group|Groupe|Grupo|JSC|Holding)(?!\w)"
)
_LINK = re.compile(
    r"(?:\A|[,;:(]|\b(?:and|y|e|et|with|con|com|avec|between|entre|to|a|à|au|including|incluyendo|incluindo|dont|as|like"
    r"|por|pela|pelo|by|par))\s*(?:the|el|la|los|las|le|les|l['’]|o|a|os|as|aux?|à|al)?\s*[\"“«]?\s*\Z",
    re.I,
)
_TO_ANOTHER = re.compile(r"\s(?:à\s+la\s+|à\s+l['’]|aux?\s+)(?=[A-ZÀ-Ý])")
_PARTS = ("priv", "ppp", "multi", "partners", "interes", "prenantes")
_BEFORE = 40
_SHORTEST = 3
"""Letters of a name behind the noun that says what it is."""


class _Partner(NamedTuple):
    """A partner named: its name, the rule that read it, whether its own words say what it is."""

    hit: NameHit
    rule: str


def read_prose_partners(reading: Reading) -> list[Record]:
    """The partners that a section names, each once a document."""
    home = reading.country.value if reading.country else None
    words = load_fact_words(reading.words.language)
    if home is None or not _may_hold(reading, words):
        return []
    found: list[Record] = []
    chapter = any(words.says("ppp", title, 0, len(title)) for title in reading.titles[-2:])
    for sentence in reading.passage.analysis.sentences:
        for partner in _partners(reading, words, sentence, home, chapter=chapter):
            name = folded(reading.passage.words(partner.hit.start, partner.hit.end))
            if ("partner", name) not in reading.memory.told:
                reading.memory.told.add(("partner", name))
                found.append(_partnership(reading, home, partner))
    return found


def _may_hold(reading: Reading, words: FactWords) -> bool:
    """Whether a section or its headings name such partnerships; most do not hold a part of their words."""
    own = any(part in reading.plain for part in _PARTS)
    if own and words.pattern("ppp").search(reading.plain, reading.passage.start):
        return True
    return any(words.says("ppp", title, 0, len(title)) for title in reading.titles[-2:])


def _partnership(reading: Reading, home: CountryRef, partner: _Partner) -> Partnership:
    passage, hit, rule = reading.passage, partner.hit, partner.rule
    owner = passage.state(home, hit.start, hit.end, rule)
    mention = replace(mention_of(passage, hit, rule, country=owner), public_body=False)
    return Partnership(country=owner, partner=passage.state(mention, hit.start, hit.whole_end, rule))


def _partners(
    reading: Reading, words: FactWords, sentence: Sentence, home: CountryRef, *, chapter: bool
) -> Iterator[_Partner]:
    """The partners that a sentence names behind words on a partnership, or an item of a list of them."""
    for low, high in _clauses(reading, words, sentence):
        said = words.pattern("ppp").search(reading.plain, sentence.start, sentence.end)
        if not (chapter or said):
            continue
        start = low if chapter and _is_item(reading, sentence, low) else _opening(reading, words, low, high)
        if start is None:
            continue
        for hit in _names(reading, words, start, high):
            if not _is_other(reading, words, sentence, hit, home):
                yield _Partner(hit, RULE if _says_what(reading, words, hit) else LISTED_RULE)


_CLAUSE = re.compile(r";\s|,?\s(?:but|while|whereas|pero|mientras|mais|tandis|mas|enquanto|which|que)\s")


def _clauses(reading: Reading, words: FactWords, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence in which nothing denies, plans or ends a partnership."""
    plain, low = reading.plain, sentence.start
    for end in [*(match.end() for match in _CLAUSE.finditer(plain, sentence.start, sentence.end)), sentence.end]:
        negated = reading.passage.analysis.within(low, end, "negation")
        if not negated and not words.says("ended-partner", plain, low, end):
            yield low, end
        low = end


def _is_item(reading: Reading, sentence: Sentence, low: int) -> bool:
    block = reading.passage.analysis.blocks[sentence.block]
    return (block.bullet or block.row) and low == sentence.start


def _opening(reading: Reading, words: FactWords, low: int, high: int) -> int | None:
    """Where the names of partners may begin in a clause: behind the first words for the partnership."""
    cue = words.pattern("partnered", "ppp").search(reading.plain, low, high)
    return cue.end() if cue else None


def _names(reading: Reading, words: FactWords, start: int, end: int) -> list[NameHit]:
    """The names behind a place: those with a head word, and capitalised ones that stand as items of a list."""
    passage = reading.passage
    headed = [part for hit in organization_names(passage, start, end) for part in _parts(reading, hit)]
    found = list(headed)
    for match in _NAME.finditer(passage.text, start, end):
        low, high = match.start(), without_stop(passage.text, *match.span())
        if any(one.start < high and low < one.whole_end for one in headed):
            continue
        if passage.text[high : high + 1] == ")" and passage.text[low - 1 : low] == "(":
            continue  # the acronym of the name before it
        noun = _behind_noun(reading, words, start, low)
        links = noun or _LINK.search(reading.plain[max(start, low - _BEFORE) : low])
        if links and (is_partner_name(passage, low, high) or (noun and high - low >= _SHORTEST)):
            found.append(with_acronym(passage, low, high))
    return sorted(found, key=lambda hit: hit.start)


def _parts(reading: Reading, hit: NameHit) -> list[NameHit]:
    """A name, or the two that a French preposition between them joins (``lie l'Agence X à la Fédération Y``)."""
    other = _TO_ANOTHER.search(reading.passage.text, hit.start, hit.end)
    return [NameHit(hit.start, other.start()), hit._replace(start=other.end())] if other else [hit]


def _behind_noun(reading: Reading, words: FactWords, start: int, low: int) -> bool:
    """Whether a name stands behind a noun such as "operator" that says what it is."""
    noun = words.pattern("private-form").pattern
    before = reading.plain[max(start, low - _BEFORE) : low]
    return re.search(rf"{noun}\s+(?:[a-z]+\s+)?[\"“«]?\Z", before) is not None


def _says_what(reading: Reading, words: FactWords, hit: NameHit) -> bool:
    """Whether a name's own words or the noun before it say that it is a firm, an association or a university."""
    text = reading.passage.text
    if _COMPANY_FORM.search(text, hit.start, hit.end + 4):
        return True
    return words.says("private-form", reading.plain, max(0, hit.start - 16), hit.end)


def _is_other(reading: Reading, words: FactWords, sentence: Sentence, hit: NameHit, home: CountryRef) -> bool:
    """Whether a name is one of the state's own side, of another country, or an international organisation."""
    passage = reading.passage
    printed = passage.words(hit.start, hit.end)
    if passage.source.registry.find_country(printed) or passage.source.registry.find_organization(printed):
        return True
    if reading.international_in(hit.start, hit.whole_end):
        return True
    if any(hit.start <= one.start < hit.end for one in _foreign(reading, sentence, home)):
        return True
    if _says_what(reading, words, hit):
        return False
    for body in reading.bodies[sentence.start]:
        if body.start < hit.end and hit.start < body.end:
            return body.owner != home or public(body, reading)
    return printed in passage.source.acronyms and passage.source.acronyms[printed].public_body


def _foreign(reading: Reading, sentence: Sentence, home: CountryRef) -> list[NameHit]:
    hits = reading.passage.analysis.within(sentence.start, sentence.end, "country", "demonym")
    return [NameHit(hit.start, hit.end) for hit in hits if hit.value != home.iso3]


__all__ = ["read_prose_partners"]
