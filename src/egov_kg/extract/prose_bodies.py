"""Organisations that prose names: whose they are, where they stand on the web, what they are for, and under whom."""

from __future__ import annotations

import re
from dataclasses import replace

from egov_kg.extract.bodies import is_subject
from egov_kg.extract.names import NameHit
from egov_kg.extract.portals import social_hosts
from egov_kg.extract.prose_leaders import LEAD, leading
from egov_kg.extract.prose_reading import BODY_RULE, Attached, Body, Reading
from egov_kg.extract.relations import Named, created_by_law, members_of, under_whom
from egov_kg.language import Sentence
from egov_kg.model import GapKind, Stated
from egov_kg.records import OrganizationMention, Record

MANDATE_RULE = "prose-mandate-said"
URL_RULE = "prose-address-of-body"


def read_prose_bodies(reading: Reading) -> list[Record]:
    """The organisations of a section whose country is known, with addresses, mandates and structure."""
    found: list[Record] = []
    last: Body | None = None
    for sentence in reading.passage.analysis.sentences:
        bodies = reading.bodies[sentence.start]
        meant = meant_body(reading, sentence, last)
        if not bodies and meant is None:
            continue
        for body in bodies:
            if body.owner is None:
                reading.gap(GapKind.COUNTRY_NOT_SAID, body.start, body.end)
        owned = [body for body in bodies if body.owner is not None]
        found += _of_sentence(reading, sentence, [meant, *owned] if meant else owned)
        last = meant or (owned[0] if owned else last)
    return found


def meant_body(reading: Reading, sentence: Sentence, last: Body | None) -> Body | None:
    """The body of the sentence before, where a sentence goes on about it (``The agency …``, ``It …``)."""
    if last is None:
        return None
    article = reading.words.pattern("article").pattern
    match = re.compile(rf"(?:{article}\s+([a-z]+)|{reading.words.pattern('pronoun').pattern})(?!\w)").match(
        reading.plain, sentence.start, sentence.end
    )
    name = reading.plain[last.start : last.name_end].split()
    if match is None or (match[1] and match[1] not in name) or (match[1] is None and reading.words.language != "en"):
        return None
    if any(body.start < match.end() for body in reading.bodies[sentence.start]):
        return None
    return last._replace(start=match.start(), end=match.end(), name_end=match.end(), mention=replace(last.mention))


def _of_sentence(reading: Reading, sentence: Sentence, bodies: list[Body]) -> list[Record]:
    passage = reading.passage
    mentions = {id(body.mention): _described(reading, sentence, body, bodies) for body in bodies}
    if not bodies or passage.analysis.blocks[sentence.block].row:
        return list(mentions.values())
    found: list[Record] = []
    for country in dict.fromkeys(body.owner for body in bodies if body.owner):
        named = [Named(body.start, body.end, body.mention) for body in bodies if body.owner == country]
        for old, new in [*under_whom(passage, sentence, named), *created_by_law(passage, sentence, named, country)]:
            kept = mentions[id(old)]
            mentions[id(old)] = replace(
                kept, under=new.under or kept.under, created_by=new.created_by or kept.created_by
            )
        found += members_of(passage, sentence, named)
    return [*mentions.values(), *found]


def _described(reading: Reading, sentence: Sentence, body: Body, bodies: list[Body]) -> OrganizationMention:
    mention = body.mention
    attached = reading.attached(body.start, body.end)
    if attached and is_own_page(attached):
        url = Stated(value=attached.url, spans=attached.spans, rule=URL_RULE)
        mention = replace(mention, urls=(url,))
    mandates = [
        hit
        for hit in reading.passage.analysis.within(body.end, sentence.end, "mandate")
        if not any(body.end <= other.start < hit.start for other in bodies)
    ]
    hit = NameHit(body.start, body.name_end)
    if mandates and is_subject(reading.passage, sentence.start, hit):
        first = mandates[0]
        stated = reading.passage.state(first.value, first.start, first.end, MANDATE_RULE)
        mention = replace(mention, mandates=(stated,))
    elif place := leading(reading, sentence, body, bodies):
        mention = replace(mention, mandates=(reading.passage.state(LEAD, *place, MANDATE_RULE),))
    return mention


def is_own_page(attached: Attached) -> bool:
    """Whether an address is a page of one's own, no profile at a social medium."""
    return not any(attached.host == host or attached.host.endswith(f".{host}") for host in social_hosts())


__all__ = ["BODY_RULE", "is_own_page", "meant_body", "read_prose_bodies"]
