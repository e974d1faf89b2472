"""Partners of public-private and multistakeholder partnerships: the names behind words that open a list of them."""

from __future__ import annotations

import re
from dataclasses import replace

from egov_kg.extract.mentions import mention_of
from egov_kg.extract.names import NameHit, looks_like_acronym, organization_names, words_of
from egov_kg.extract.passage import Passage
from egov_kg.language import Sentence, folded
from egov_kg.model import Answer
from egov_kg.records import Partnership, Record

RULE = "partner-named"
LIST_RULE = "partner-in-list"
_WORD = r"[A-ZÀ-Ý][\wÀ-ÿ'’&.-]*"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:(?:of|de|del|la|for|&)\s+)?{_WORD}){{0,7}}")
_BEFORE_ITEM = re.compile(
    r"(?:\A|[,;:(]|\b(?:and|y|e|et|the|el|la|los|las|company|firm|association|organi[sz]ation|ngo|empresa|asociacion|"
    r"organizacion(?: de la sociedad civil)?|sociedad civil|entreprise|empresas?))\s*[\"“]?\Z"
)
_ACRONYM_BEHIND = re.compile(r"\s*\(([A-Z][A-Za-z0-9&-]{1,11})\b")


def read_partners(passage: Passage, _answer: Answer) -> list[Record]:
    """The organisations that an answer names as partners, each once."""
    country = passage.source.country
    if country is None:
        return []
    found: dict[str, Record] = {}
    for sentence in passage.analysis.sentences:
        for hit, rule in _named(passage, sentence):
            words = folded(passage.words(hit.start, hit.end))
            if words in found or passage.source.registry.find_country(words):
                continue
            owner = passage.state(country.value, hit.start, hit.end, rule)
            mention = mention_of(passage, hit, rule, country=owner)
            if rule == LIST_RULE:  # without a head word nothing says that it is a public body
                mention = replace(mention, public_body=False)
            found[words] = Partnership(
                country=owner, partner=passage.state(mention, hit.start, hit.whole_end, rule)
            )
    return list(found.values())


def _named(passage: Passage, sentence: Sentence) -> list[tuple[NameHit, str]]:
    """What a sentence names behind its first word that opens a list (``such as``, ``are``, ``with``)."""
    cues = passage.analysis.within(sentence.start, sentence.end, "partner-cue")
    if not cues:
        return []
    start = cues[0].end
    headed = organization_names(passage, start, sentence.end)
    found = [(hit, RULE) for hit in headed]
    found += [(hit, LIST_RULE) for hit in _items(passage, start, sentence.end, headed, [cue.end for cue in cues])]
    return sorted(found, key=lambda item: item[0].start)


def _items(
    passage: Passage, start: int, end: int, headed: list[NameHit], openings: list[int]
) -> list[NameHit]:
    """Capitalised names without a head word that stand as items of a list."""
    found = []
    for match in _NAME.finditer(passage.text, start, end):
        low, high = match.start(), _without_stop(passage.text, *match.span())
        if any(one.start < high and low < one.whole_end for one in headed):
            continue
        opens = any(0 <= low - place <= 6 and not passage.text[place:low].strip(" .,:") for place in openings)
        if not opens and not _BEFORE_ITEM.search(folded(passage.text[max(start, low - 40) : low])):
            continue
        if _is_name(passage, low, high):
            behind = _ACRONYM_BEHIND.match(passage.text, high, min(high + 20, len(passage.text)))
            found.append(NameHit(low, high, behind.span(1) if behind else None))
    return found


def _without_stop(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in ".,;:":
        end -= 1
    return end


def _is_name(passage: Passage, start: int, end: int) -> bool:
    """Whether capitalised words are a name: several of them, an acronym, or one long word that is no common one."""
    words = words_of(passage.text, start, end)
    lexicon = passage.analysis.lexicon
    if passage.analysis.within(start, end, "country", "demonym", "strategy-head", "topic", "technology"):
        return False
    if " ".join(folded(word.text) for word in words) in lexicon.words["generic-name"]:
        return False
    if len(words) == 1:
        word = words[0].text
        capitals = sum(char.isupper() for char in word)
        return looks_like_acronym(word) or capitals > 1 or len(word) > 4
    return len(words) > 1
