"""Answers that name the bodies in charge of something: names, acronyms, addresses, and the mandate of the question."""

from __future__ import annotations

from dataclasses import replace

from egov_kg.extract.addresses import Address
from egov_kg.extract.bodies import mandated, subjects
from egov_kg.extract.entries import Entry, is_sentence, read_entries
from egov_kg.extract.entry_names import head_language
from egov_kg.extract.names import words_of
from egov_kg.extract.passage import Passage
from egov_kg.extract.word_groups import words_of_group
from egov_kg.language import folded
from egov_kg.model import Answer, Stated
from egov_kg.records import CountryRef, OrganizationMention, Record, Text

RULE = "agency-of-question"
ADDRESS_RULE = "agency-by-address"


def read_agencies(passage: Passage, answer: Answer) -> list[Record]:
    """Mentions with the question's mandate, one for each entry of the answer."""
    country = passage.source.country
    if answer.code is None or country is None:
        return []
    found: list[OrganizationMention] = []
    for entry in read_entries(passage):
        if not entry.names:
            found.append(_nameless(passage, entry.addresses, answer.code, country.value))
        elif is_sentence(passage, *entry.names[0]):
            found += _in_prose(passage, entry, answer.code)
        else:
            parent = found.pop() if entry.parent is not None and found else None
            found.append(_listed(passage, entry, answer.code, country.value, parent))
    return list(found)


def _listed(
    passage: Passage, entry: Entry, mandate: str, country: CountryRef, parent: OrganizationMention | None
) -> OrganizationMention:
    first = entry.names[0]
    acronym = passage.state(passage.words(*entry.acronym), *entry.acronym, RULE) if entry.acronym else None
    mention = OrganizationMention(
        names=tuple(_name(passage, *stretch, several=len(entry.names) > 1) for stretch in entry.names),
        acronym=acronym,
        urls=_urls(passage, entry.addresses, RULE),
        country=passage.state(country, *first, RULE),
        mandates=(passage.state(mandate, *first, RULE),),
        # The body in charge is the unit; what it is printed under has no mandate of its own by that.
        under=passage.state(replace(parent, mandates=()), *first, RULE) if parent else None,
    )
    if acronym:
        passage.source.acronyms.setdefault(acronym.value, mention)
    return mention


def _name(passage: Passage, start: int, end: int, *, several: bool) -> Stated[Text]:
    words = words_of(passage.text, start, end)
    if len(words) > 2 and folded(words[0].text) in words_of_group("article"):
        start = words[1].start
    language = head_language(passage.text[start:end]) if several else None
    return passage.named(start, end, RULE, language=language)


def _urls(passage: Passage, addresses: tuple[Address, ...], rule: str) -> tuple[Stated[str], ...]:
    return tuple(passage.state(one.url, one.start, one.end, rule) for one in addresses)


def _in_prose(passage: Passage, entry: Entry, mandate: str) -> list[OrganizationMention]:
    """A sentence instead of a name: the bodies it is about; its address belongs to one body alone."""
    found = [mandated(passage, hit, mandate) for hit in subjects(passage, *entry.names[0])]
    if len(found) == 1:
        return [replace(found[0], urls=_urls(passage, entry.addresses, RULE))]
    return found


def _nameless(
    passage: Passage, addresses: tuple[Address, ...], mandate: str, country: CountryRef
) -> OrganizationMention:
    """An address alone names a body by its host, until the resolution finds whose address it is."""
    first = addresses[0]
    stretch = (first.start, first.end)
    return OrganizationMention(
        names=(passage.state(Text(first.host.removeprefix("www."), "und"), *stretch, ADDRESS_RULE),),
        urls=_urls(passage, addresses, ADDRESS_RULE),
        country=passage.state(country, *stretch, ADDRESS_RULE),
        mandates=(passage.state(mandate, *stretch, ADDRESS_RULE),),
    )
