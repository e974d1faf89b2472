"""Posts and who holds them, where a title and a person's name stand side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from egov_kg.extract.prose_reading import Body, Reading, said_owner
from egov_kg.extract.prose_words import ProseWords, alternation, load_prose_words
from egov_kg.language import Sentence, folded
from egov_kg.model import Stated
from egov_kg.records import CountryRef, OrganizationMention, Post, Record

RULE = "prose-post-holder"
IN_RULE = "prose-post-organisation"
_PART = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*[^\W\d_]|[A-ZÀ-ÖØ-Þ]\.)"
_PARTICLE = (
    r"(?:de la|de los|de las|del|de|da|dos|das|do|du|van der|van|von|der|den"
    r"|bin|binti|al|el|ben|ter|y|la|le|di|ibn|ould)"
)
_NAME = re.compile(rf"{_PART}(?:[ \t]+(?:{_PARTICLE}[ \t]+)?{_PART}){{1,4}}")
_LONGEST_TITLE = 160


class Held(NamedTuple):
    """A title with the kind of post it is, and the name of who holds it."""

    title: tuple[int, int]
    kind: str
    holder: tuple[int, int]


@lru_cache(maxsize=8)
def _honorific(language: str) -> re.Pattern[str]:
    words = load_prose_words(language).words["honorific"]
    return re.compile(rf"(?:(?:{alternation(words)})\.?\s+|(?:the|el|la|le|o|a)\s+(?={alternation(words)}))+")


def read_people(reading: Reading) -> list[Record]:
    """Nothing at once: the posts of a section wait in the document's memory for the bodies that they are in."""
    if not reading.words.title.search(reading.plain, reading.passage.start):
        return []
    for sentence in reading.passage.analysis.sentences:
        for held in _held(reading, sentence):
            _remember(reading, sentence, held)
    return []


def _held(reading: Reading, sentence: Sentence) -> Iterator[Held]:
    titles = list(reading.words.title.finditer(reading.plain, sentence.start, sentence.end))
    taken = sentence.start
    for match in titles:
        if match.start() < taken or _former(reading, sentence, match.start()):
            continue
        kind = reading.words.posts[" ".join(match.group().split())]
        stretch = _behind(reading, sentence, match.end()) or None
        end = _title_end(reading, match.end(), sentence.end) if stretch is None else stretch[0]
        holder = stretch[1] if stretch else _before(reading, sentence, match.start())
        if holder is not None:
            yield Held((match.start(), end), kind, holder)
            taken = max(end, holder[1])


def _former(reading: Reading, sentence: Sentence, start: int) -> bool:
    before = reading.plain[max(sentence.start, start - 25) : start]
    return re.search(rf"{reading.words.pattern('former').pattern}(?:\s+|-)(?:[\w]+\s+)?\Z", before) is not None


def _behind(reading: Reading, sentence: Sentence, start: int) -> tuple[int, tuple[int, int]] | None:
    """``Minister of X, Jane Doe``: where the title ends, and the name behind a comma or right there."""
    text = reading.passage.text
    direct = re.compile(r"[ \t]+").match(text, start, sentence.end)
    if direct and (name := person_at(reading, direct.end(), sentence.end)):
        return start, name
    stop = min(sentence.end, start + _LONGEST_TITLE)
    for comma in re.finditer(r"[,:]\s+", text[start:stop]):
        if re.search(r"[.;()\n]\s", text[start : start + comma.start()]):
            return None
        name = person_at(reading, start + comma.end(), sentence.end)
        if (
            name
            and reading.words.title.search(reading.plain, start, start + comma.start()) is None
            and _closed(text, name[1])
        ):
            return start + comma.start(), name
    named = re.compile(
        rf"[^,;:.()\n]{{0,{_LONGEST_TITLE}}}?[ \t](?=(?:{_honorific(reading.words.language).pattern}))"
    ).match(reading.plain, start, stop)
    if named and (name := person_at(reading, named.end(), sentence.end)):
        return _trimmed(text, start, named.end()), name
    return None


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(" ,"))


def _closed(text: str, end: int) -> bool:
    """Whether a name ends where its apposition does: at punctuation, a verb, the line's end; no list goes on."""
    return (
        re.match(r"\s*(?:[,.;:)\n\]]|\Z|\s[a-zà-ÿ])", text[end : end + 8]) is not None
        and re.match(r"\s+(?:and|y|e|et|&)\s+[A-ZÀ-Ý]", text[end : end + 12]) is None
    )


def _before(reading: Reading, sentence: Sentence, start: int) -> tuple[int, int] | None:
    """``Jane Doe, Director of X``: the name before a comma, brackets or an article."""
    text = reading.passage.text[sentence.start : start]
    lead = re.search(
        r"(?:,|\(|\s[-–—])\s*(?:(?:the|el|la|le|a|o|our|current|actual|nueva|nuevo|new)\s+){0,2}(?:[A-ZÀ-Ý][a-zà-ÿ]+\s+){0,2}\Z",
        text,
    )
    if lead is None:
        return None
    names = list(_NAME.finditer(text, max(0, lead.start() - 70), lead.start()))
    if not names or text[names[-1].end() : lead.start()].strip():
        return None
    low, high = names[-1].span()
    found = person_at(reading, sentence.start + low, sentence.start + high)
    return found if found and found[1] == sentence.start + high else None


def person_at(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """A person's name at a place, behind any honorific: two to five capitalised words, none of which means a thing."""
    passage = reading.passage
    honorific = _honorific(reading.words.language).match(reading.plain, start, end)
    start = honorific.end() if honorific else start
    match = _NAME.match(passage.text, start, end)
    if match is None:
        return None
    low, high = match.span()
    words = folded(match.group()).replace(".", "").split()
    lexicon = passage.analysis.lexicon
    things = reading.words.words["not-a-person"] | lexicon.words["organization-head"] | lexicon.words["strategy-head"]
    if set(words) & things or any(word in lexicon.months for word in words) or len(words) > 6:
        return None
    if passage.analysis.within(low, high, "country", "demonym", "organization", "acronym", "instrument-type"):
        return None
    capitals = [word for word in match.group().split() if word.isupper() and len(word) > 2]
    if len(capitals) == len(match.group().split()) or (len(capitals) > 1 and match.group().split()[0].isupper()):
        return None
    return low, high


def _title_end(reading: Reading, start: int, end: int) -> int:
    match = re.compile(r"[^,;:.()\n]*").match(reading.passage.text, start, end)
    return _trimmed(reading.passage.text, start, match.end()) if match else start


def _remember(reading: Reading, sentence: Sentence, held: Held) -> None:
    if reading.international_in(max(sentence.start, held.title[0] - 30), held.title[1]):
        return  # a post in an international organisation
    if reading.words.pattern("supranational").search(
        reading.plain, max(sentence.start, held.title[0] - 15), held.title[1]
    ):
        return
    body = next(
        (
            b
            for b in reading.bodies[sentence.start]
            if held.title[0] - 60 <= b.start < held.title[1] and _in_title(reading, b, held)
        ),
        None,
    )
    owner = _owner(reading, sentence, held, body)
    if owner is None or (body is None and held.kind not in reading.words.words["post-alone"]):
        return
    remember(reading, owner, held, body.mention if body else None)


def remember(reading: Reading, owner: CountryRef, held: Held, body: OrganizationMention | None) -> None:
    """Keep a post until the document is read, with the words behind its title that may name its ministry."""
    passage, (title, kind, holder) = reading.passage, held
    post = Post(
        country=passage.state(owner, *holder, RULE, title),
        post_type=passage.state(kind, *title, RULE),
        title=passage.named(*title, RULE),
        post_in=passage.state(body, *title, IN_RULE) if body else None,
        holders=(passage.state(passage.words(*holder), *holder, RULE),),
    )
    if not any(one.holders == post.holders and one.title == post.title for one, _ in reading.memory.posts[-8:]):
        reading.memory.posts.append((post, _subject(reading.words, folded(passage.words(*title)))))


def _in_title(reading: Reading, body: Body, held: Held) -> bool:
    """Whether a body is named in the title, or right before it (``the Y Agency's Director``)."""
    if body.start >= held.title[0]:
        return body.end <= held.title[1]
    return re.fullmatch(r"['’]s?\s+(?:\w+\s+)?", reading.plain[body.end : held.title[0]]) is not None


def _owner(reading: Reading, sentence: Sentence, held: Held, body: Body | None) -> CountryRef | None:
    """Whose post: as its words say, as its body is; the document's only where no other country is named before it."""
    said = said_owner(reading, sentence, *held.title)
    if said:
        return said[0]
    if body is not None:
        return body.owner
    scope = reading.country.value if reading.country else None
    foreign = reading.passage.analysis.within(sentence.start, held.title[0], "country", "demonym")
    return None if any(hit.value != (scope.iso3 if scope else None) for hit in foreign) else scope


def _subject(words: ProseWords, title: str) -> str:
    """What a minister is for: ``minister of X and Y`` is ``x and y``."""
    rest = words.title.sub("", title, count=1)
    links = words.pattern("of", "to", "article").pattern
    return re.sub(rf"\A\s*(?:{links}\s+)+", "", rest).strip()


def posts_of(
    reading_words: ProseWords, posts: list[tuple[Post, str]], bodies: dict[str, OrganizationMention]
) -> list[Post]:
    """The posts, each in the ministry that the document names alike (``Minister of X``: ``Ministry of X``)."""
    found: list[Post] = []
    links = reading_words.pattern("of", "to", "article").pattern
    by_subject: dict[str, OrganizationMention] = {}
    for name, mention in bodies.items():
        head, _, rest = name.partition(" ")
        subject = re.sub(rf"\A\s*(?:{links}\s+)+", "", rest).strip()
        if head.startswith("minist") and subject:
            by_subject.setdefault(subject, mention)
    seen: set[tuple[str, str]] = set()
    for post, subject in sorted(posts, key=lambda one: one[0].post_in is None):
        key = (post.country.value.iso3, folded(post.holders[0].value))
        if key in seen and post.post_in is None:
            continue
        seen.add(key)
        body = by_subject.get(subject) if post.post_in is None and subject else None
        if body is not None and body.country is not None and body.country.value == post.country.value:
            found.append(replace(post, post_in=Stated(value=body, spans=post.post_type.spans, rule=IN_RULE)))
        else:
            found.append(post)
    return found
