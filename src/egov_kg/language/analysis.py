"""One pass of spaCy over an answer or section: sentences, and every phrase of the lexicon and the registry in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, cast

from egov_kg.language.blocks import Block, blocks
from egov_kg.language.lexicon import Lexicon, load_lexicon, unaccented

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc

_ADDRESS = re.compile(r"(?:https?://|www\.|[\w.+-]+@)[^\s<>]+", re.I)
_SENTENCE_START = re.compile(r"[\s\"“”'«»()\[\]¿¡-]*[A-ZÀ-ÖØ-ÞĀ-Ž0-9“\"«¿]")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”»')\]]*(?=\s)")
_WORD_BEFORE = re.compile(r"([\w.]+)\.[\"”»')\]]*\s*\Z")


class Name(NamedTuple):
    """A name to look for; ``accepts`` says of the words as printed whether their capitals are right."""

    group: str
    value: str
    phrase: str
    accepts: Callable[[str], bool] | None = None


class _Meaning(NamedTuple):
    group: str
    value: str
    accepts: Callable[[str], bool] | None


def _spellings(phrase: str) -> tuple[str, ...]:
    """A phrase, and with its last stop where it is an abbreviation (``o.g`` and ``o.g.``), as a tokeniser keeps it."""
    return (phrase, f"{phrase}.") if re.search(r"\b\w\.\w\Z", phrase) else (phrase,)


class Hit(NamedTuple):
    """A phrase found: its group and value (a code, a registry id), and where."""

    group: str
    value: str
    start: int
    end: int


class Token(NamedTuple):
    """A word with its place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, row or heading with the block it stands in (by index)."""

    start: int
    end: int
    block: int


@dataclass(frozen=True)
class Analysis:
    """What was found in one stretch of text; every offset is one of the text analysed."""

    text: str
    language: str
    lexicon: Lexicon
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    hits: tuple[Hit, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [hit.start for hit in self.hits]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def within(self, start: int, end: int, *groups: str) -> list[Hit]:
        """The hits of some groups (all where none is named) inside a stretch, in order."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [hit for hit in self.hits[low:high] if hit.end <= end and (not groups or hit.group in groups)]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds an offset."""
        index = bisect_right(self._sentence_starts, offset) - 1
        if index < 0 or self.sentences[index].end < offset:
            return None
        return self.sentences[index]


class Analyzer:
    """A language's tokeniser, sentence splitter and phrase matcher, loaded once a process."""

    def __init__(self, language: str, names: Iterable[Name] = ()) -> None:
        import spacy  # noqa: PLC0415  three quarters of a second to import, needed by builds alone
        from spacy.matcher import PhraseMatcher  # noqa: PLC0415

        self.lexicon = load_lexicon(language)
        self.language = language
        self._nlp: Language = spacy.blank(language)
        # Called by itself: the pipeline's own bookkeeping costs more than tokens on an answer of three words.
        self._tokenizer = cast("Tokenizer", self._nlp.tokenizer)
        self._tokenizer.url_match = None  # addresses are one word before they come here
        self._matcher: PhraseMatcher = PhraseMatcher(self._nlp.vocab, attr="LOWER")
        self._keys: dict[int, tuple[_Meaning, ...]] = {}
        self._fill(names)

    def _fill(self, names: Iterable[Name]) -> None:
        patterns: dict[str, list[_Meaning]] = {}
        for group, value, phrase in self.lexicon.entries():
            for spelling in _spellings(phrase):
                patterns.setdefault(spelling, []).append(_Meaning(group, value, None))
        for group in ("organization-head", "strategy-head", "gazette", "this-year"):
            for phrase in sorted(self.lexicon.words[group]):
                for spelling in _spellings(phrase):
                    patterns.setdefault(spelling, []).append(_Meaning(group, phrase, None))
        for name in names:
            patterns.setdefault(unaccented(name.phrase), []).append(_Meaning(name.group, name.value, name.accepts))
        for phrase, meanings in patterns.items():
            # A tokeniser may split "o.g." and keep "O.G." whole: capitals make a pattern of their own.
            spellings = {phrase, phrase.upper()} if "." in phrase else {_JOINED_CAPITALS.sub(" ", phrase)}
            self._matcher.add(phrase, [self._nlp.make_doc(spelling) for spelling in sorted(spellings)])
            self._keys[self._nlp.vocab.strings[phrase]] = tuple(meanings)

    def analyse(self, text: str, start: int, end: int) -> Analysis:
        """Sentences and phrases of ``text[start:end]``, which may be a whole section."""
        found = blocks(text, start, end)
        hits: list[Hit] = []
        sentences: list[Sentence] = []
        if found:
            base, stop = found[0].start, found[-1].end
            readable = _unbroken(_readable(text[base:stop]), base, found)
            if _WORDS.search(readable) is None:
                sentences = [Sentence(block.start, block.end, index) for index, block in enumerate(found)]
            else:
                hits = self._hits(self._tokenizer(readable), base, text)
                sentences = self._sentences(text, found)
        return Analysis(text, self.language, self.lexicon, tuple(found), tuple(sentences), tuple(hits))

    def _hits(self, doc: Doc, base: int, text: str) -> list[Hit]:
        found: list[Hit] = []
        for key, first, last in self._matcher(doc):
            token = doc[last - 1]
            start, end = base + doc[first].idx, base + token.idx + len(token)
            for meaning in self._keys[key]:
                if meaning.accepts is None or meaning.accepts(text[start:end]):
                    found.append(Hit(meaning.group, meaning.value, start, end))
        return _longest(list(dict.fromkeys(found)))

    def _sentences(self, text: str, found: list[Block]) -> list[Sentence]:
        """Sentences by their marks; spaCy's splitter finds the same ones in three times the time of all else here."""
        sentences: list[Sentence] = []
        for index, block in enumerate(found):
            start = block.start
            for match in _SENTENCE_END.finditer(text, block.start, block.end) if not block.row else ():
                if self._ends_sentence(text, start, match.end(), block.end):
                    _append(sentences, text, start, match.end(), index)
                    start = match.end()
            _append(sentences, text, start, block.end, index)
        return sentences

    def _ends_sentence(self, text: str, start: int, cut: int, end: int) -> bool:
        if not _SENTENCE_START.match(text, cut, end):
            return False
        if cut < end and not text[cut].isspace() and text[cut] not in "\"”»)'“":
            return False
        before = _WORD_BEFORE.search(text, max(start, cut - 30), cut)
        if before is None:
            return True
        word = unaccented(before.group(1)).lower()
        if word in self.lexicon.words["abbreviation"]:
            return False
        if len(word) == 1 and word.isalpha():
            return False
        return not (word.isdigit() and before.start() <= start)  # "1." at the start numbers the item


_BREAK = re.compile(r"(?<=\S)[\n\r](?=\S)")
_JOINED_CAPITALS = re.compile(r"(?<=[A-Z])-(?=[A-Z]{2})")


_WORDS = re.compile(r"[^\W\du_]")
"""A letter other than the one that stands for addresses."""


def _readable(text: str) -> str:
    """The text as the tokeniser gets it, as long as it was: no accents, addresses one word, ``ABC-DEF`` two words."""
    return _JOINED_CAPITALS.sub(" ", _ADDRESS.sub(lambda match: "u" * len(match.group()), unaccented(text)))


def _unbroken(readable: str, base: int, found: list[Block]) -> str:
    """The text with the line breaks inside blocks as spaces, so that a phrase is found that a right margin broke."""
    parts: list[str] = []
    position = 0
    for block in found:
        low, high = block.start - base, block.end - base
        parts += readable[position:low], _BREAK.sub(" ", readable[low:high])
        position = high
    return "".join((*parts, readable[position:]))


def _append(sentences: list[Sentence], text: str, start: int, end: int, block: int) -> None:
    stripped = text[start:end].strip()
    if stripped:
        first = text.index(stripped, start)
        sentences.append(Sentence(first, first + len(stripped), block))


def _longest(hits: list[Hit]) -> list[Hit]:
    """Without hits that stand inside a longer one of their own kind; in reading order."""
    family = {"demonym": "country", "acronym": "organization"}
    reach: dict[str, tuple[int, int]] = {}
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, hit)):
        kind = family.get(hit.group, hit.group)
        start, end = reach.get(kind, (-1, -1))
        if hit.end > end or (hit.start, hit.end) == (start, end):
            kept.append(hit)
            reach[kind] = (hit.start, hit.end)
    return sorted(kept, key=lambda hit: (hit.start, hit.end, hit.group, hit.value))


def load_analyzer(language: str, names: Iterable[Name] = ()) -> Analyzer:
    """The analyzer of a language of LANGUAGES, with names of the registry to look for."""
    return Analyzer(language, names)
