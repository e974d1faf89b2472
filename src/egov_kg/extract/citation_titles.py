"""Titles of instruments: around the word for their type, behind their number or date."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from egov_kg.extract.citation_parts import SIGNED, Citation, Part
from egov_kg.extract.citation_words import pattern, words
from egov_kg.extract.names import words_of
from egov_kg.extract.passage import Passage
from egov_kg.extract.word_files import alternation
from egov_kg.language import Hit, Lexicon, folded
from egov_kg.language.blocks import Block

LONGEST = 180
"""Characters; a title in a citation is shorter."""
LONG_WORD = 10
"""Letters of a word that may be a title by itself (``la loi sur la cybercriminalité``)."""
_CONJUNCTIONS = ("and", "y", "e", "et", "&")
_INNER = ("of", "and", "on", "for", "to", "&")
_QUOTED = re.compile(r"[\s,:(]*[\"“«„]\s*(?P<title>[^\"”»“\n]{3,200}?)\s*[\"”»“]")
_BRACKETS = re.compile(r"(?:\s*\([A-Z][^()\n]{3,80}\))+\s*\Z")
_ENDS = re.compile(r"\s*[\"”»]?\s*(?:[.;:,()<\n]|\s[-–—]\s|https?:|www\.|\Z)")
_NO_SUBJECT = r"\b(?!\s+(?:digital|ele[ct]|abierto|aberto|open|ouvert|numeri|en\s+linea|em\s+linha))"
"""Behind who issues an instrument: "Digital Government" is what one is about."""
_ARTICLE = r"(?:the\s+|el\s+|los\s+|las?\s+|les?\s+|l'|une?\s+|una\s+|[oa]s?\s+)?"
_NO_TITLE = re.compile(r"(?:B\.?\s?E\b|(?:Cap|CAP|Chapter|CHAPTER)\b\.?\s*\d|(?:art|Art)(?:\.|[ií]c)|https?:|www\.)")


def block_at(passage: Passage, offset: int) -> Block | None:
    """The paragraph, list item or row that holds an offset."""
    blocks = passage.analysis.blocks
    index = bisect_right(blocks, offset, key=lambda block: block.start) - 1
    return blocks[index] if index >= 0 and offset <= blocks[index].end else None


def title_start(passage: Passage, hit: Hit, first: int | None = None) -> int:
    """Where the title of an instrument begins when words before its type belong to it (``E-Government Law``).

    It begins behind ``first``, behind any type named before, and in the type's own paragraph.
    """
    block = block_at(passage, hit.start)
    line = max(passage.start, hit.start - LONGEST, block.start if block else 0, first or 0)
    types = passage.analysis.within(line, hit.start, "instrument-type")
    line = max(line, types[-1].end) if types else line
    start, previous = hit.start, _before_brackets(passage, line, hit.start)
    skipped = passage.analysis.lexicon.words["connector"] - set(_INNER)
    for word in reversed(words_of(passage.text, line, previous)):
        gap = passage.text[word.end : previous].strip(" \n-")
        if (gap and not _enumerates(passage, word.end, previous)) or _possessor(passage, word.start, word.end):
            break
        previous = word.start
        if word.capital and folded(word.text) not in skipped:
            start = word.start
        elif folded(word.text) not in _INNER:
            break
    return _without_opening(passage, start, hit)


def _before_brackets(passage: Passage, first: int, start: int) -> int:
    """Before the brackets that stand in an English title right before its type (``Harbours (Fees) Order``)."""
    inside = _BRACKETS.search(passage.text, first, start) if passage.language == "en" else None
    return inside.start() if inside else start


def _possessor(passage: Passage, start: int, end: int) -> bool:
    """Whether a word only says whose the instrument is (``Ruritania's Data Act``)."""
    return passage.text[end - 2 : end] in ("'s", "’s") and bool(passage.analysis.within(start, end, "country"))


def _without_opening(passage: Passage, start: int, hit: Hit) -> int:
    """Without a capital that only begins the sentence, and the words that link it (``Pursuant to``)."""
    said = words_of(passage.text, start, hit.start)
    while said and (folded(said[0].text) in _INNER or folded(said[0].text) in words("opening")):
        said = said[1:]
    return said[0].start if said else hit.start


def own_title_start(passage: Passage, hit: Hit, first: int) -> int:
    """The start of a title that ends with its type (``Data Protection Act``); the type's where there is none.

    Words for a kind of instrument (``Federal Law``) or for who issues it (``Cabinet Resolution``) are no title.
    """
    start = title_start(passage, hit, first)
    said = [folded(word.text) for word in words_of(passage.text, start, hit.start)]
    if not said or said[-1] in _INNER or not passage.text[hit.start].isupper():
        return hit.start
    demonyms = passage.analysis.within(start, hit.start, "demonym", "country")
    if sum(one.end - one.start for one in demonyms) >= hit.start - start - 2:
        return hit.start
    return start if any(word not in words("kind") and word not in _INNER for word in said) else hit.start


def _enumerates(passage: Passage, start: int, end: int) -> bool:
    """Whether a comma separates the words of one title: ``and`` follows it (``Access, Privacy and Data Act``)."""
    gap = passage.text[start:end].strip()
    behind = words_of(passage.text, start, end + 40)
    return gap == "," and any(folded(word.text) in ("and", "&") for word in behind[:4]) and passage.language == "en"


def title_end(passage: Passage, start: int, end: int, *, small: bool = False) -> int:
    """Where a title ends behind its type: at the last of its capitalised words, or with ``small`` at punctuation."""
    text, lexicon = passage.text, passage.analysis.lexicon
    breakers, links = lexicon.words["name-breaker"], lexicon.words["connector"]
    block = block_at(passage, start)
    end = min(end, start + LONGEST, block.end if block else end)
    last = previous = start
    said = words_of(text, start, end)
    for index, word in enumerate(said):
        gap, low = text[previous : word.start], folded(word.text)
        if (low in breakers and low not in links) or word.text[0].isdigit() or _begins_else(passage, word.start, gap):
            break
        if gap.strip() == "," and not small and not _goes_on(passage, said, index):
            break
        if (gap.strip() == "," or low in _CONJUNCTIONS) and _names_another(passage, word.start, end):
            break
        if gap.strip() not in ("", ",") or (gap.strip() and small) or (small and is_clause(passage, word.start, end)):
            break
        if word.capital or small:
            last = word.end if low not in links else last
        elif low not in links:
            break
        previous = word.end
    return last


def _begins_else(passage: Passage, position: int, gap: str) -> bool:
    """Whether a number, a chapter or, on a new line, another instrument begins at a word."""
    if SIGNED.match(passage.text, position) or _NO_TITLE.match(passage.text, position):
        return True
    return "\n" in gap and bool(passage.analysis.within(position, position + 30, "instrument-type"))


def _names_another(passage: Passage, start: int, end: int) -> bool:
    """Whether the capitalised words from a conjunction on hold a type (``… Act and the Data Act``)."""
    types = passage.analysis.within(start, min(end, start + 100), "instrument-type")
    if not types or not passage.text[types[0].start].isupper():
        return False
    links = passage.analysis.lexicon.words["connector"]
    between = words_of(passage.text, start, types[0].start)
    joined = not re.search(r"[,.;:()]", passage.text[start : types[0].start])
    return joined and all(word.text[0].isupper() or folded(word.text) in links for word in between)


def _goes_on(passage: Passage, said: list, index: int) -> bool:  # type: ignore[type-arg]
    """Behind a comma in a title: whether capitalised words follow up to an ``and`` (``Signatures and Messages``)."""
    for word in said[index : index + 6]:
        if folded(word.text) in _CONJUNCTIONS:
            return True
        if not word.text[0].isupper() and folded(word.text) not in passage.analysis.lexicon.words["connector"]:
            return False
    return False


def is_issuer(passage: Passage, start: int, end: int) -> bool:
    """Whether words behind a type only say who issued it (``of the President of the Republic``, ``of Georgia``)."""
    said = re.match(
        r"[\s,]*(?:of|by|del?|du|do|da|des)\s+(?:the\s+|la\s+|el\s+|los\s+|le\s+)?", folded(passage.text[start:end])
    )
    if said is None or start + said.end() >= end:
        return False
    at = start + said.end()
    if pattern("", "issuer", _NO_SUBJECT).match(folded(passage.text[at:end])):
        return True
    return any(one.start == at for one in passage.analysis.within(at, end, "country", "organization-head"))


def quoted_title(passage: Passage, position: int, end: int) -> Part | None:
    """A title in quotation marks at a place."""
    match = _QUOTED.match(passage.text, position, end)
    return match.span("title") if match else None


@lru_cache(maxsize=8)
def _cues(lexicon_words: frozenset[str], verbs: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    cue, verb = alternation(lexicon_words), alternation(verbs)
    article = r"(?:the\s+|el\s+|la\s+|los\s+|las\s+)?"
    return (
        re.compile(rf",?\s*(?:{cue})\s+{article}(.{{5,140}}?)\s+(?:{verb})\b"),
        re.compile(rf",?\s*(?:{cue})\s+(?:(?P<verb>{verb})\s+)?{article}"),
    )


def _cue_patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return _cues(lexicon.words["title-cue"], lexicon.words["title-verb"])


def title_behind(passage: Passage, citation: Citation, end: int) -> Part | None:
    """The title that stands behind a number or date, in quotation marks or introduced by a link word.

    ``…, by which TITLE is created``, ``…, which creates the TITLE``, ``… on TITLE``, ``…, de 1 de mayo, de TITLE``.
    """
    sentence = passage.analysis.sentence_at(max(citation.start, citation.end - 1))
    if sentence is None or citation.end >= min(end, sentence.end):
        return None
    end = min(end, sentence.end, citation.end + LONGEST)
    return (
        quoted_title(passage, citation.end, end)
        or _created_title(passage, citation, end)
        or _linked_title(passage, citation.end, end)
        or _adjective_title(passage, citation.end, end)
        or _bracketed_title(passage, citation.end, end)
    )


def _created_title(passage: Passage, citation: Citation, end: int) -> Part | None:
    text = passage.text
    plain = folded(text[citation.end : end])
    before_verb, behind_cue = _cue_patterns(passage.analysis.lexicon)
    created = before_verb.match(plain)
    if created and text[citation.end + created.start(1)].isupper():
        return citation.end + created.start(1), citation.end + created.end(1)
    cue = behind_cue.match(plain)
    if cue is None:
        return None
    start = citation.end + cue.end()
    return _capitals(passage, start, end) or (_small(passage, start, end) if cue["verb"] else None)


def _linked_title(passage: Passage, position: int, end: int) -> Part | None:
    """A title behind ``on``, ``of``, ``sobre``; in small letters too where its link says so."""
    plain = folded(passage.text[position:end])
    link = pattern(r",?\s*", "title-link", rf"(?:\s+{_ARTICLE}|(?<=')(?={_ARTICLE}))").match(plain)
    if link is None or is_issuer(passage, position, end):
        return None
    start = position + link.end()
    subject = pattern(r",?\s*", "subject-link", r"\s").match(plain)
    fewest = 1 if subject and folded(subject[0]).strip(" ,\n") not in ("de", "del") else 2
    capitals = _capitals(passage, start, end, fewest=fewest)
    if capitals:
        return capitals
    return _small(passage, start, end) if subject else None


def _capitals(passage: Passage, start: int, end: int, *, fewest: int = 2) -> Part | None:
    """A title in capitals of so many words at least; with small words behind it, up to where the words end."""
    if not passage.text[start : start + 1].isupper():
        return None
    stop = title_end(passage, start, end)
    behind = re.compile(r"\s+([a-zà-ÿ]\w*)").match(passage.text, stop, end)
    if behind and not is_clause(passage, behind.start(1), end):
        longer = _small(passage, start, end)
        if longer:
            return longer
    return (start, stop) if len(words_of(passage.text, start, stop)) >= fewest else None


def is_clause(passage: Passage, position: int, end: int) -> bool:
    """Whether what a sentence says of an instrument begins at a place, and its title ends there."""
    return bool(pattern(r"\s*", "clause", r"\b").match(folded(passage.text[position : min(end, position + 40)])))


def _small(passage: Passage, start: int, end: int) -> Part | None:
    """A title in small letters: up to where the sentence says more of the instrument, or to punctuation."""
    if passage.text[start : start + 1].isdigit():
        return None
    stop, previous = start, start
    for count, word in enumerate(words_of(passage.text, start, end)):
        gap = passage.text[previous : word.start]
        if count > 24 or _begins_else(passage, word.start, gap) or word.text[0].isdigit():
            return None
        if re.search(r"[.;:()<]|\s[-–—]|\n(?=\S*[A-Z])", gap) or is_clause(passage, word.start, end):
            break
        if "," in gap and _is_instrument_next(passage, word.start - 1, end):
            break
        if "," in gap and not _enumerated(passage, word.start, end):
            break
        if folded(word.text) in _CONJUNCTIONS and _is_instrument_next(passage, word.end, end):
            return (start, stop) if count > 1 or stop - start >= LONG_WORD else None
        stop = previous = word.end
    closed = _ENDS.match(passage.text, stop, end) or is_clause(passage, stop + 1, end) or stop >= end
    quote = re.compile(r"\s?[”»]").match(passage.text, stop, end)
    stop = quote.end() if quote and re.search(r"[“«]", passage.text[start:stop]) else stop
    return (start, stop) if closed and (" " in passage.text[start:stop].strip() or stop - start >= LONG_WORD) else None


def _is_instrument_next(passage: Passage, position: int, end: int) -> bool:
    """Whether another instrument is cited right behind a conjunction (``… et la loi n° 5``)."""
    article = re.compile(r"\s+(?:(?:the|la|el|las?|los|le|les|l['’]|o|as?|os)\s*)?").match(passage.text, position, end)
    at = article.end() if article else position
    return any(hit.start == at for hit in passage.analysis.within(at, min(end, at + 40), "instrument-type"))


def _enumerated(passage: Passage, position: int, end: int) -> bool:
    """Behind a comma in a title in small letters: whether the enumeration closes with ``and`` before any other mark."""
    rest = re.split(r"[.;:(\n]", passage.text[position : min(end, position + 120)])[0]
    return bool(re.match(r"(?:[^,]{3,50},\s*){0,3}[^,]{3,60}\s(?:and|y|e|et)\s", rest)) and not is_clause(
        passage, position, end
    )


def _adjective_title(passage: Passage, position: int, end: int) -> Part | None:
    """A title that follows its number directly (``Ley N° 5 General de Archivos Públicos``)."""
    match = re.compile(r"[ \n](?=[A-ZÀ-Ý])").match(passage.text, position, end)
    if match is None:
        return None
    start = match.end()
    if passage.analysis.within(start, min(end, start + 40), "organization-head", "instrument-type", "gazette")[:1]:
        return None
    stop = title_end(passage, start, end)
    if folded(words_of(passage.text, start, end)[0].text) in words("opening"):
        return None
    return (start, stop) if len(words_of(passage.text, start, stop)) > 2 else None


def _bracketed_title(passage: Passage, position: int, end: int) -> Part | None:
    """A title in brackets, all its words with capitals but those that link them (``No. 5 (Digital Archives Code)``)."""
    match = re.compile(r"\s*\((?P<title>[A-ZÀ-Ý][^()\d\n:;,]{8,100})\)").match(passage.text, position, end)
    if match is None or passage.analysis.within(*match.span("title"), "organization-head", "gazette", "country"):
        return None
    said = words_of(passage.text, *match.span("title"))
    links = passage.analysis.lexicon.words["connector"]
    written = all(word.text[0].isupper() or folded(word.text) in links for word in said)
    return match.span("title") if len(said) > 2 and written else None


_DEFINED_IN = re.compile(
    r"\s*(?:\([^()]{2,30}\)\s*)?(?:is|was|are|se encuentra|esta|fue)\s+"
    r"(?:defined|established|approved|adopted|set out|contained|definida?|establecida?|aprobada?|contenida?)\s+"
    r"(?:in|by|through|en|por|mediante)\s+(?:the\s+|el\s+|la\s+)?\Z",
    re.I,
)


def title_before(passage: Passage, citation: Citation) -> Part | None:
    """``The TITLE is defined in CONPES 1``: the capitalised words before the verb."""
    sentence = passage.analysis.sentence_at(citation.start)
    low = max(sentence.start, citation.start - LONGEST) if sentence else citation.start
    match = _DEFINED_IN.search(passage.text[low : citation.start])
    if match is None:
        return None
    links = passage.analysis.lexicon.words["connector"]
    said = words_of(passage.text, low, low + match.start())
    previous = low + match.start()
    first = len(said)
    while first and not passage.text[said[first - 1].end : previous].strip():
        if not said[first - 1].text[0].isupper() and folded(said[first - 1].text) not in links:
            break
        first -= 1
        previous = said[first].start
    named = said[first:]
    while named and (not named[0].text[0].isupper() or folded(named[0].text) in words("opening")):
        named = named[1:]
    capitals = [word for word in named if word.text[0].isupper()]
    return (named[0].start, capitals[-1].end) if len(capitals) >= 2 else None
