"""Labelled fields that name the holder of a public post."""

from __future__ import annotations

from egov_kg.extract.entry_bodies import NamedBody, bodies_in
from egov_kg.extract.holders import holders_in
from egov_kg.extract.non_answers import is_non_answer
from egov_kg.extract.passage import Passage
from egov_kg.model import Answer, Span, Stated
from egov_kg.records import OrganizationMention, Post, Record

RULE = "post-fields"


def read_post(passage: Passage, answer: Answer) -> list[Record]:
    """The post of the question with its title, organisation and holders; nothing where neither title nor holder is."""
    country, code = passage.source.country, answer.code
    fields = {field.field: field.span for field in answer.fields if _is_filled(passage, field.span)}
    name, title = fields.get("name"), fields.get("title")
    holders = holders_in(passage.text, *name) if name else []
    said = title or (holders[0] if holders else None)
    if country is None or code is None or said is None:
        return []
    organization = _organization(passage, fields.get("organization"))
    post = Post(
        country=passage.state(country.value, *said, RULE),
        post_type=passage.state(code, *said, RULE),
        title=passage.named(*title, RULE) if title else None,
        post_in=organization,
        holders=tuple(passage.state(passage.words(*holder), *holder, RULE) for holder in holders),
    )
    return [organization.value, post] if organization else [post]


def _is_filled(passage: Passage, span: Span) -> bool:
    """Whether a field says something; that a post is vacant is no name, but its title and organisation stay."""
    return not is_non_answer(passage.text[slice(*span)])


def _organization(passage: Passage, span: Span | None) -> Stated[OrganizationMention] | None:
    """The body that a field names, under the one it prints above it."""
    found = bodies_in(passage, *span) if span else []
    return _mention(passage, found[0]) if found else None


def _mention(passage: Passage, body: NamedBody) -> Stated[OrganizationMention]:
    first, source = body.names[0], passage.source
    mention = OrganizationMention(
        names=tuple(passage.named(*name, RULE) for name in body.names),
        acronym=passage.state(passage.words(*body.acronym), *body.acronym, RULE) if body.acronym else None,
        country=passage.state(source.country.value, *first, RULE) if source.country else None,
        under=_mention(passage, body.above) if body.above else None,
    )
    if mention.acronym:
        source.acronyms.setdefault(mention.acronym.value, mention)
    return passage.state(mention, *first, RULE)
