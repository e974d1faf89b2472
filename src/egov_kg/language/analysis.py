"""One pass of spaCy over an answer or section: sentences, and every phrase of the lexicon and the registry in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from egov_kg.language.blocks import Block, blocks
from egov_kg.language.lexicon import Lexicon, load_lexicon, unaccented

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

_ADDRESS = re.compile(r"(?:https?://|www\.|(?<![\w.+-])[\w.+-]{1,64}@)[^\s<>]*[^\s<>.,;:!?)\]»”\"']", re.I)
_RUN = re.compile(r"\S{64}")
"""Longer than any word: a tokeniser's time grows with the square of a run without white space."""
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


@lru_cache(maxsize=1)
def _tokens() -> Language:
    """spaCy's tokeniser of no language in particular.

    Those of single languages split "can't" and "U.S.", which no phrase of ours needs, and that of French takes seconds
    to load. One for all languages makes the patterns of the registry's names once.
    """
    import spacy  # noqa: PLC0415  three quarters of a second to import, needed by builds alone

    return spacy.blank("xx")


@cache
def _pattern(phrase: str) -> Doc:
    return _tokens().make_doc(phrase)


class Analyzer:
    """A language's tokeniser, sentence splitter and phrase matcher, loaded once a process."""

    def __init__(self, language: str, names: Iterable[Name] = ()) -> None:
        from spacy.matcher import PhraseMatcher  # noqa: PLC0415  see _tokens

        self.lexicon = load_lexicon(language)
        self.language = language
        self._nlp = _tokens()
        # Called by itself: the pipeline's own bookkeeping costs more than tokens on an answer of three words.
        self._tokenizer = self._nlp.tokenizer
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
            spellings = {_apart(phrase), *([phrase.upper()] if "." in phrase else ())}
            self._matcher.add(phrase, [_pattern(spelling) for spelling in sorted(spellings)])
            self._keys[self._nlp.vocab.strings[phrase]] = tuple(meanings)

    def analyse(self, text: str, start: int, end: int) -> Analysis:
        """Sentences and phrases of ``text[start:end]``, which may be a whole section."""
        found = blocks(text, start, end)
        hits: list[Hit] = []
        sentences: list[Sentence] = []
        if found:
            compact = _compact(text, found)
            if _WORDS.search(compact.text) is None:
                sentences = [Sentence(block.start, block.end, index) for index, block in enumerate(found)]
            else:
                hits = self._hits(compact, text)
                sentences = self._sentences(text, found)
        return Analysis(text, self.language, self.lexicon, tuple(found), tuple(sentences), tuple(hits))

    def _hits(self, compact: _Compact, text: str) -> list[Hit]:
        doc = self._tokenizer(compact.text)
        hits: dict[Hit, None] = {}
        for key, first, last in self._matcher(doc):
            token = doc[last - 1]
            start, end = compact.place(doc[first].idx), compact.place(token.idx + len(token) - 1) + 1
            printed = compact.text[doc[first].idx : token.idx + len(token)]
            for meaning in self._keys[key]:
                if meaning.accepts is None or meaning.accepts(printed):
                    hits[Hit(meaning.group, meaning.value, start, end)] = None
        return _longest(list(hits))

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
        before = _WORD_BEFORE.search(text, max(start, cut - 30), cut)
        if before is None:
            return text[cut - 2 : cut] != "/."  # "S/. 20": a currency
        word = unaccented(before.group(1)).lower()
        if word in self.lexicon.words["abbreviation"]:
            return False
        if len(word) == 1 and before.group(1).isupper():
            return False
        if word in self.lexicon.months and text[cut:end].lstrip()[:1].isdigit():
            return False
        return not (word.isdigit() and before.start() <= start)  # "1." at the start numbers the item


_ELISION = re.compile(r"(?<!\w)([ldnsjmtc]|qu)'(?=\w)", re.I)
_CHUNK = re.compile(r"\S+(?: \S+)*")
"""Words with one blank between them."""
_WORDS = re.compile(r"[^\W\du_]")
"""A letter other than the one that stands for addresses."""
_CELL_END = " \n "
"""What stands between two paragraphs or cells: no phrase goes over it."""


def _apart(text: str) -> str:
    """The text with elided articles as words of their own (``l'agence``)."""
    return _ELISION.sub(lambda match: f"{match[1]} ", text) if "'" in text else text


class _Compact(NamedTuple):
    """A text with one blank between words, and where each of its words began."""

    text: str
    starts: list[int]
    origins: list[int]

    def place(self, offset: int) -> int:
        """The offset in the original text of an offset in the compact one."""
        index = bisect_right(self.starts, offset) - 1
        return self.origins[index] + offset - self.starts[index]


def _compact(text: str, found: list[Block]) -> _Compact:
    """The words of blocks as the tokeniser gets them: no accents, addresses one word, elided articles apart.

    A phrase that a right margin broke, or blanked markup, has one blank between its words here.
    """
    parts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    position, base = 0, found[0].start
    readable = _readable(text[base : found[-1].end])
    for block in found:
        last = first = block.start - base
        for match in _CHUNK.finditer(readable, first, block.end - base):
            ends_cell = last == first or "\t" in readable[last : match.start()]
            between = _CELL_END if ends_cell else " "
            parts += between, match.group()
            position += len(between)
            starts.append(position)
            origins.append(base + match.start())
            position += match.end() - match.start()
            last = match.end()
    return _Compact("".join(parts), starts, origins)


def _readable(text: str) -> str:
    """The text without accents, addresses one word, ``l'agence`` two, runs without a blank cut; as long as it was."""
    words = _ADDRESS.sub(lambda match: "u" * len(match.group()), unaccented(text))
    return _RUN.sub(lambda match: f"{match.group()[:-1]} ", _apart(words))


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
