"""Partners of public-private and multistakeholder partnerships: the names behind words that open a list of them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from egov_kg.extract.mentions import mention_of
from egov_kg.extract.names import NameHit, looks_like_acronym, organization_names, words_of
from egov_kg.extract.non_answers import is_non_answer
from egov_kg.extract.passage import Passage
from egov_kg.extract.word_groups import any_of, phrases_of_group, words_of_group
from egov_kg.language import Sentence, folded
from egov_kg.model import Answer
from egov_kg.records import Partnership, Record

RULE = "partner-named"
LIST_RULE = "partner-in-list"
_WORD = r"[A-ZÀ-Ý][\wÀ-ÿ'’&.-]*"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:(?:of|de|del|la|for|&)\s+)?{_WORD}){{0,7}}")
_LINK = r"(?:and|y|e|et|the|el|la|los|las|le|les|o|a|os|as)"
_ACRONYM_BEHIND = re.compile(r"\s*\(([A-Z][A-Za-z0-9&-]{1,11})\b")
_ARTICLE = re.compile(r"(?i:the\s|el\s|la\s|los\s|las\s|les?\s|l['’]|os?\s|as?\s)\s*(?=[A-ZÀ-Ý])")
_KIND = re.compile(r"(?:ONGs?|NGOs?)\s+(?=[A-ZÀ-Ý])")
_LAST_ITEM = re.compile(r"\s(?:y|e|and|et)\s+(?:(?:el|la|los|las|the|le|les|o|a|os|as)\s+)(?=[A-ZÀ-Ý])")
_COMPANY_FORM = re.compile(r"\s(?:[A-Z]\.){2,}\Z")
_SHORT = 9
"""Words; a longer line without a bullet is no item of a list."""
_CLAUSE = re.compile(r";\s|,?\s(?:but|while|whereas|pero|mientras|mais|tandis|mas|enquanto)\s")
_ITEM_ENDS = re.compile(r"\s*(?:\Z|[(,;:.–—-])")


def read_partners(passage: Passage, _answer: Answer) -> list[Record]:
    """The organisations that an answer names as partners, each once."""
    country = passage.source.country
    if country is None:
        return []
    found: dict[str, Record] = {}
    listing = False
    for sentence in passage.analysis.sentences:
        item = listing and _is_item(passage, sentence)
        listing = item or _opens_list(passage, sentence)
        for hit, rule in _item_name(passage, sentence) if item else _named(passage, sentence):
            words = folded(passage.words(hit.start, hit.end))
            if words in found or passage.source.registry.find_country(words):
                continue
            owner = passage.state(country.value, hit.start, hit.end, rule)
            mention = mention_of(passage, hit, rule, country=owner)
            if rule == LIST_RULE:  # without a head word nothing says that it is a public body
                mention = replace(mention, public_body=False)
            found[words] = Partnership(country=owner, partner=passage.state(mention, hit.start, hit.whole_end, rule))
    return list(found.values())


@lru_cache(maxsize=1)
def _before_item() -> re.Pattern[str]:
    """What may stand right before an item of a list: a mark, a linking word, what kind of partner it is."""
    nouns = phrases_of_group("partner-noun").pattern
    return re.compile(rf"(?:\A|[,;:(]|\b{_LINK}|{nouns})\s*[\"“]?\Z")


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    """A line that opens a list of partners: a yes, or what they are, with a colon."""
    yes = any_of(word.strip(",.") for word in words_of_group("yes")).pattern
    nouns = phrases_of_group("partner-noun").pattern
    return re.compile(rf"\W*{yes}\s*[,.]?\s*:\Z|.*{nouns}[^:.]{{0,60}}:\Z", re.S)


def _opens_list(passage: Passage, sentence: Sentence) -> bool:
    words = folded(passage.text[sentence.start : sentence.end]).rstrip()
    return bool(_opening().match(words)) and not passage.analysis.within(sentence.start, sentence.end, "negation")


def _is_item(passage: Passage, sentence: Sentence) -> bool:
    """Whether a sentence is an item below a line that opened a list: a bullet, or a short line."""
    block = passage.analysis.blocks[sentence.block]
    short = len(passage.text[sentence.start : sentence.end].split()) < _SHORT
    return block.bullet or (sentence.start == block.start and short)


def _item_name(passage: Passage, sentence: Sentence) -> list[tuple[NameHit, str]]:
    """The name that an item of a list begins with."""
    article = _ARTICLE.match(passage.text, sentence.start, sentence.end)
    start = article.end() if article else sentence.start
    if is_non_answer(passage.text[start : sentence.end]):
        return []
    headed = organization_names(passage, start, sentence.end)
    if headed and headed[0].start == start:
        return [(headed[0], RULE)]
    match = _NAME.match(passage.text, start, sentence.end)
    high = without_stop(passage.text, *match.span()) if match else start
    ends = match is not None and _ITEM_ENDS.match(passage.text, high, sentence.end) is not None
    if not ends or not is_partner_name(passage, start, high):
        return []
    return [(with_acronym(passage, start, high), LIST_RULE)]


def _named(passage: Passage, sentence: Sentence) -> list[tuple[NameHit, str]]:
    """What a sentence names behind its first word that opens a list (``such as``, ``are``, ``with``, ``Yes:``)."""
    openings = [cue.end for cue in passage.analysis.within(sentence.start, sentence.end, "partner-cue")]
    colon = passage.text.find(":", sentence.start, sentence.end) + 1
    if colon and _opening().match(folded(passage.text[sentence.start : colon])):
        openings = sorted([*openings, colon])
    if not openings or passage.analysis.within(sentence.start, openings[0], "negation"):
        return []
    start, stop = openings[0], _fell_through(passage, sentence)
    headed = _apart(passage, organization_names(passage, start, sentence.end))
    found = [(hit, RULE) for hit in headed]
    found += [(hit, LIST_RULE) for hit in _items(passage, start, sentence.end, headed, openings)]
    return sorted((one for one in found if not stop[0] <= one[0].start < stop[1]), key=lambda item: item[0].start)


def _fell_through(passage: Passage, sentence: Sentence) -> tuple[int, int]:
    """The clause that says that a partnership came to nothing; an empty stretch where none does."""
    text = passage.text
    said = phrases_of_group("fell-through").search(folded(text[sentence.start : sentence.end]))
    if said is None:
        return sentence.end, sentence.end
    place = sentence.start + said.start()
    cuts = [match.end() for match in _CLAUSE.finditer(text, sentence.start, place)]
    return cuts[-1] if cuts else sentence.start, sentence.end


def _apart(passage: Passage, hits: list[NameHit]) -> list[NameHit]:
    """The names, the last of a list cut before ``and the`` where all items of the list have their articles."""
    if len(hits) < 2:
        return hits
    last = _LAST_ITEM.search(passage.text, hits[-1].start, hits[-1].end)
    between = passage.text[hits[-2].whole_end : hits[-1].start]
    if last is None or not re.fullmatch(r"\s*\)?\s*,\s+(?:el|la|los|las|the|le|les|o|a|os|as)\s+", between):
        return hits
    return [*hits[:-1], NameHit(hits[-1].start, last.start())]


def _items(passage: Passage, start: int, end: int, headed: list[NameHit], openings: list[int]) -> list[NameHit]:
    """Capitalised names without a head word that stand as items of a list."""
    found = []
    for match in _NAME.finditer(passage.text, start, end):
        kind = _KIND.match(passage.text, *match.span())
        low, high = kind.end() if kind else match.start(), without_stop(passage.text, *match.span())
        if any(one.start < high and low < one.whole_end for one in headed):
            continue
        opens = any(0 <= low - place <= 6 and not passage.text[place:low].strip(" .,:") for place in openings)
        if not opens and not _before_item().search(folded(passage.text[max(start, low - 40) : low])):
            continue
        if is_partner_name(passage, low, high):
            found.append(with_acronym(passage, low, high))
    return found


def with_acronym(passage: Passage, start: int, end: int) -> NameHit:
    """A name with the acronym in brackets right behind it."""
    behind = _ACRONYM_BEHIND.match(passage.text, end, min(end + 20, len(passage.text)))
    return NameHit(start, end, behind.span(1) if behind else None)


def without_stop(text: str, start: int, end: int) -> int:
    """Where a name ends without the punctuation behind it; the stop of a company's form stays."""
    while end > start and text[end - 1] in ".,;:" and not _COMPANY_FORM.search(text[start:end]):
        end -= 1
    return end


def is_partner_name(passage: Passage, start: int, end: int) -> bool:
    """Whether capitalised words are a name: several of them, an acronym, or one long word that is no common one."""
    words = words_of(passage.text, start, end)
    lexicon = passage.analysis.lexicon
    if passage.analysis.within(start, end, "strategy-head", "topic", "technology"):
        return False
    places = passage.analysis.within(start, end, "country", "demonym")
    words_left = [word for word in words if not any(one.start <= word.start < one.end for one in places)]
    if places and not any(looks_like_acronym(word.text) or len(words_left) > 1 for word in words_left):
        return False
    if " ".join(folded(word.text) for word in words) in lexicon.words["generic-name"]:
        return False
    if len(words) == 1:
        word = words[0].text
        capitals = sum(char.isupper() for char in word)
        return looks_like_acronym(word) or capitals > 1 or len(word) > 4
    return len(words) > 1
