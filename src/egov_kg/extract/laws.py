"""Laws and other instruments: citations with titles, topics and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from egov_kg.extract.addresses import Address, find_addresses
from egov_kg.extract.citation_parts import Citation, title_end
from egov_kg.extract.citations import find_citations
from egov_kg.extract.names import words_of
from egov_kg.extract.passage import Passage
from egov_kg.language import Hit, folded
from egov_kg.language.blocks import Block
from egov_kg.model import Answer, Stated
from egov_kg.records import CountryRef, LegalInstrument, Record, Text

RULE = "law-by-number"
GAZETTE_RULE = "law-by-gazette"
TITLE_RULE = "law-by-title"
TOPIC_RULE = "law-topic-of-passage"
TITLE_TOPIC_RULE = "law-topic-in-title"


def read_laws(passage: Passage, _answer: Answer) -> list[Record]:
    """The instruments of an answer on the legal framework, those without a number too, with topics and addresses."""
    country = passage.source.country
    if country is None:
        return []
    found: list[Record] = []
    label: tuple[int, int] | None = None
    for block in passage.analysis.blocks:
        citations = find_citations(passage, block.start, block.end, by_title=True)
        if block.bullet:  # what a list item says of its topic holds for the paragraphs under it
            label = (block.start, citations[0].start) if citations else (block.start, block.end)
        elif _opens_with_topic(passage, block, citations):
            label = None
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
        for citation in find_citations(passage, block.start, block.end)
    ]


def _opens_with_topic(passage: Passage, block: Block, citations: Sequence[Citation]) -> bool:
    """Whether a paragraph begins with words for a legal topic before its first citation."""
    until = citations[0].start if citations else min(block.end, block.start + 80)
    return bool(passage.analysis.within(block.start, until, "legal-topic"))


def _with_context(
    passage: Passage, block: Block, citations: Sequence[Citation], label: tuple[int, int] | None, country: CountryRef
) -> list[LegalInstrument]:
    addresses = [a for a in find_addresses(passage.text, block.start, block.end)]
    own = _addresses_by_law(citations, addresses)
    found = []
    for index, citation in enumerate(citations):
        following = citations[index + 1].start if index + 1 < len(citations) else block.end
        law = law_of(passage, citation, country)
        topics = _topics(passage, block, citation, following, label)
        urls = tuple(passage.state(a.url, a.start, a.end, law.instrument_type.rule) for a in own.get(index, ()))
        found.append(replace(law, topics=topics, urls=urls))
    return found


def _addresses_by_law(citations: Sequence[Citation], addresses: Sequence[Address]) -> dict[int, list[Address]]:
    """Which address belongs to which law: the one behind it before the next law; several laws share a list in order."""
    found: dict[int, list[Address]] = {}
    for index, citation in enumerate(citations):
        following = citations[index + 1].start if index + 1 < len(citations) else None
        own = [a for a in addresses if a.start >= citation.end and (following is None or a.start < following)]
        if own:
            found[index] = own
    if len(citations) > 1 and set(found) == {len(citations) - 1}:
        last = found[len(citations) - 1]
        return {i: [a] for i, a in enumerate(last)} if len(last) == len(citations) else {}
    return {index: own[:1] for index, own in found.items()}


def _topics(
    passage: Passage, block: Block, citation: Citation, following: int, label: tuple[int, int] | None
) -> tuple[Stated[str], ...]:
    """The topics that the words before a citation give it; else its own sentences; else its title."""
    sentence = passage.analysis.sentence_at(citation.start)
    before = passage.analysis.within(sentence.start, citation.start, "legal-topic") if sentence else []
    if not before and sentence and sentence.start > block.start:
        before = _in_sentences_about(passage, citation, following)
    if not before and sentence and sentence.start > block.start and _opens_with_topic(passage, block, [citation]):
        before = passage.analysis.within(block.start, min(citation.start, block.start + 120), "legal-topic")
    if not before and label:
        before = passage.analysis.within(*label, "legal-topic")
    rule = TOPIC_RULE
    if not before and citation.title:
        before, rule = passage.analysis.within(*citation.title, "legal-topic"), TITLE_TOPIC_RULE
    return tuple(_once(passage, before, rule))


def _in_sentences_about(passage: Passage, citation: Citation, following: int) -> list[Hit]:
    """Topics in the sentence behind a citation that goes on about it (``This resolution establishes …``)."""
    found: list[Hit] = []
    for sentence in passage.analysis.sentences:
        if citation.end <= sentence.start < following:
            opening = folded(passage.text[sentence.start : sentence.start + 12]).split()
            if opening and opening[0] in ("this", "it", "esta", "este", "dicha", "dicho"):
                found += passage.analysis.within(sentence.start, sentence.end, "legal-topic")
    return found


def _once(passage: Passage, hits: Iterable[Hit], rule: str) -> list[Stated[str]]:
    found: dict[str, Stated[str]] = {}
    for hit in hits:
        found.setdefault(hit.value, passage.state(hit.value, hit.start, hit.end, rule))
    return list(found.values())


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
    if citation.title is None:
        return None
    match = re.compile(r"\s*\(([A-ZÀ-Ý][A-ZÀ-Ý0-9-]{1,11})\)").match(passage.text, citation.title[1])
    return passage.state(match[1], *match.span(1), rule) if match else None


def _titles(passage: Passage, citation: Citation, rule: str) -> list[Stated[Text]]:
    """The title between the citation's parts, the one the sentence gives behind it, and the citation itself."""
    found = []
    if citation.title:
        found.append(passage.named(*citation.title, rule))
    else:
        behind = _title_behind(passage, citation) or _title_before(passage, citation)
        if behind:
            found.append(passage.named(*behind, rule))
    if citation.number and not (citation.title and citation.titled_first):
        end = max(citation.number[2], citation.year[2] if citation.year and not citation.issued else 0)
        found.append(passage.named(citation.start, end, rule))
    return found


def _title_behind(passage: Passage, citation: Citation) -> tuple[int, int] | None:
    """``…, by which TITLE is created``, ``…, which establishes the TITLE``, ``… of TITLE`` behind a number."""
    text, lexicon = passage.text, passage.analysis.lexicon
    sentence = passage.analysis.sentence_at(citation.start)
    if sentence is None or citation.end >= sentence.end:
        return None
    cues = "|".join(sorted((re.escape(cue) for cue in lexicon.words["title-cue"]), key=lambda cue: (-len(cue), cue)))
    verbs = "|".join(sorted((re.escape(verb) for verb in lexicon.words["title-verb"]), key=lambda v: (-len(v), v)))
    plain = folded(text[citation.end : sentence.end])
    before_verb = re.match(rf",?\s*(?:{cues})\s+(?:the\s+|el\s+|la\s+)?(.{{5,140}}?)\s+(?:{verbs})\b", plain)
    if before_verb and text[citation.end + before_verb.start(1)].isupper():
        return citation.end + before_verb.start(1), citation.end + before_verb.end(1)
    cue = re.match(rf",?\s*(?:(?:{cues})\s+(?:(?:{verbs})\s+)?|(?:of|on|de|sobre)\s+)(?:the\s+|el\s+|la\s+|los\s+|las\s+)?", plain)
    if cue is None:
        return None
    start = citation.end + cue.end()
    stop = title_end(passage, start, sentence.end)
    return (start, stop) if passage.text[start : start + 1].isupper() and len(words_of(passage.text, start, stop)) > 1 else None


def _capitalised(passage: Passage, start: int, end: int) -> tuple[int, int] | None:
    """A run of capitalised words (with what links them) that begins at a place; two words or more."""
    lexicon = passage.analysis.lexicon
    last, capitals, previous = start, 0, start
    for word in words_of(passage.text, start, end):
        if passage.text[previous : word.start].strip():
            break
        if word.text[0].isupper():
            last, capitals = word.end, capitals + 1
        elif folded(word.text) not in lexicon.words["connector"] or not capitals:
            break
        previous = word.end
    return (start, last) if capitals >= 2 else None


_DEFINED_IN = re.compile(r"\s*(?:\([^()]{2,30}\)\s*)?(?:is|was|are|se encuentra|esta|fue)\s+(?:defined|established|approved|adopted|set out|contained|definida?|establecida?|aprobada?|contenida?)\s+(?:in|by|through|en|por|mediante)\s+(?:the\s+|el\s+|la\s+)?\Z", re.I)


def _title_before(passage: Passage, citation: Citation) -> tuple[int, int] | None:
    """``The TITLE is defined in CONPES 1``: the capitalised words before the verb."""
    sentence = passage.analysis.sentence_at(citation.start)
    match = _DEFINED_IN.search(passage.text[sentence.start : citation.start]) if sentence else None
    if sentence is None or match is None:
        return None
    words = words_of(passage.text, sentence.start, sentence.start + match.start())
    start = end = sentence.start + match.start()
    for word in reversed(words):
        if passage.text[word.end : start].strip():
            break
        if not word.text[0].isupper() and folded(word.text) not in passage.analysis.lexicon.words["connector"]:
            break
        start = word.start
    return _capitalised(passage, _first_capital(passage, start, end), end)


def _first_capital(passage: Passage, start: int, end: int) -> int:
    skipped = {"the", "el", "la", "likewise", "los", "las"}
    return next((w.start for w in words_of(passage.text, start, end) if w.text[0].isupper() and folded(w.text) not in skipped), end)
