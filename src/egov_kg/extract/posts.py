"""Labelled fields that name the holder of a public post."""

from __future__ import annotations

import re

from egov_kg.extract.entry_names import name_and_acronym
from egov_kg.extract.passage import Passage
from egov_kg.model import Answer, Span, Stated
from egov_kg.records import OrganizationMention, Post, Record

RULE = "post-fields"
_NO_NAME = re.compile(r"\A(?:n/?a|none|no|not? applicable|ninguno|no aplica|tbd|vacant|vacante|-+)\.?\Z", re.I)


def read_post(passage: Passage, answer: Answer) -> list[Record]:
    """The post of the question with its holder, title and organisation; nothing where no name is given."""
    country, code = passage.source.country, answer.code
    fields = {field.field: field.span for field in answer.fields if passage.text[slice(*field.span)].strip()}
    name = fields.get("name")
    if country is None or code is None or name is None or _NO_NAME.match(passage.words(*name)):
        return []
    organization = _organization(passage, fields.get("organization"))
    post = Post(
        country=passage.state(country.value, *name, RULE),
        post_type=passage.state(code, *(fields.get("title") or name), RULE),
        title=passage.named(*fields["title"], RULE) if "title" in fields else None,
        post_in=organization,
        holders=(passage.state(passage.words(*name), *name, RULE),),
    )
    return [organization.value, post] if organization else [post]


def _organization(passage: Passage, span: Span | None) -> Stated[OrganizationMention] | None:
    if span is None or passage.source.country is None:
        return None
    name, acronym = name_and_acronym(passage.text, *span)
    mention = OrganizationMention(
        names=(passage.named(*name, RULE),),
        acronym=passage.state(passage.words(*acronym), *acronym, RULE) if acronym else None,
        country=passage.state(passage.source.country.value, *name, RULE),
    )
    if mention.acronym:
        passage.source.acronyms.setdefault(mention.acronym.value, mention)
    return passage.state(mention, *name, RULE)
