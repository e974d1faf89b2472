"""Who is named in a clause as one who may act: countries, international organisations, bodies of a country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from egov_kg.extract.mentions import bare_acronym
from egov_kg.extract.names import looks_like_acronym
from egov_kg.extract.prose_reading import BODY_RULE, Body, Reading
from egov_kg.extract.prose_refs import Known, meant_in, noun_of
from egov_kg.extract.tie_words import load_tie_words
from egov_kg.language import Hit, Sentence
from egov_kg.records import CountryRef, InternationalRef


@dataclass(frozen=True, slots=True)
class Actor:
    """A party as a clause names it, with the country's body where one is named; ``weak`` where it is the document's
    country by a body alone."""

    start: int
    end: int
    party: CountryRef | InternationalRef
    body: Body | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Actors named in one breath (``A, B and C``), with the preposition before the first."""

    actors: tuple[Actor, ...]
    preposition: str

    @property
    def start(self) -> int:
        return self.actors[0].start

    @property
    def end(self) -> int:
        return self.actors[-1].end


def actors_in(reading: Reading, sentence: Sentence) -> list[Actor]:
    """The actors of a sentence, in order, none inside another; third parties and comparisons left out."""
    found = [*_of_bodies(reading, sentence), *_of_organizations(reading, sentence), *_of_self(reading, sentence)]
    found += _of_acronyms(reading, sentence, found)
    found += _of_countries(reading, sentence, found)
    named = _nouns(reading, found)
    found += [Actor(*meant) for meant in meant_in(reading, sentence, named)]
    kept: list[Actor] = []
    aside: Actor | None = None
    last = sentence.start
    for actor in sorted(found, key=lambda one: (one.start, -one.end)):
        if actor.start < last or _is_apposed(reading, kept, actor):
            continue
        last = actor.end
        if _is_aside(reading, sentence, actor) or (aside is not None and _joined(reading, aside, actor) == "and"):
            aside = actor if not isinstance(actor.party, InternationalRef) or aside is None else aside
        else:
            kept.append(actor)
            aside = None
    reading.memory.meant.update({noun: (party, body) for _, noun, party, body in named})
    return _without_owners(reading, kept)


def _is_apposed(reading: Reading, kept: list[Actor], actor: Actor) -> bool:
    """``the Open Union, the OU,``: another name of the organisation right before."""
    if not kept or kept[-1].party != actor.party or not isinstance(actor.party, InternationalRef):
        return False
    between = reading.plain[kept[-1].end : actor.start]
    return between.startswith((",", " (", " –", " -")) and len(between.split()) <= 2


def _nouns(reading: Reading, actors: list[Actor]) -> list[Known]:
    """The common nouns that mean the organisations of a sentence from there on, in order."""
    found: list[Known] = []
    for actor in sorted(actors, key=lambda one: one.start):
        if actor.body is not None or isinstance(actor.party, InternationalRef):
            noun = noun_of(reading, actor.party, actor.start, actor.end, actor.body)
            if noun:
                found.append((actor.end, noun, actor.party, actor.body))
    return found


def _of_bodies(reading: Reading, sentence: Sentence) -> Iterator[Actor]:
    for body in reading.bodies[sentence.start]:
        if body.owner is not None and body.mention.public_body:
            said = body.said or (body.start, body.end)
            near = said[0] <= body.end + 40 and said[1] >= body.start - 40
            start, end = (min(body.start, said[0]), max(body.end, said[1])) if near else (body.start, body.end)
            yield Actor(start, end, body.owner, body)


def _of_organizations(reading: Reading, sentence: Sentence) -> Iterator[Actor]:
    named = reading.international_in(sentence.start, sentence.end)
    for start, end, identifier in [*_at_opening(reading, sentence), *named]:
        bracket = re.compile(r"\s*\(\s*[A-Za-z.-]{2,12}\s*\)").match(reading.passage.text, end)
        whole = bracket.end() if bracket else end
        yield Actor(_delegate_start(reading, sentence, start), whole, InternationalRef(identifier))


_HEADS = re.compile(r"\s*(?:\([^()]{1,60}\)\s*)?[:–—-]\s")


def _at_opening(reading: Reading, sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """The organisation of an acronym that means other things too, where it heads a list item (``- ABC: a loan``)."""
    block = reading.passage.analysis.blocks[sentence.block]
    if block.bullet and sentence.start == block.start:
        for hit in reading.passage.analysis.within(sentence.start, sentence.start + 12, "ambiguous-acronym"):
            printed = reading.passage.text[hit.start : hit.end]
            if hit.start == sentence.start and printed.isupper() and _HEADS.match(reading.passage.text, hit.end):
                yield hit.start, hit.end, hit.value


def _of_self(reading: Reading, sentence: Sentence) -> Iterator[Actor]:
    """The country itself (``the Government``, ``our country``), where a sentence begins with it."""
    if reading.country is None:
        return
    for match in reading.words.pattern("self").finditer(reading.plain, sentence.start, sentence.end):
        opening = reading.plain[sentence.start : match.start()].strip(" \n\"“”«»'‘")
        behind = reading.plain[match.end() : match.end() + 5].split()
        if re.match(r"\s+[A-ZÀ-Ý]", reading.passage.text[match.end() : match.end() + 3]):
            continue  # "the Government Digital Service"
        relative = load_tie_words(reading.words.language).words["relative"] - reading.words.prepositions
        joins = reading.words.words["conjunction"] | reading.words.words["that"] | relative
        joined = opening.rpartition(" ")[2] in joins
        if (not opening or opening.endswith(",") or joined) and not (behind and behind[0] in reading.words.words["of"]):
            yield Actor(match.start(), match.end(), reading.country.value)


_BEFORE = re.compile(
    r"(?<![\w-])([A-Z][A-Za-z]{1,10}[A-Z]|[A-Z]{3,10})"
    r"(?:\s+(?:of|de|del|du|da|do)\s+(?:the\s+|la\s+|el\s+)?|\s*\(|-)\Z"
)
_POSSESSED = re.compile(r"['’]s?\s+([A-Z][A-Za-z]{1,10}[A-Z]|[A-Z]{3,10})(?![\w-])")


def _of_acronyms(reading: Reading, sentence: Sentence, taken: list[Actor]) -> Iterator[Actor]:
    """``ABC of Ruritania``, ``Ruritania's ABC``, ``ABC (Ruritania)``: an acronym that a country's name gives to it."""
    passage = reading.passage
    for hit in passage.analysis.within(sentence.start, sentence.end, "country"):
        before = _BEFORE.search(passage.text, max(sentence.start, hit.start - 24), hit.start)
        behind = _POSSESSED.match(passage.text, hit.end, sentence.end)
        match = before or behind
        if match is None or passage.source.registry.find_organization(match[1]) or not looks_like_acronym(match[1]):
            continue
        start, end = match.span(1)
        whole = min(start, hit.start), max(end, hit.end)
        if any(one.start < whole[1] and whole[0] < one.end for one in taken):
            continue
        country = CountryRef(hit.value)
        owner = passage.state(country, hit.start, hit.end, BODY_RULE)
        mention = bare_acronym(passage, start, end, BODY_RULE, country=owner)
        yield Actor(*whole, country, Body(start, end, end, country, (hit.start, hit.end), mention))


def _of_countries(reading: Reading, sentence: Sentence, taken: list[Actor]) -> Iterator[Actor]:
    analysis = reading.passage.analysis
    hits = analysis.within(sentence.start, sentence.end, "country", "demonym", "ambiguous-country")
    sure = [hit for hit in hits if hit.group == "country"]
    for hit in hits:
        if hit.group == "ambiguous-country" and not _is_country(reading, hit, sure):
            continue
        if any(one.start < hit.end and hit.start < one.end for one in taken):
            continue
        if hit.group != "demonym":
            if not _is_private(reading, hit.end):
                yield Actor(_delegate_start(reading, sentence, hit.start), hit.end, CountryRef(hit.value))
        elif stretch := _delegates(reading, hit):
            yield Actor(*stretch, CountryRef(hit.value))


def _is_country(reading: Reading, hit: Hit, sure: list[Hit]) -> bool:
    """Whether a name that means other things too is a country's: beside other countries, no part of a longer name."""
    text = reading.passage.text
    longer = re.search(r"[A-ZÀ-Ý][\w'’-]*\s\Z", text[max(0, hit.start - 25) : hit.start]) or re.match(
        r"\s[A-ZÀ-Ý]", text[hit.end : hit.end + 2]
    )
    return bool(sure) and longer is None


def _is_private(reading: Reading, end: int) -> bool:
    """``Ruritania's company``: a firm's deed is not the country's."""
    following = reading.plain[end : end + 40]
    return (
        re.match(rf"(?:['’]s?|-based)\s+(?:[\w-]+\s+)?(?:{reading.words.pattern('private').pattern})", following)
        is not None
    )


def _delegate_start(reading: Reading, sentence: Sentence, start: int) -> int:
    """Where ``the Government of`` or ``a delegation from`` before a country begins."""
    before = reading.plain[max(sentence.start, start - 60) : start]
    links = reading.words.pattern("delegate-link").pattern
    heads = reading.words.pattern("delegate").pattern
    articles = reading.words.pattern("article", "neighbour").pattern
    match = re.search(rf"{heads}\s+{links}\s*(?:{articles}\s+|{links}\s+)*\Z", before)
    if match is None:
        return start
    adjectives = re.search(
        rf"(?<!\w)(?:{articles}|{_either(reading)})\s+((?:[a-z-]+\s+){{1,2}})\Z", before[: match.start()]
    )
    if adjectives and set(adjectives[1].split()) & reading.words.prepositions:
        adjectives = None  # "the visit of officials from …"
    return start - len(before) + (adjectives.start(1) if adjectives else match.start())


def _delegates(reading: Reading, hit: Hit) -> tuple[int, int] | None:
    """``the Ruritanian government``, ``el gobierno ruritano``: an adjective beside who acts for the country."""
    heads = reading.words.pattern("delegate").pattern
    behind = re.compile(rf"\s+(?:[a-z-]+\s+)?{heads}").match(reading.plain, hit.end, hit.end + 40)
    if behind:
        return hit.start, behind.end()
    before = re.search(rf"{heads}\s+\Z", reading.plain[max(0, hit.start - 30) : hit.start])
    if before and reading.words.language != "en":
        return hit.start - len(before.group()), hit.end
    if _is_people(reading, hit):
        return hit.start, hit.end
    shared = re.compile(rf"\s+(?:{_either(reading)})\s+[a-z]+\s+{heads}").match(reading.plain, hit.end, hit.end + 60)
    return (hit.start, hit.end) if shared else None


_PEOPLE = re.compile(r"(?<!\w)(?:the|los|les|os)\s+\Z")


def _is_people(reading: Reading, hit: Hit) -> bool:
    """``the Ruritanians``, ``los ruritanos``: who lives there, an article before and no noun that it belongs to."""
    plural = reading.plain[hit.end - 1] == "s" and _PEOPLE.search(reading.plain, max(0, hit.start - 5), hit.start)
    if not plural:
        return False
    return reading.words.language != "en" or reading.passage.text[hit.end - 2 : hit.end] == "ns"


def _either(reading: Reading) -> str:
    return "|".join(map(re.escape, sorted(reading.words.words["conjunction"])))


def _is_aside(reading: Reading, sentence: Sentence, actor: Actor) -> bool:
    """Whether an actor is only mentioned: compared with, quoted from, the maker of a thing, the place of an event."""
    low = max(sentence.start, actor.start - 45)
    before = reading.plain[low : actor.start]
    articles = reading.words.pattern("article", "of").pattern
    for hit in reading.passage.analysis.within(low, actor.start, "third-party"):
        if not re.sub(articles, "", reading.plain[hit.end : actor.start]).strip(" \"“'("):
            return True
    compared = re.search(rf"{reading.words.pattern('comparison').pattern}\s+(?:{articles}\s+)*\Z", before)
    if compared:
        told = reading.passage.analysis.within(max(sentence.start, low - 30), actor.start, "tie-kind")
        return not any(hit.end > low + compared.start() for hit in told)  # "to learn of the experience of X"
    return isinstance(actor.party, InternationalRef) and _is_product(reading, actor, before)


def _without_owners(reading: Reading, actors: list[Actor]) -> list[Actor]:
    """The actors without organisations that only say whose the one beside them is (``the X's Y network``)."""
    owners: set[int] = set()
    for left, right in pairwise(actors):
        if isinstance(left.party, InternationalRef) and isinstance(right.party, InternationalRef):
            between = reading.plain[left.end : right.start]
            of = reading.words.pattern("of").match(between.lstrip())
            if re.fullmatch(r"['’]s?\s+", between):
                owners.add(left.start)
            elif of and len(between.split()) <= 2 and left.party != right.party:
                owners.add(right.start)
    return [actor for actor in actors if actor.start not in owners]


def _is_product(reading: Reading, actor: Actor, before: str) -> bool:
    """``the X report``, ``X's survey``, ``the Convention of X``, ``X member states``: not X that acts."""
    products = reading.words.pattern("product", "member-noun").pattern
    articles = reading.words.pattern("article", "of").pattern
    behind = reading.plain[actor.end : actor.end + 60]
    if re.match(rf"(?:['’]s?)?(?:\s+(?:[\w-]+)){{0,3}}?\s+{products}", behind) and not re.match(r"\s*[,;.]", behind):
        words = re.match(r"(?:['’]s?)?((?:\s+[\w-]+){0,3})", behind)
        inner = words[1].split() if words else []
        if reading.passage.analysis.within(actor.end, actor.end + (words.end() if words else 0), "tie-kind"):
            return False  # "the X gave advice on data"
        if not set(inner) & (
            reading.words.prepositions | reading.words.words["conjunction"] | reading.words.words["include"]
        ):
            return True
        cut = next(
            i
            for i, word in enumerate(inner)
            if word in reading.words.prepositions | reading.words.words["conjunction"] | reading.words.words["include"]
        )
        if re.search(products, " ".join(inner[:cut])):
            return True
    product = reading.words.pattern("product").pattern
    thing = re.search(rf"({product})\s+(?:{articles}\s+)+\Z", before)
    return thing is not None and load_tie_words(reading.words.language).pattern("frame").match(thing[1]) is None


def groups_of(reading: Reading, start: int, actors: list[Actor]) -> list[Group]:
    """Actors that are named in one breath, with the word that says their part; ``start`` begins the clause."""
    runs: list[list[Actor]] = []
    for actor in actors:
        if runs and _joined(reading, runs[-1][-1], actor) is not None:
            runs[-1].append(actor)
        else:
            runs.append([actor])
    groups: list[Group] = []
    for run in runs:
        for part in _split(reading, start, run):
            groups.append(Group(tuple(part), _role(reading, start, part[0])))
    return groups


def _joined(reading: Reading, left: Actor, right: Actor) -> str | None:
    """What joins two actors: ``","`` a comma alone, ``"and"`` a conjunction; None where they are apart."""
    gap = reading.plain[left.end : right.start]
    if len(gap) > 60:
        return None
    words = re.findall(r"[\w'’&]+", re.sub(r"\A['’]s?\b", "", gap))
    filling = (
        reading.words.words["article"]
        | reading.words.words["neighbour"]
        | reading.words.words["of"]
        | reading.words.words["with"]
    )
    filling |= reading.words.words["delegate"] | reading.words.words["delegate-link"]
    conjunctions = [word for word in words if word in reading.words.words["conjunction"]]
    if any(word not in filling and word not in reading.words.words["conjunction"] for word in words) or re.search(
        r"[;:.(]", gap
    ):
        return None
    if conjunctions:
        return "and"
    return "," if "," in gap else None


def _split(reading: Reading, start: int, run: list[Actor]) -> list[list[Actor]]:
    """A run cut where a comma closes what stands before the subject (``With the support of X, A and B …``)."""
    joins = [_joined(reading, left, right) for left, right in pairwise(run)]
    if not joins or ("," not in joins and joins):
        return [run]
    if "and" not in joins and len(run) < 3:
        return [[actor] for actor in run]
    opening = reading.plain[start : run[0].start].split()
    led = bool(opening) and opening[0].strip(",") in reading.words.prepositions
    if led and joins[0] == "," and preposition(reading, start, run[0].start):
        return [run[:1], run[1:]]
    return [run]


def _role(reading: Reading, start: int, first: Actor) -> str:
    """The word that says an actor's part; of a country behind the name of an unknown body, the word before the name."""
    said = preposition(reading, start, first.start)
    if first.body is None and said in reading.words.words["of"] and isinstance(first.party, CountryRef):
        low = max(start, first.start - _LONGEST_BODY)
        partners = list(reading.words.pattern("with").finditer(reading.plain, low, first.start))
        if partners and _is_one_name(reading, partners[-1].end(), first.start):
            return partners[-1].group()
    return said


_LONGEST_BODY = 120


def _is_one_name(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch is one name of a body with its head word or capital: no break, no words of a tie."""
    words = reading.passage.text[start:end]
    articles = rf"\s*(?:{reading.words.pattern('article').pattern}\s+|l['’])*"
    name = re.compile(articles).match(reading.plain, start, end)
    capital = name is not None and name.end() < end and reading.passage.text[name.end()].isupper()
    broken = re.search(r"[,;:.()]", words) or reading.passage.analysis.within(start, end, "tie-kind", "country")
    return capital and not broken


_INDEFINITE = frozenset({"des"})
"""Words that are an article where nothing stands before them that they could belong to."""


def preposition(reading: Reading, start: int, place: int) -> str:
    """The preposition before a place, articles and the like between; empty where none is."""
    before = reading.plain[max(start, place - 60) : place]
    if re.search(r"[,;:(]\s*\Z", before):
        return ""
    words: list[str] = re.findall(r"[\w'’]+|[,;:()]", before)
    skipped = reading.words.words["article"] | reading.words.words["neighbour"]
    if words and words[-1] in _INDEFINITE:
        ahead = words[-2] if len(words) > 1 else ","
        if ahead in (",", ":", ";"):
            return ""
        words = words[:-1] if ahead in reading.words.prepositions else words
    for word in reversed(words[-5:]):
        if word in reading.words.prepositions and word not in skipped:
            return word
        if word not in skipped:
            return ""
    return ""
