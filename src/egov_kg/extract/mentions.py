"""From words to mentions: countries, international organisations, and organisations that a document names itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from egov_kg.extract.names import NameHit, is_generic, looks_like_acronym, organization_names, words_of
from egov_kg.extract.passage import Passage, Source
from egov_kg.language import Hit, folded
from egov_kg.model import Stated
from egov_kg.records import CountryRef, InternationalRef, OrganizationMention, Text


def mention_of(passage: Passage, hit: NameHit, rule: str, *, country: Stated[CountryRef] | None) -> OrganizationMention:
    """The mention that a found name makes, with its acronym; the document remembers the acronym."""
    source = passage.source
    start = _behind_demonym(passage, hit.start, hit.end)
    name = passage.named(start, hit.end, rule)
    acronym = None
    if hit.acronym:
        acronym = passage.state(passage.words(*hit.acronym), *hit.acronym, rule)
    mention = OrganizationMention(
        names=(name,), acronym=acronym, country=country, public_body=is_public_body(passage, start, hit.end)
    )
    if acronym is not None:
        source.acronyms.setdefault(acronym.value, mention)
    return mention


def _behind_demonym(passage: Passage, start: int, end: int) -> int:
    """Where a name begins without the adjective of its country (``Ruritanian Ministry of …``)."""
    countries = {hit.end for hit in passage.analysis.within(start, end, "country") if hit.start == start}
    for hit in passage.analysis.within(start, end, "demonym"):
        if hit.end in countries:  # what is an adjective in one language names the country in another
            continue
        if hit.start == start and hit.end + 3 < end and passage.text[hit.end].isspace():
            return hit.end + 1
    return start


def is_public_body(passage: Passage, start: int, end: int) -> bool:
    """Whether a name's head word is one of a public body."""
    words = " ".join(folded(word.text) for word in words_of(passage.text, start, end))
    heads = passage.analysis.lexicon.words["public-body-head"]
    return any(hit.value in heads for hit in passage.analysis.within(start, end, "organization-head")) or any(
        word in heads for word in words.split()
    )


def acronym_mention(source: Source, acronym: str) -> OrganizationMention | None:
    """The mention that explained an acronym earlier in the document."""
    return source.acronyms.get(acronym)


def bare_acronym(
    passage: Passage, start: int, end: int, rule: str, *, country: Stated[CountryRef] | None
) -> OrganizationMention:
    """A mention by acronym alone, with the name that the document gave it before where it did."""
    printed = passage.words(start, end)
    known = passage.source.acronyms.get(printed)
    return OrganizationMention(
        names=known.names if known else (),
        acronym=passage.state(printed, start, end, rule),
        country=known.country if known and known.country else country,
        public_body=known.public_body if known else True,
    )


def country_mentions(passage: Passage, start: int, end: int) -> list[tuple[int, int, str]]:
    """The countries named in a stretch (by name, not by demonym), in order: start, end, ISO 3166-1 alpha-3."""
    return [(hit.start, hit.end, hit.value) for hit in passage.analysis.within(start, end, "country")]


def international_mentions(
    passage: Passage, start: int, end: int, *, enumerated: bool = False
) -> list[tuple[int, int, str]]:
    """The international organisations named in a stretch, in order: start, end, registry id.

    An acronym counts only as it is written in the registry; one that means other things too counts only where the
    text names the organisation in full somewhere, or with ``enumerated`` where it stands in a list of others.
    """
    found: list[tuple[int, int, str]] = []
    hits = passage.analysis.within(start, end, "organization", "acronym", "ambiguous-acronym")
    whole = {hit.value for hit in passage.analysis.hits if hit.group == "organization"}
    for hit in hits:
        unsure = hit.group == "ambiguous-acronym" and hit.value not in whole
        if unsure and not (enumerated and _in_list(passage, hit, hits)):
            continue
        if hit.group != "organization" and not any(char.isupper() for char in passage.text[hit.start : hit.end]):
            continue
        if not any(low <= hit.start < high for low, high, _ in found):
            found.append((hit.start, hit.end, hit.value))
    return found


def _in_list(passage: Passage, hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether only commas, "and" and spaces separate an acronym from another organisation's name."""
    for other in hits:
        low, high = sorted(((hit.start, hit.end), (other.start, other.end)))
        between = folded(passage.text[low[1] : high[0]]) if low[1] <= high[0] else "x"
        if other is not hit and re.fullmatch(r"[\s,)]*(?:(?:and|y|e|et|the|la|el|of)\s+)*", between):
            return True
    return False


def international(value: str) -> InternationalRef:
    """A reference to an organisation of the registry."""
    return InternationalRef(value)


def all_names(
    passage: Passage, start: int, end: int, rule: str, country: Stated[CountryRef] | None
) -> list[tuple[NameHit, OrganizationMention]]:
    """Every organisation named in a stretch that is not one of the registry."""
    registry = passage.source.registry
    found = []
    for hit in organization_names(passage, start, end):
        if registry.find_organization(passage.words(hit.start, hit.end)):
            continue
        found.append((hit, mention_of(passage, hit, rule, country=country)))
    return found


def text_in(passage: Passage, words: str) -> Text:
    """Words in the passage's language."""
    return Text(words, passage.language)


__all__ = [
    "acronym_mention", "all_names", "bare_acronym", "country_mentions", "international", "international_mentions",
    "is_generic", "is_public_body", "looks_like_acronym", "mention_of", "text_in",
]  # fmt: skip
