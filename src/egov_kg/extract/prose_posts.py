"""Posts that prose and fact sheets name, kept until the document is read: whose they are, and in which body."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from egov_kg.extract.prose_reading import Body, Reading, WaitingPost, said_owner
from egov_kg.extract.prose_words import ProseWords
from egov_kg.language import Sentence, folded
from egov_kg.model import Stated
from egov_kg.records import CountryRef, OrganizationMention, Post

RULE = "prose-post-holder"
VERB_RULE = "prose-post-by-verb"
IN_RULE = "prose-post-organisation"
_SAME_KIND = 5
"""Letters by which the head word of a title and that of its body are of one kind (``secretario``, ``secretaría``)."""
_STEM = 7
"""Letters by which words of a subject are compared: those of an adjective's ending tell nothing."""


class Held(NamedTuple):
    """Who holds a post: the words of its title (or of the verb that says it), its kind, the holder's name."""

    title: tuple[int, int]
    kind: str
    holder: tuple[int, int]
    titled: bool = True


def place_post(reading: Reading, sentence: Sentence, held: Held, *, default: Body | None = None) -> None:
    """Keep a post of a sentence if it is one of a country; ``default`` is the body that the words around are about."""
    taken = any(low < held.holder[1] and held.holder[0] < high for low, high in reading.memory.held[-12:])
    if taken or _is_international(reading, sentence, held):
        return
    body = _body_of(reading, sentence, held) or (None if _stands_alone(reading, held) else default)
    owner = _owner(reading, sentence, held, body)
    if owner is None or (body is not None and is_private(reading, body)):
        return
    if body is None and held.titled and not _stands_alone(reading, held) and not _subject_of(reading, held):
        return
    if body is None and (not held.titled or _is_guest(reading, sentence, held)):
        return
    remember(reading, owner, held, body.mention if body else None)


def remember(reading: Reading, owner: CountryRef, held: Held, body: OrganizationMention | None) -> None:
    """Keep a post until the document is read, with the words behind its title that may name its body."""
    passage, (title, kind, holder, titled) = reading.passage, held
    rule = RULE if titled else VERB_RULE
    post = Post(
        country=passage.state(owner, *holder, rule, title),
        post_type=passage.state(kind, *title, rule),
        title=passage.named(*title, rule) if titled else None,
        post_in=passage.state(body, *title, IN_RULE) if body else None,
        holders=(passage.state(passage.words(*holder), *holder, rule),),
    )
    reading.memory.held.append(holder)
    alone = body is not None or _stands_alone(reading, held)
    waiting = WaitingPost(post, _subject_of(reading, held), alone)
    if not any(one.post.holders == post.holders and one.post.title == post.title for one in reading.memory.posts[-8:]):
        reading.memory.posts.append(waiting)


def _is_international(reading: Reading, sentence: Sentence, held: Held) -> bool:
    low = max(sentence.start, held.title[0] - 30)
    if reading.international_in(low, held.title[1]):
        return True
    low = max(sentence.start, held.title[0] - 15)
    return reading.words.pattern("supranational").search(reading.plain, low, held.title[1]) is not None


def is_private(reading: Reading, body: Body) -> bool:
    """Whether a body is a company, a university or the like, and not one of the State by its own words."""
    words = set(re.findall(r"\w+", folded(reading.passage.words(body.start, body.name_end))))
    if body.mention.names:
        words |= set(re.findall(r"\w+", folded(body.mention.names[0].value.value)))
    return bool(words & reading.words.words["private"]) and not words & reading.words.words["of-the-state"]


def _body_of(reading: Reading, sentence: Sentence, held: Held) -> Body | None:
    """The body in a title, behind it (``Director, Agency of X``), or right before it (``the X Agency's director``)."""
    return next((body for body in reading.bodies[sentence.start] if _in_title(reading, body, held)), None)


def _in_title(reading: Reading, body: Body, held: Held) -> bool:
    (low, high), plain = held.title, reading.plain
    if low <= body.start < high:
        return body.name_end <= high
    if body.start >= high:
        article = reading.words.pattern("article").pattern
        return re.fullmatch(rf"(?:,|\s[–—-]|\s\()\s*(?:{article}\s+)*", plain[high : body.start]) is not None
    return low - 60 <= body.start and re.fullmatch(r"['’]s?\s+(?:\w+\s+)?", plain[body.end : low]) is not None


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


def _is_guest(reading: Reading, sentence: Sentence, held: Held) -> bool:
    """Whether a person acts for another country (``Minister X signed for the Y side``), or may well be its minister."""
    scope = reading.country.value.iso3 if reading.country else None
    end = max(held.holder[1], held.title[1])
    foreign = reading.passage.analysis.within(end, min(sentence.end, end + 80), "country", "demonym")
    foreign = [hit for hit in foreign if hit.value != scope]
    bare = not _subject_of(reading, held) and held.kind == "minister"
    behalf = reading.words.pattern("on-behalf").pattern
    link = re.compile(rf"\W*(?:\w+\s+){{0,2}}{behalf}\s+(?:\w+\s+){{0,2}}")
    return bool(foreign) and (bare or any(link.fullmatch(reading.plain, end, hit.start) for hit in foreign))


def _stands_alone(reading: Reading, held: Held) -> bool:
    """Whether a title is one of a government without a body beside it."""
    if not held.titled:
        return False
    alone = reading.words.pattern("title-alone").search(reading.plain, *held.title)
    return held.kind in reading.words.words["post-alone"] or alone is not None


def _subject_of(reading: Reading, held: Held) -> str:
    """What a post is for: ``minister of X and Y`` is ``x and y``, behind the head of its title."""
    words = reading.words
    title = folded(reading.passage.words(*held.title))
    match = words.title.search(title) if held.titled else None
    if match is None:
        return ""
    links = words.pattern("of", "to", "article").pattern
    rest = re.sub(rf"\A\s*(?:{links}\s+)+", "", title[match.end() :]).strip()
    return f"{match.group().split()[0][:_SAME_KIND]} {rest}" if rest else ""


def _stems(words: ProseWords, name: str) -> frozenset[str]:
    links = words.words["of"] | words.words["to"] | words.words["article"] | words.words["conjunction"]
    return frozenset(word[:_STEM] for word in re.findall(r"\w+", name) if word not in links and len(word) > 1)


def posts_of(
    words: ProseWords, posts: Iterable[WaitingPost], bodies: dict[str, OrganizationMention]
) -> list[Post]:
    """The posts, each in the body that the document names alike (``Minister of X``: ``Ministry of X``).

    A title that is of no government by itself is a post only in such a body.
    """
    found: list[Post] = []
    seen: set[tuple[str, str]] = set()
    named = [(name.split()[0][:_SAME_KIND], _stems(words, name.partition(" ")[2]), one) for name, one in bodies.items()]
    placed = [_placed(words, one, named) for one in posts]
    for post, alone in sorted(placed, key=lambda one: one[0].post_in is None):
        key = (post.country.value.iso3, folded(post.holders[0].value))
        if (key in seen or not alone) and post.post_in is None:
            continue
        seen.add(key)
        found.append(post)
    return found


def _placed(
    words: ProseWords, one: WaitingPost, named: list[tuple[str, frozenset[str], OrganizationMention]]
) -> tuple[Post, bool]:
    head, _, subject = one.subject.partition(" ")
    stems = _stems(words, subject)
    if one.post.post_in is not None or not stems:
        return one.post, one.alone
    same = [
        (kind, body)
        for kind, of, body in named
        if of == stems and body.country is not None and body.country.value == one.post.country.value
    ]
    alike = [body for kind, body in same if kind == head] or ([body for _, body in same] if len(same) == 1 else [])
    if not alike:
        return one.post, one.alone
    return replace(one.post, post_in=Stated(value=alike[0], spans=one.post.post_type.spans, rule=IN_RULE)), True


__all__ = ["Held", "is_private", "place_post", "posts_of", "remember"]
