"""Partners of public-private and multistakeholder partnerships."""

from __future__ import annotations

import re

from egov_kg.extract.mentions import international_mentions, mention_of
from egov_kg.extract.names import NameHit, looks_like_acronym, organization_names, words_of
from egov_kg.extract.passage import Passage
from egov_kg.language import Sentence, folded
from egov_kg.model import Answer
from egov_kg.records import OrganizationMention, Partnership, Record

RULE = "partner-named"
LIST_RULE = "partner-in-list"
_NAME = r"[A-ZÀ-Ý][\wÀ-ÿ'’&.-]*(?:\s+(?:(?:of|de|del|la|for|the|&)\s+)?[A-ZÀ-Ý][\wÀ-ÿ'’&.-]*){0,7}"
_LIST = re.compile(rf"({_NAME})((?:\s*,\s*{_NAME})*)(?:\s*,?\s+(?:and|y|e|et|as well as|asi como)\s+(?:the\s+)?({_NAME}))?")


def read_partners(passage: Passage, _answer: Answer) -> list[Record]:
    """The organisations that an answer names as partners."""
    country = passage.source.country
    if country is None:
        return []
    found: dict[str, Record] = {}
    for sentence in passage.analysis.sentences:
        for hit, rule in _named(passage, sentence):
            words = passage.words(hit.start, hit.end)
            if passage.source.registry.find_country(words) or folded(words) in found:
                continue
            mention = _partner(passage, hit, rule)
            found[folded(words)] = Partnership(
                country=passage.state(country.value, hit.start, hit.end, rule),
                partner=passage.state(mention, hit.start, hit.whole_end, rule),
            )
    return list(found.values())


def _partner(passage: Passage, hit: NameHit, rule: str) -> OrganizationMention:
    country = passage.source.country
    owner = passage.state(country.value, hit.start, hit.end, rule) if country else None
    mention = mention_of(passage, hit, rule, country=owner)
    public = mention.public_body and rule != LIST_RULE
    return OrganizationMention(
        names=mention.names, acronym=mention.acronym, country=mention.country, public_body=public
    )


def _named(passage: Passage, sentence: Sentence) -> list[tuple[NameHit, str]]:
    """Names behind a word that opens a list (``such as``, ``are``, ``with``); words with a head anywhere in it."""
    cues = passage.analysis.within(sentence.start, sentence.end, "partner-cue")
    known = [(s, e) for s, e, _ in international_mentions(passage, sentence.start, sentence.end)]
    found: list[tuple[NameHit, str]] = []
    for cue in cues:
        if any(low <= cue.end <= high for low, high in ((h.start, h.end) for h, _ in found)):
            continue
        position = cue.end + len(re.match(r"[.:,\s]*(?:the\s+|el\s+|la\s+|los\s+|las\s+)?", passage.text[cue.end : sentence.end]).group())  # type: ignore[union-attr]
        match = _LIST.match(passage.text, position, sentence.end)
        if match:
            found += [(hit, LIST_RULE) for hit in _items(passage, match) if not _overlaps(hit, known) and _overlaps_none(hit, found)]
    with_head = {(h.start, h.end): h for h in organization_names(passage, sentence.start, sentence.end)} if found else {}
    return [(with_head.get((hit.start, hit.end), hit), rule) for hit, rule in found]


def _items(passage: Passage, match: re.Match[str]) -> list[NameHit]:
    spans = [match.span(1)]
    spans += [(match.start(2) + m.start(), match.start(2) + m.end()) for m in re.finditer(_NAME, match[2])]
    if match[3]:
        spans.append(match.span(3))
    return [NameHit(start, _without_stop(passage.text, start, end), _acronym(passage.text, end)) for start, end in spans if _is_name(passage, start, end)]


def _acronym(text: str, end: int) -> tuple[int, int] | None:
    match = re.match(r"\s*\(([A-Z][A-Z0-9&-]{1,11})\)", text[end : end + 20])
    return (end + match.start(1), end + match.end(1)) if match else None


def _without_stop(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in ".,;:":
        end -= 1
    return end


def _is_name(passage: Passage, start: int, end: int) -> bool:
    words = words_of(passage.text, start, end)
    if len(words) == 1:
        word = words[0].text.rstrip(".")
        return looks_like_acronym(word) or sum(char.isupper() for char in word) >= 2 or (len(word) > 4 and folded(word) not in passage.analysis.lexicon.words["generic-name"])
    return len(words) > 1


def _overlaps(hit: NameHit, spans: list[tuple[int, int]]) -> bool:
    return any(low < hit.end and hit.start < high for low, high in spans)


def _overlaps_none(hit: NameHit, found: list[tuple[NameHit, str]]) -> bool:
    return not any(one.start < hit.end and hit.start < one.end for one, _ in found)
