"""What every reader of prose looks at: a section with its headings, its country, its links, and the bodies it names."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache

from egov_kg.extract.addresses import Address, find_addresses, normalized
from egov_kg.extract.mentions import bare_acronym, international_mentions, is_public_body, mention_of
from egov_kg.extract.names import NameHit, looks_like_acronym, organization_names, words_of
from egov_kg.extract.passage import Passage, Source
from egov_kg.extract.prose_memory import Attached, Body, Memory, WaitingPost
from egov_kg.extract.prose_words import ProseWords, load_prose_words
from egov_kg.language import Sentence, folded
from egov_kg.model import GapKind, Link, Span, Stated
from egov_kg.records import CountryRef

BODY_RULE = "prose-body-named"
_LONGEST_MARKUP = 2_200
_BEHIND = re.compile(
    r"[\s\"”»’*_]*(?:\(\s*[\w./&-]{2,16}\s*\))?[\s(]*(?:(?:19|20)\d\d(?:\s*[-–/]\s*\d{2,4})?\b\)?)?[\s\"”»:,(–—\[*_-]{0,6}"
)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A section while it is read; ``country`` is whom it is about, ``titles`` the folded headings above it."""

    passage: Passage
    words: ProseWords
    memory: Memory
    country: Stated[CountryRef] | None
    heading: Span | None = None
    titles: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def source(self) -> Source:
        return self.passage.source

    @cached_property
    def plain(self) -> str:
        """The passage's text folded, offsets kept."""
        start = self.passage.start
        own = self.passage.text[start:]
        return " " * start + (own.lower() if own.isascii() else folded(own))

    @cached_property
    def _link_starts(self) -> list[int]:
        return [link.span.start for link in self.links]

    @cached_property
    def addresses(self) -> list[Address]:
        """Every address printed in the section."""
        return find_addresses(self.passage.text, self.passage.start, self.passage.end)

    @cached_property
    def _address_starts(self) -> list[int]:
        return [address.start for address in self.addresses]

    @cached_property
    def international(self) -> list[tuple[int, int, str]]:
        """The organisations of the registry in the section."""
        return international_mentions(self.passage, self.passage.start, self.passage.end)

    @cached_property
    def bodies(self) -> dict[int, tuple[Body, ...]]:
        """The organisations that each sentence names, by where the sentence begins."""
        return {one.start: tuple(_bodies(self, one)) for one in self.passage.analysis.sentences}

    def international_in(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """The organisations of the registry in a stretch."""
        low = bisect_left(self.international, (start, 0, ""))
        high = bisect_left(self.international, (end, 0, ""))
        return self.international[low:high]

    def linked(self, start: int, end: int) -> Attached | None:
        """The target of a link whose label is these words, give or take a few."""
        index = bisect_left(self._link_starts, start - 12)
        for link in self.links[index : index + 4]:
            low, high = link.span
            if low < end and start < high and high - low <= 1.6 * (end - start) + 12:
                return _target(self.source, link)
        return None

    def attached(self, start: int, end: int) -> Attached | None:
        """The address of words: a link on them, or one printed right behind them."""
        if linked := self.linked(start, end):
            return linked
        behind = _BEHIND.match(self.passage.text, end)
        index = bisect_left(self._address_starts, end)
        if behind and index < len(self.addresses) and self.addresses[index].start <= behind.end():
            one = self.addresses[index]
            spans = self.passage.cite(start, one.end)
            return Attached(one.url, one.host, spans, one.end)
        return None

    def gap(self, kind: GapKind, start: int, end: int) -> None:
        """Note what was seen and not understood, the same words once a document."""
        words = self.passage.words(start, end)
        if words not in self.memory.noted:
            self.memory.noted.add(words)
            self.source.gap(kind, words, Span(start, end))


def _target(source: Source, link: Link) -> Attached | None:
    """A link's address with the stretch of the source that prints it; None where none does."""
    known = normalized(link.target)
    text = source.document.text
    place = text.find(link.target, link.span.end, link.span.end + _LONGEST_MARKUP)
    if known is None or place < 0 or "@" in link.target or "\n\n" in text[link.span.end : place]:
        return None
    return Attached(*known, (Span(link.span.start, place + len(link.target)),), link.span.end)


def _bodies(reading: Reading, sentence: Sentence) -> list[Body]:
    """The organisations of one sentence that are of no other kind: not of the registry, not above the states."""
    passage = reading.passage
    start, end = sentence.start, sentence.end
    found: list[Body] = []
    if passage.analysis.within(start, end, "organization-head"):
        taken = start
        for whole in organization_names(passage, start, end):
            if whole.start < taken:
                continue
            for hit in _at_possessives(reading, _before_international(reading, _up_to_acronym(reading, whole, end))):
                taken = max(taken, hit.whole_end)
                if _is_name(reading, hit) and not _is_supranational(reading, sentence, hit):
                    found.append(_body(reading, sentence, hit))
    if acronyms := passage.source.acronyms:
        named = [(one.start, one.end + 1) for one in found]
        named += [(low, high) for low, high, _ in reading.international_in(start, end)]
        for word in words_of(passage.text, start, end):
            if word.text in acronyms and not any(low <= word.start < high for low, high in named):
                found.append(_by_acronym(reading, sentence, word.start, word.end))
    return sorted(found, key=lambda body: body.start)


def _up_to_acronym(reading: Reading, hit: NameHit, end: int) -> NameHit:
    """The name up to the acronym that all its words explain (``Ministerio de X y de la Sociedad de Y (ACRO)``)."""
    if hit.acronym:
        return hit
    text = reading.passage.text
    match = re.compile(r"((?:\s+[^\W\d_]+){2,12})\s*\(([A-ZÀ-Ý]{3,12})\)").match(text, hit.end, end)
    if match is None:
        return hit
    links = reading.passage.analysis.lexicon.words["connector"]
    words = match[1].split()
    joins = folded(words[0]) in reading.words.words["conjunction"] | links
    if not joins or any(word[0].islower() and folded(word) not in links for word in words):
        return hit
    name = iter(folded(text[hit.start : match.end(1)]))
    explained = all(letter in name for letter in folded(match[2]))
    return hit._replace(end=match.end(1), acronym=match.span(2)) if explained else hit


def _before_international(reading: Reading, hit: NameHit) -> NameHit:
    """The name without ``and the Y`` behind it where Y is an organisation of the registry."""
    joined = reading.words.pattern("conjunction").pattern + rf"(?:\s+{reading.words.pattern('article').pattern})*\s+\Z"
    for low, _, _ in reading.international_in(hit.start + 1, hit.end):
        link = re.search(joined, reading.plain[hit.start : low])
        if link and link.start() > 4:
            return NameHit(hit.start, hit.start + link.start() - 1)
    return hit


def _at_possessives(reading: Reading, hit: NameHit) -> list[NameHit]:
    """The names in ``X of A and B's Y``, ``A's X``: cut at each possessor."""
    text = reading.passage.text
    parts: list[tuple[int, int]] = []
    start = hit.start
    for country in reading.passage.analysis.within(hit.start, hit.end, "country", "ambiguous-country"):
        possessive = re.compile(r"['’]s?\s+").match(text, country.end, hit.end)
        if possessive:
            parts.append((start, country.start))
            start = possessive.end()
    if start == hit.start:
        return [hit]
    links = reading.words.pattern("conjunction", "article")
    found: list[NameHit] = []
    for low, high in parts:
        trimmed = re.sub(rf"(?:\s|,|{links.pattern})+\Z", "", reading.plain[low:high])
        found.append(NameHit(low, low + len(trimmed)))
    found.append(hit._replace(start=start))
    heads = reading.passage.analysis
    return [one for one in found if one.end > one.start and heads.within(one.start, one.end, "organization-head")]


def _is_name(reading: Reading, hit: NameHit) -> bool:
    """Whether words are a body's name: no concept, and in English nothing behind its head word but what links to it."""
    words = reading.words
    if _is_no_body(reading, hit):
        return False
    text = reading.passage.text
    if text[hit.start].islower() and not (
        text[hit.start + 1] == "-" or is_public_body(reading.passage, hit.start, hit.end)
    ):
        return False
    if words.language != "en":
        return True
    heads = reading.passage.analysis.within(hit.start, hit.end, "organization-head")
    if (
        heads
        and text[heads[-1].start].islower()
        and not hit.acronym
        and re.search(r"['’]s\s", text[hit.start : hit.end])
    ):
        return False  # "the Alliance's secretariat"
    behind = reading.plain[heads[-1].end : hit.end].split() if heads else []
    first = heads[0].start == hit.start if heads else True
    return not behind or first or behind[0] in reading.passage.analysis.lexicon.words["connector"]


def _is_no_body(reading: Reading, hit: NameHit) -> bool:
    """Whether words name a concept, a place, a press desk, a gazette or a person, or only say what something is."""
    words = reading.words
    return bool(
        _is_concept(reading, hit)
        or words.pattern("place-or-desk").search(reading.plain, hit.start, hit.end)
        or reading.passage.analysis.within(hit.start, hit.end + 2, "gazette")
        or _is_person(reading, hit)
        or (not hit.acronym and _is_predicate(reading, hit.start))
    )


def _is_concept(reading: Reading, hit: NameHit) -> bool:
    """``public administration``, and with more behind it that names no body (``… in West Africa``)."""
    concept = reading.words.pattern("not-a-body").match(reading.plain, hit.start, hit.end)
    analysis = reading.passage.analysis
    return concept is not None and not analysis.within(concept.end(), hit.end, "organization-head")


def _is_person(reading: Reading, hit: NameHit) -> bool:
    """Whether words are the title of a person, which a body's name is but for a letter (``la secretaria de Salud``)."""
    printed = reading.passage.text[hit.start : hit.end].split()[0]
    if reading.words.language == "en":
        heads = reading.passage.analysis.within(hit.start, hit.end, "organization-head")
        title = reading.words.title.match(reading.plain, hit.start, hit.end)
        return bool(heads) and (title is not None or heads[0].value == "secretary") and len(heads) < 1 + len(
            [one for one in heads if one.value in ("secretary", "cabinet")]
        )
    if folded(printed).lower() not in reading.words.words["title-or-body"]:
        return False
    return printed.islower() if reading.words.language == "es" else not printed.isascii()


def _is_predicate(reading: Reading, start: int) -> bool:
    """Whether words say what something is (``X is a State corporation under …``), and name nothing."""
    low = max(reading.passage.start, start - 24)
    return _predicate(reading.words.language).search(reading.plain, low, start) is not None


@lru_cache(maxsize=8)
def _predicate(language: str) -> re.Pattern[str]:
    words = load_prose_words(language)
    return re.compile(rf"{words.pattern('being').pattern}\s+{words.pattern('indefinite').pattern}\s*(?:\w+\s+)?\Z")


def _body(reading: Reading, sentence: Sentence, hit: NameHit) -> Body:
    passage = reading.passage
    hit = _without_owner(reading, hit)
    name = folded(passage.words(hit.start, hit.end))
    said = said_owner(reading, sentence, hit.start, hit.whole_end)
    owner = said[0] if said else reading.memory.owners.get(name) or _scope(reading)
    stretch = (hit.start, hit.whole_end)
    stated = passage.state(owner, *stretch, BODY_RULE, *([said[1]] if said else [])) if owner else None
    mention = mention_of(passage, hit, BODY_RULE, country=stated)
    if said:
        reading.memory.owners.setdefault(name, said[0])
    if owner:
        reading.memory.bodies.setdefault(name, mention)
    return Body(hit.start, hit.whole_end, hit.end, owner, said[1] if said else None, mention)


def _without_owner(reading: Reading, hit: NameHit) -> NameHit:
    """The name without ``of COUNTRY`` behind it where that only says whose it is (``Ministry of Finance of X``)."""
    passage = reading.passage
    countries = passage.analysis.within(hit.start, hit.end, "country")
    if not countries or countries[-1].end < hit.end - 1:
        return hit
    before = passage.text[hit.start : countries[-1].start]
    inner = reading.words.pattern("article", "neighbour").pattern
    of = reading.words.pattern("of").pattern
    link = re.search(rf"\s+{of}(?:\s+{inner})*(?:\s+{of}|\s+{inner})*\s*\Z", folded(before))
    words = words_of(before, 0, link.start()) if link else []
    return hit._replace(end=hit.start + link.start()) if link and len(words) >= 3 else hit


def _by_acronym(reading: Reading, sentence: Sentence, start: int, end: int) -> Body:
    passage = reading.passage
    known = passage.source.acronyms[passage.words(start, end)]
    said = said_owner(reading, sentence, start, end)
    of_name = known.country.value if known.country else None
    owner = of_name or (said[0] if said else _scope(reading))
    stated = passage.state(owner, start, end, BODY_RULE) if owner else None
    mention = bare_acronym(passage, start, end, BODY_RULE, country=stated)
    return Body(start, end, end, owner, said[1] if said and said[0] == owner else None, mention)


def _scope(reading: Reading) -> CountryRef | None:
    return reading.country.value if reading.country else None


def _is_supranational(reading: Reading, sentence: Sentence, hit: NameHit) -> bool:
    """Whether a name is one of the registry, a part of one, or of more than one state by its own words."""
    passage, plain = reading.passage, reading.plain
    if passage.source.registry.find_organization(passage.words(hit.start, hit.end)):
        return True
    near = reading.international_in(max(sentence.start, hit.start - 80), min(sentence.end, hit.end + 60))
    of = reading.words.pattern("of", "article")
    for low, high, _ in near:
        overlaps = low < hit.whole_end and hit.start < high
        before = high <= hit.start and re.fullmatch(r"\s*['’]?s?\s*", plain[high : hit.start]) is not None
        behind = (
            low >= hit.whole_end
            and not of.sub("", plain[hit.whole_end : low]).strip(" (0123456789")
            and low - hit.whole_end < 20
        )
        if overlaps and not (hit.acronym and hit.acronym[0] <= low):
            return True
        if before or (behind and plain[hit.whole_end : low].strip(" (")):
            return True
    return reading.words.pattern("supranational").match(plain, hit.start) is not None


def said_owner(reading: Reading, sentence: Sentence, start: int, end: int) -> tuple[CountryRef, tuple[int, int]] | None:
    """The country that the words of a name, or those beside it, say it is of, with where they stand."""
    analysis = reading.passage.analysis
    inside = analysis.within(start, end, "country", "demonym")
    near = analysis.within(
        max(sentence.start, start - 60), min(sentence.end, end + 60), "country", "demonym", "ambiguous-country"
    )
    for hit in [*inside, *near]:
        if hit in inside or _possesses(reading, hit.end, start) or _follows(reading, hit.group, end, hit.start):
            return CountryRef(hit.value), (hit.start, hit.end)
    return _opening(reading, sentence, start)


def _possesses(reading: Reading, country_end: int, start: int) -> bool:
    """``Ruritania's X``, ``the Ruritanian X``: nothing but adjectives between."""
    between = reading.plain[country_end:start]
    return (
        country_end <= start
        and re.fullmatch(r"(?:['’]s?)?\s+(?:[a-z-]+\s+)?(?:['\"“])?", between) is not None
        and not (set(between.split()) & (reading.words.prepositions | reading.words.words["conjunction"]))
    )


def _follows(reading: Reading, group: str, end: int, country_start: int) -> bool:
    """``X of Ruritania``, ``X (Ruritania)``, ``la X ruritana``: only prepositions and articles between."""
    if country_start < end:
        return False
    between = reading.plain[end:country_start]
    if group == "demonym":
        return reading.words.language != "en" and between.strip() == "" and country_start - end <= 2
    words = between.strip(" ,").split()
    links = reading.words.words["of"] | reading.words.words["article"] | reading.words.words["neighbour"]
    return (bool(words) and words[0] in reading.words.words["of"] and set(words) <= links) or between.strip() == "("


def _opening(reading: Reading, sentence: Sentence, start: int) -> tuple[CountryRef, tuple[int, int]] | None:
    """``In Ruritania, the X …``: the sentence speaks of that country."""
    for hit in reading.passage.analysis.within(sentence.start, min(start, sentence.start + 60), "country"):
        before = reading.plain[sentence.start : hit.start].split()
        closed = reading.plain[hit.end : hit.end + 1] == ","
        if closed and before and before[0] in reading.words.words["in"] and len(before) <= 3:
            return CountryRef(hit.value), (hit.start, hit.end)
    return None


def public(body: Body, reading: Reading) -> bool:
    """Whether a body is one of a state, by its name."""
    return is_public_body(reading.passage, body.start, body.name_end) or looks_like_acronym(
        reading.passage.text[body.start : body.end]
    )


__all__ = ["BODY_RULE", "Attached", "Body", "Memory", "Reading", "WaitingPost", "public", "said_owner"]
