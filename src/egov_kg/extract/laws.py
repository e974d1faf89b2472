"""Laws and other instruments: citations with titles, topics and addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from egov_kg.extract.addresses import Address, find_addresses
from egov_kg.extract.citation_parts import Citation, Part
from egov_kg.extract.citation_titled import SHORT_NAME
from egov_kg.extract.citation_titles import title_before
from egov_kg.extract.citation_words import pattern
from egov_kg.extract.citations import find_citations
from egov_kg.extract.law_topics import TITLE_TOPIC_RULE, opens_with_topic, topics_of
from egov_kg.extract.passage import Passage
from egov_kg.extract.standing import is_repealed
from egov_kg.language import folded
from egov_kg.language.blocks import Block
from egov_kg.model import Answer, Stated
from egov_kg.records import CountryRef, LegalInstrument, Record, Text

RULE = "law-by-number"
GAZETTE_RULE = "law-by-gazette"
TITLE_RULE = "law-by-title"
_DRAFT = re.compile(r"\s*[(\[]\s*(?:draft|bill|proyecto|anteproyecto|borrador|projet|projeto)\b")

_JOINS_YEAR = re.compile(
    r"[\s,/()–-]*(?:(?:series\s+of|of|de|del|du|do|from|dated)\s+)?(?:(?:the\s+year|a[nñ]o)\s+)?(?:[A-Z][a-z]+,?\s+)?\(?\Z"
)
"""What stands between a number and its year in a citation; a verb says more than that."""

__all__ = ["TITLE_TOPIC_RULE", "existing", "law_of", "mentioned_laws", "read_laws", "without_repeats"]


def read_laws(passage: Passage, _answer: Answer) -> list[Record]:
    """The instruments of an answer on the legal framework, those without a number too, with topics and addresses."""
    country = passage.source.country
    if country is None:
        return []
    found: list[Record] = []
    label: Part | None = None
    for block in passage.analysis.blocks:
        citations = existing(passage, find_citations(passage, block.start, block.end, by_title=True))
        if block.bullet:  # what a list item says of its topic holds for the paragraphs under it
            label = (block.start, citations[0].start) if citations else (block.start, block.end)
        elif opens_with_topic(passage, block, citations):
            heading = not citations and passage.text[block.start : block.end].endswith(":")
            label = (block.start, block.end) if heading else None
        found += _with_context(passage, block, citations, label, country.value)
    return found


def mentioned_laws(passage: Passage, _answer: Answer | None = None) -> list[Record]:
    """The numbered instruments cited anywhere else, and the country's constitution."""
    country = passage.source.country
    if country is None:
        return []
    return [
        law_of(passage, citation, country.value)
        for block in passage.analysis.blocks
        for citation in existing(passage, find_citations(passage, block.start, block.end))
        if not is_repealed(passage, citation.start, citation.reach)
    ]


def without_repeats(records: Sequence[Record]) -> list[Record]:
    """The records without instruments named again by the title alone of one that is cited by number under another type.

    ``Ley de X, aprobada por el Decreto Legislativo 5`` is one instrument, and ``la Ley de X`` farther on is it too.
    """
    numbered: dict[tuple[str, str], str] = {}
    for law in records:
        if isinstance(law, LegalInstrument) and law.number:
            numbered |= dict.fromkeys(_title_keys(law), law.instrument_type.value)
    return [one for one in records if not (isinstance(one, LegalInstrument) and _is_repeat(one, numbered))]


def _is_repeat(law: LegalInstrument, numbered: Mapping[tuple[str, str], str]) -> bool:
    if law.number or law.gazette_number:
        return False
    own = law.instrument_type.value
    return any(numbered.get(key, own) != own for key in _title_keys(law))


def _title_keys(law: LegalInstrument) -> list[tuple[str, str]]:
    return [(law.country.value.iso3, " ".join(folded(title.value.value).split())) for title in law.titles]


def existing(passage: Passage, citations: Sequence[Citation]) -> list[Citation]:
    """The instruments without those that a sentence says do not exist; what is being drafted is a bill."""
    found: list[Citation] = []
    for citation in citations:
        if citation.number or citation.gazette:
            found.append(citation)
        elif not _absent(passage, citation):
            found.append(replace(citation, instrument_type="bill") if _drafted(passage, citation) else citation)
    return found


def _around(passage: Passage, citation: Citation) -> tuple[str, str]:
    """The words of its sentence before and behind a citation, folded."""
    first = passage.analysis.sentence_at(citation.start)
    last = passage.analysis.sentence_at(max(citation.start, citation.end - 1))
    low = max(first.start if first else citation.start, citation.start - 60)
    high = min(last.end if last else citation.end, citation.end + 80)
    return folded(passage.text[low : citation.start]), folded(passage.text[citation.end : high])


_FILLED = r"(?:\s+(?:an?|any|the|specific|such|comprehensive|dedicated|single|una?|ninguna?|la|el|especifica))*\s*\Z"


def _absent(passage: Passage, citation: Citation) -> bool:
    before, behind = _around(passage, citation)
    said = pattern(r"\b", "absent-before", _FILLED).search(before) or pattern(
        r"[\s)\"”]*", "absent-behind", r"\b"
    ).match(behind)
    return (
        bool(said)
        or bool(re.search(r"\bno\s*\Z", before))
        or bool(re.match(r"no\s", folded(_words(passage, citation))))
    )


def _words(passage: Passage, citation: Citation) -> str:
    return passage.text[citation.start : citation.end]


def _drafted(passage: Passage, citation: Citation) -> bool:
    before, behind = _around(passage, citation)
    if citation.instrument_type == "constitution":
        return False
    said = pattern(r"\b", "drafted-before", _FILLED).search(before)
    return bool(said or pattern(r"[\s,)(\"”:–-]*", "drafted-behind", r"\b").match(behind) or _DRAFT.match(behind))


def _with_context(
    passage: Passage, block: Block, citations: Sequence[Citation], label: Part | None, country: CountryRef
) -> list[LegalInstrument]:
    own = _addresses_by_law(
        passage, citations, find_addresses(passage.text, block.start, block.end) if citations else ()
    )
    found = []
    for index, topics in enumerate(topics_of(passage, block, citations, label)):
        if is_repealed(passage, citations[index].start, citations[index].reach):
            continue
        law = law_of(passage, citations[index], country)
        urls = tuple(passage.state(a.url, a.start, a.end, law.instrument_type.rule) for a in own.get(index, ()))
        found.append(replace(law, topics=topics, urls=urls))
    return found


def _addresses_before(
    passage: Passage, citations: Sequence[Citation], addresses: Sequence[Address]
) -> dict[int, list[Address]]:
    """The address right before each law where a line begins with one (``https://… - Law 5``)."""
    found: dict[int, list[Address]] = {}
    for index, citation in enumerate(citations):
        before = [one for one in addresses if one.end <= citation.start][-1:]
        if before and re.fullmatch(r">?\s*[-–—:|]\s*", passage.text[before[0].end : citation.start]):
            found[index] = before
    return found if 0 in found else {}


def _addresses_by_law(
    passage: Passage, citations: Sequence[Citation], addresses: Sequence[Address]
) -> dict[int, list[Address]]:
    """Which address belongs to which law: the one behind it before the next law; several laws share a list in order."""
    found = _addresses_before(passage, citations, addresses)
    if found:
        return found
    for index, citation in enumerate(citations):
        following = citations[index + 1].start if index + 1 < len(citations) else None
        own = [a for a in addresses if a.start >= citation.end and (following is None or a.start < following)]
        if own:
            found[index] = own
    if len(citations) > 1 and set(found) == {len(citations) - 1}:
        last = found[len(citations) - 1]
        return {i: [a] for i, a in enumerate(last)} if len(last) == len(citations) else {}
    return {index: own[:1] for index, own in found.items()}


def law_of(passage: Passage, citation: Citation, country: CountryRef) -> LegalInstrument:
    """The instrument that a citation cites, without its context."""
    rule = RULE if citation.number else GAZETTE_RULE if citation.gazette else TITLE_RULE
    stretch = (citation.start, citation.end)
    number, year, issued, gazette = citation.number, citation.year, citation.issued, citation.gazette
    return LegalInstrument(
        country=passage.state(country, *stretch, rule),
        instrument_type=passage.state(citation.instrument_type, *stretch, rule),
        number=passage.state(*number, rule) if number else None,
        year=passage.state(*year, rule) if year else None,
        issued=passage.state(*issued, rule) if issued else None,
        gazette_number=passage.state(*gazette, rule) if gazette else None,
        acronym=_acronym(passage, citation, rule),
        titles=tuple(_titles(passage, citation, rule)),
    )


def _acronym(passage: Passage, citation: Citation, rule: str) -> Stated[str] | None:
    """The acronym in brackets behind a title."""
    match = _short_name(passage, citation)
    return passage.state(match["name"], *match.span("name"), rule) if match and " " not in match["name"] else None


def _short_name(passage: Passage, citation: Citation) -> re.Match[str] | None:
    if citation.title is None:
        return None
    return SHORT_NAME.match(passage.text, citation.title[1]) or SHORT_NAME.match(passage.text, citation.reach)


def _end_of_number(passage: Passage, citation: Citation) -> int:
    """Where the number of a citation ends, with its year and its bracket, before any title or date."""
    end = citation.number[2] if citation.number else citation.end
    year, title = citation.year, citation.title
    dated = year and citation.issued and citation.issued[1] <= year[1] < citation.issued[2]
    joined = year and year[1] >= end and _JOINS_YEAR.match(passage.text[end : year[1]])
    if year and not dated and joined and not (title and end <= title[0] < year[1]):
        end = max(end, year[2])
    opened = "(" in passage.text[citation.start : end] and ")" not in passage.text[citation.start : end]
    return end + 1 if opened and passage.text[end : end + 1] == ")" else end


def _titles(passage: Passage, citation: Citation, rule: str) -> list[Stated[Text]]:
    """The title of the citation, or the one that the sentence gives before it, and the citation itself."""
    title = citation.title or title_before(passage, citation)
    found = [passage.named(*title, rule)] if title else []
    if citation.number and not (citation.title and citation.titled_first):
        found.append(passage.named(citation.start, _end_of_number(passage, citation), rule))
    short = _short_name(passage, citation)
    if short and " " in short["name"]:
        found.append(passage.named(*short.span("name"), rule))
    return found
