"""Who holds a post: a title and a person's name side by side, who is said to be something, who heads a body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from egov_kg.extract.persons import honorific, person_at, person_before, person_behind_subject
from egov_kg.extract.prose_bodies import meant_body
from egov_kg.extract.prose_posts import Held, place_post
from egov_kg.extract.prose_reading import Body, Reading
from egov_kg.extract.prose_words import load_prose_words
from egov_kg.language import Sentence, folded
from egov_kg.records import Record

_LONGEST_TITLE = 160
_NEAR = 70
"""Characters between a body and the words that say who heads it."""


def read_people(reading: Reading) -> list[Record]:
    """Nothing at once: the posts of a section wait in the document's memory for the bodies that they are in."""
    if not _any_post(reading.words.language).search(reading.plain, reading.passage.start):
        return []
    last: Body | None = None
    for sentence in reading.passage.analysis.sentences:
        meant = meant_body(reading, sentence, last)
        default = reading.memory.body_at(sentence.start)
        for held, body in _heads(reading, sentence, meant or last or default):
            place_post(reading, sentence, held, default=body)
        for held in _held(reading, sentence):
            place_post(reading, sentence, held, default=_whose(reading, sentence, held, last) or default)
        owned = [body for body in reading.bodies[sentence.start] if body.owner is not None]
        last = meant or (owned[0] if owned else last)
    return []


@lru_cache(maxsize=8)
def _any_post(language: str) -> re.Pattern[str]:
    words = load_prose_words(language)
    return re.compile(f"{words.title.pattern}|{words.heads.pattern}|{words.headed.pattern}")


def _whose(reading: Reading, sentence: Sentence, held: Held, last: Body | None) -> Body | None:
    """``its director``: the body named before in the sentence, else the one that the sentence before is about."""
    before = reading.plain[max(reading.passage.start, held.title[0] - 12) : held.title[0]]
    own = re.search(rf"{reading.words.pattern('possessive').pattern}\s+\Z", before)
    return (_nearest(reading, sentence, held.title[0]) or last) if own else None


def _held(reading: Reading, sentence: Sentence) -> Iterator[Held]:
    """Titles with their holders."""
    taken = sentence.start
    for match in reading.words.title.finditer(reading.plain, sentence.start, sentence.end):
        if match.start() < taken or _former(reading, sentence, match.start()) or _is_body(reading, match):
            continue
        kind = reading.words.posts[" ".join(match.group().split())]
        start = _with_modifiers(reading, sentence, match.start())
        behind = _behind(reading, sentence, match.end())
        end = behind[0] if behind else _title_end(reading, match.end(), sentence.end)
        holder = behind[1] if behind else _before(reading, sentence, start)
        if holder is not None:
            yield Held((start, end), kind, holder)
            taken = max(end, holder[1])


def _former(reading: Reading, sentence: Sentence, start: int) -> bool:
    before = reading.plain[max(sentence.start, start - 25) : start]
    return re.search(rf"{reading.words.pattern('former').pattern}(?:\s+|-)(?:[\w]+\s+)?\Z", before) is not None


def _is_body(reading: Reading, match: re.Match[str]) -> bool:
    """Whether what reads like a title without accents is a body (``la Secretaría``, ``a Secretaria``)."""
    printed = reading.passage.text[match.start() : match.end()].split()[0]
    if folded(printed) not in reading.words.words["title-or-body"] or reading.words.language not in ("es", "pt"):
        return False
    return ("í" in printed.lower()) if reading.words.language == "es" else printed.isascii()


def _with_modifiers(reading: Reading, sentence: Sentence, start: int) -> int:
    """Where a title begins with the words before its head (``chief technical director``)."""
    modifiers = reading.words.pattern("title-modifier").pattern
    before = re.search(rf"(?:{modifiers}[\s-]+)+\Z", reading.plain[max(sentence.start, start - 60) : start])
    return start - len(before.group()) if before else start


def _behind(reading: Reading, sentence: Sentence, start: int) -> tuple[int, tuple[int, int]] | None:
    """``Minister of X, Jane Doe``: where the title ends, and the name behind a mark, a verb of being or right there."""
    text, plain = reading.passage.text, reading.plain
    direct = re.compile(r"[ \t]+").match(text, start, sentence.end)
    if direct and (name := person_at(reading, direct.end(), sentence.end)):
        return start, name
    stop = min(sentence.end, start + _LONGEST_TITLE)
    if (after := _behind_mark(reading, sentence, start, stop)) is not None:
        return after
    honorific_words = honorific(reading.words.language).pattern
    named = re.compile(rf"[^,;:.()]{{0,{_LONGEST_TITLE}}}?[ \t](?=(?:{honorific_words}))").match(plain, start, stop)
    if named and (name := person_at(reading, named.end(), sentence.end)):
        return _trimmed(text, start, named.end()), name
    is_name = re.compile(rf"[^,;:.()]{{0,{_LONGEST_TITLE}}}?\s{reading.words.pattern('copula').pattern}\s+")
    if (said := is_name.match(plain, start, stop)) and (name := person_at(reading, said.end(), sentence.end)):
        return _title_end(reading, start, said.end()), name
    return person_behind_subject(reading, start, stop)


def _behind_mark(reading: Reading, sentence: Sentence, start: int, stop: int) -> tuple[int, tuple[int, int]] | None:
    text = reading.passage.text
    for mark in re.finditer(r"[,:]\s+|\s[–—-]\s+", text[start:stop]):
        if re.search(r"[.;()\n]\s", text[start : start + mark.start()]):
            return None
        name = person_at(reading, start + mark.end(), sentence.end)
        if name is None or reading.words.title.search(reading.plain, start, start + mark.start()):
            continue
        if _closed(text, name[1]):
            return start + len(text[start : start + mark.start()].rstrip()), name
    return None


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(" ,"))


def _closed(text: str, end: int) -> bool:
    """Whether a name ends where its apposition does: at punctuation, a verb, the line's end; no list goes on."""
    return (
        re.match(r"\s*(?:[,.;:)\n\]\"”»]|\Z|\s[a-zà-ÿ(])", text[end : end + 8]) is not None
        and re.match(r"\s+(?:and|y|e|et|&)\s+[A-ZÀ-Ý]", text[end : end + 12]) is None
    )


@lru_cache(maxsize=8)
def _lead(language: str) -> re.Pattern[str]:
    """What joins a name to the title behind it: a comma, a bracket, a dash, or words such as ``is the``."""
    words = load_prose_words(language)
    article, holds = words.pattern("article").pattern, words.pattern("holds", "copula").pattern
    return re.compile(
        rf"(?:,|\(|\s[-–—]|(?P<verb>,?\s+{holds}))\s*(?:{article}\s+){{0,2}}(?P<more>(?:[\w'’-]+\s+){{0,2}})\Z"
    )


def _before(reading: Reading, sentence: Sentence, start: int) -> tuple[int, int] | None:
    """``Jane Doe, Director of X``, ``Jane Doe is the Director of X``: the name before a mark or a verb of being."""
    low, text = max(sentence.start, start - 120), reading.passage.text
    lead = _lead(reading.words.language).search(reading.plain, low, start)
    if lead is None or any(word[0].islower() for word in text[slice(*lead.span("more"))].split()):
        return None
    verb = lead["verb"] if reading.words.language == "pt" else None
    if verb and re.match(r"\W*e(?!\w)", verb) and "é" not in text[slice(*lead.span("verb"))].lower():
        return None  # "e" is "and"
    return person_before(reading, sentence.start, lead.start())


def _title_end(reading: Reading, start: int, end: int) -> int:
    """Where a title ends: at a mark, or at words of what its holder does."""
    match = re.compile(r"[^,;:.()\"“”]*").match(reading.passage.text, start, end)
    stop = match.end() if match else start
    cut = reading.words.pattern("title-stop", "copula").search(reading.plain, start, stop)
    return _trimmed(reading.passage.text, start, cut.start() if cut else stop)


def _heads(reading: Reading, sentence: Sentence, last: Body | None) -> Iterator[tuple[Held, Body | None]]:
    """Who is said to head a body: ``Jane Doe chairs it``, ``X, headed by Jane Doe``, ``la dirige Jane Doe``."""
    words, plain = reading.words, reading.plain
    for match in words.headed.finditer(plain, sentence.start, sentence.end):
        held = _named_behind(reading, sentence, match, words.headed_by)
        if held is not None and not _was(reading, sentence, match.start()):
            yield held, _nearest(reading, sentence, match.start()) or last
    for match in words.heads.finditer(plain, sentence.start, sentence.end):
        subject = person_before(reading, sentence.start, _before_who(reading, sentence, match.start()))
        kind = words.head_verbs[" ".join(match.group().split())]
        if subject is not None and (body := _object(reading, sentence, match.end(), last)):
            yield _titled(reading, sentence, subject) or Held(match.span(), kind, subject, titled=False), body
        elif subject is None and _OBJECT_BEFORE.search(plain, max(sentence.start, match.start() - 5), match.start()):
            held = _named_behind(reading, sentence, match, words.head_verbs)
            if held is not None:
                yield held, _nearest(reading, sentence, match.start()) or last


def _before_who(reading: Reading, sentence: Sentence, place: int) -> int:
    """Where the name ends that a relative clause is about (``Jane Doe, who heads …``)."""
    who = _WHO.search(reading.plain, max(sentence.start, place - 12), place)
    return who.start() if who else place


_WHO = re.compile(r",\s+(?:who|quien|que|qui|quem)\s+\Z")
_OBJECT_BEFORE = re.compile(r"(?<!\w)(?:l[aeo]\s+|l'|[ao]\s+|que\s+)\Z")
"""The pronoun of Romance languages before a verb (``la dirige``, ``que préside``)."""


def _was(reading: Reading, sentence: Sentence, place: int) -> bool:
    before = reading.plain[max(sentence.start, place - 16) : place]
    return re.search(rf"{reading.words.pattern('was').pattern}\s+(?:\w+\s+)?\Z", before) is not None


def _titled(reading: Reading, sentence: Sentence, person: tuple[int, int]) -> Held | None:
    """The title that stands before a person's name (``Government Commissioner for X Jane Doe chairs …``)."""
    for held in _held(reading, sentence):
        if held.holder == person and held.title[1] <= person[0]:
            return held
    return None


def _named_behind(
    reading: Reading, sentence: Sentence, match: re.Match[str], kinds: Mapping[str, str]
) -> Held | None:
    """The person right behind a verb, or behind a title that stands there."""
    gap = re.compile(rf"\s+(?:{reading.words.pattern('article').pattern}\s+)?").match(reading.plain, match.end())
    start = gap.end() if gap else match.end()
    if name := person_at(reading, start, sentence.end):
        return Held(match.span(), kinds[" ".join(match.group().split())], name, titled=False)
    title = reading.words.title.match(reading.plain, _past_modifiers(reading, start), sentence.end)
    if title and (behind := _behind(reading, sentence, title.end())):
        return Held((start, behind[0]), reading.words.posts[" ".join(title.group().split())], behind[1])
    return None


def _past_modifiers(reading: Reading, start: int) -> int:
    match = re.compile(rf"(?:{reading.words.pattern('title-modifier').pattern}[\s-]+)*").match(reading.plain, start)
    return match.end() if match else start


def _nearest(reading: Reading, sentence: Sentence, place: int) -> Body | None:
    """The body named right before a place in a sentence, else the first one that the sentence names before it."""
    before = [body for body in reading.bodies[sentence.start] if body.end <= place]
    return before[-1] if before and place - _NEAR <= before[-1].end else before[0] if before else None


def _object(reading: Reading, sentence: Sentence, start: int, last: Body | None) -> Body | None:
    """What somebody heads: the body named behind the verb, or the one meant by a pronoun."""
    article = reading.words.pattern("article").pattern
    for body in reading.bodies[sentence.start]:
        if body.start >= start and re.fullmatch(rf"\s*(?:{article}\s*)*", reading.plain[start : body.start]):
            return body
    pronoun = re.compile(rf"\s+{reading.words.pattern('it').pattern}(?!\w)").match(reading.plain, start, sentence.end)
    if pronoun is None:
        return None
    return _nearest(reading, sentence, start) or last


__all__ = ["read_people"]
