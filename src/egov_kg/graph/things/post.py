"""Public posts and the persons who hold them."""

from __future__ import annotations

from typing import Final

from egov_kg.graph.names import Loser, Spelling
from egov_kg.graph.rows import Table, code, country, name, plain, prop, reference, words
from egov_kg.graph.scribe import Scribe
from egov_kg.graph.terms import local
from egov_kg.identifiers import fold
from egov_kg.model import Stated
from egov_kg.records import Post, Text

_ONE_A_COUNTRY: Final = frozenset({"chief-information-officer", "head-of-government", "head-of-state"})
"""The types of posts that a country has once, whatever they are called."""


def _subject(scribe: Scribe, post: Post) -> str:
    iso3 = post.country.value.iso3
    if post.post_in:
        held_in = local(reference(scribe, post.post_in.value)).removeprefix(iso3 + "-")
        return scribe.thing("Post", iso3, post.post_type.value, held_in)
    # A country has one head of State and many ministers: of these, each title is a post of its own.
    title = fold(post.title.value.value) if post.title and post.post_type.value not in _ONE_A_COUNTRY else ""
    return scribe.thing("Post", iso3, post.post_type.value, *([title] if title else []))


def _holders(scribe: Scribe, subject: str, post: Post) -> None:
    for holder in post.holders:
        _attempt(scribe, subject, post, holder)


def _attempt(scribe: Scribe, subject: str, post: Post, holder: Stated[str]) -> None:
    def write() -> None:
        person = scribe.thing("Person", post.country.value.iso3, fold(holder.value))
        spelling = Spelling(
            subject=person, predicate="foaf:name", term=plain(scribe, holder.value), loser=Loser.SAME,
            other_name=words(scribe, Text(holder.value, scribe.language)),
        )  # fmt: skip
        scribe.spell(spelling, holder.spans, holder.rule)
        scribe.state(subject, "egov:heldBy", person, holder.spans, holder.rule)

    scribe.attempt(f"egov:heldBy of {subject}", holder.spans, write)


TABLE = Table(
    record=Post,
    subject=_subject,
    rows=(
        name("title"),
        prop("country", "egov:country", country),
        prop("post_type", "egov:postType", code("post-type")),
        prop("post_in", "egov:postIn", reference),
    ),
    also=_holders,
)
