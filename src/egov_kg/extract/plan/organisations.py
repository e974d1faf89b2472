"""The organisations that a cell or a line names: full names and acronyms side by side, without classes of such."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from egov_kg.extract.plan.acronyms import Acronyms, Entry, has_head, is_acronym
from egov_kg.extract.plan.reading import Reading
from egov_kg.extract.plan.words import PlanWords, holds
from egov_kg.identifiers import fold
from egov_kg.model import Document, Span, Stated
from egov_kg.records import OrganizationMention, Text

_TOKEN = re.compile(r"[,;/()•·|]|[–—]|(?<!\S)-(?!\S)|[^\s,;/()•·|–—]+")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BREAKS = frozenset(";/•·|")
_DASHES = frozenset("–—-")
_QUOTES = "\"'«»“”‘’"


class _Token(NamedTuple):
    word: str
    folded: str
    start: int
    end: int


@dataclass(slots=True, kw_only=True)
class Named:
    """One organisation that a passage names, by its full name, its acronym or both; ``coordinating`` is what a role
    word inside the passage makes of it."""

    tokens: list[_Token] = field(default_factory=list)
    acronym: _Token | None = None
    generic: bool = False
    coordinating: bool = False

    @property
    def span(self) -> Span:
        tokens = [*self.tokens, *([self.acronym] if self.acronym else [])]
        return Span(min(t.start for t in tokens), max(t.end for t in tokens))


@dataclass(slots=True, kw_only=True)
class _Parser:
    """Reads tokens from left to right into names."""

    words: PlanWords
    known: Acronyms
    tokens: Sequence[_Token]
    capitals: bool
    language: str
    found: list[Named] = field(default_factory=list)
    current: Named | None = None
    coordinating: bool = False

    def read(self) -> list[Named]:
        index = 0
        while index < len(self.tokens):
            index = self._step(index)
        self._close()
        return [named for named in self.found if not named.generic]

    def _step(self, index: int) -> int:
        token = self.tokens[index]
        if length := self._explained(index):
            self._close()
            self.current = Named(tokens=[*self.tokens[index : index + length]], coordinating=self.coordinating)
            return index + length
        if token.word in _BREAKS or token.word == ")":
            self._close()
        elif token.word == "(" or token.word in _DASHES:
            return self._apposition(index)
        elif token.word == "," or token.folded in self.words.conjunction:
            after = index + 1
            while after < len(self.tokens) and self.tokens[after].folded in self.words.article | self.words.conjunction:
                after += 1
            if self.current is None or after >= len(self.tokens) or self._starts(after):
                self._close()
            else:
                self._extend(token)
        elif self._is_role(index):
            self._close()
            self.coordinating = token.folded.rstrip("s") in {w.rstrip("s") for w in self.words.coordinating}
        elif self._starts(index) and not self._is_inside(index):
            self._open(token)
        else:
            self._extend(token)
        return index + 1

    def _explained(self, index: int) -> int:
        """How many tokens from here are an organisation's full name, as the document's list of acronyms has it."""
        for name in self.known.names.get(self.tokens[index].folded, ()):
            following = tuple(token.folded for token in self.tokens[index : index + len(name)])
            if following == name:
                return len(name)
        return 0

    def _apposition(self, index: int) -> int:
        """``Name (ACR)`` and ``Name – ACR``: the acronym belongs to the name; other words in brackets are left out."""
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        closed = self.tokens[index + 2].word if index + 2 < len(self.tokens) else ")"
        named = self.current
        if named is not None and named.tokens and after is not None and self._is_acronym(after, alone=True):
            named.acronym = after
            self._close()
            return index + 2
        if self.tokens[index].word == "(" and self.current is not None and closed != ")":
            while index < len(self.tokens) and self.tokens[index].word != ")":
                index += 1
            return index
        self._close()
        return index + 1

    def _starts(self, index: int) -> bool:
        """Whether a new name, or a class of organisations, begins at a token."""
        if index >= len(self.tokens):
            return False
        token = self.tokens[index]
        if token.folded in self.words.quantifier or self._is_acronym(token) or self._is_role(index):
            return True
        if not token.word[:1].isupper():
            return token.folded in self.words.generic and token.folded not in self.words.organisation
        if token.folded in self.words.generic or token.folded in self.words.organisation:
            return True
        return self._before_head(index)

    def _before_head(self, index: int) -> bool:
        """Whether capitalised words lead up to a head word, as English names do (National Space Agency)."""
        for token in self.tokens[index + 1 : index + 6]:
            if token.folded in self.words.organisation and token.word[:1].isupper():
                return True
            if not token.word[:1].isupper() or self._is_acronym(token):
                return False
        return False

    def _is_inside(self, index: int) -> bool:
        """Whether a word that could begin a name goes on with the open one: after a preposition, or as its head."""
        if self.current is None or not self.current.tokens:
            return False
        last = self.current.tokens[-1].folded
        if last in self.words.preposition or last in self.words.article:
            return True
        if self._is_acronym(self.tokens[index]) or self.tokens[index].folded in self.words.quantifier:
            return False
        if not has_head([token.folded for token in self.current.tokens], self.words):
            return True
        return not self._is_complete() and not self._is_first(index)

    def _is_complete(self) -> bool:
        """Whether the open name has had its preposition (Ministry of …), behind which no head of its own comes."""
        tokens = self.current.tokens if self.current is not None else []
        return any(token.folded in self.words.preposition for token in tokens)

    def _is_first(self, index: int) -> bool:
        """Whether a head word begins a name: by its language, or by the preposition behind it."""
        after = self.tokens[index + 1].folded if index + 1 < len(self.tokens) else ""
        token = self.tokens[index].folded
        head_first = token in self.words.head_first and self.language != "en"
        return head_first or token in self.words.generic or after in self.words.preposition

    def _is_acronym(self, token: _Token, *, alone: bool = False) -> bool:
        word = token.word.strip(".:")
        if token.folded in self.words.concept_acronym:
            return False
        if word in self.known:
            return True
        return is_acronym(word) and (alone or not self.capitals)

    def _is_role(self, index: int) -> bool:
        """Whether a word says what the names behind it do: a coordinating word with names still to come."""
        folded = self.tokens[index].folded
        if folded not in self.words.coordinating and folded not in self.words.responsible:
            return False
        return index + 1 < len(self.tokens) and not self._after_preposition()

    def _after_preposition(self) -> bool:
        tokens = self.current.tokens if self.current is not None else []
        return bool(tokens) and tokens[-1].folded in self.words.preposition | self.words.article

    def _open(self, token: _Token) -> None:
        self._close()
        named = Named(coordinating=self.coordinating)
        if self._is_acronym(token):
            named.acronym = token
            self.found.append(named)
            return
        named.generic = token.folded in self.words.quantifier or token.folded in self.words.generic
        named.tokens.append(token)
        self.current = named

    def _extend(self, token: _Token) -> None:
        if self.current is None:
            self.current = Named(coordinating=self.coordinating)
        if not self.current.tokens and token.folded in self.words.article | self.words.preposition:
            return
        self.current.tokens.append(token)

    def _close(self) -> None:
        named, self.current = self.current, None
        if named is None:
            return
        small = self.words.preposition | self.words.article | self.words.conjunction
        while named.tokens and (
            named.tokens[-1].folded in small or named.tokens[-1].word in {",", "-"}
            or (named.tokens[-1].folded in self.words.generic_adjective and named.tokens[-1].word.islower())
        ):  # fmt: skip
            named.tokens.pop()
        if named.tokens and (named.generic or self._is_name(named)):
            self.found.append(named)

    def _is_name(self, named: Named) -> bool:
        folded = [token.folded for token in named.tokens]
        return has_head(folded, self.words) if len(folded) > 1 else folded[0] in self.words.single


def organisations_in(reading: Reading, spans: Sequence[Span], known: Acronyms) -> list[Named]:
    """The organisations that some stretches of text name, in reading order."""
    tokens = [token for span in spans for token in _tokens(reading.segmented.document, span)]
    letters = "".join(reading.plain[start:end] for start, end in spans)
    folded = {token.folded for token in tokens}
    prose = folded & (reading.words.preposition | reading.words.article | reading.words.organisation)
    capitals = letters.isupper() and bool(prose)
    return _Parser(words=reading.words, known=known, tokens=tokens, capitals=capitals, language=reading.language).read()


def _tokens(document: Document, span: Span) -> Iterable[_Token]:
    """The words and marks of a stretch; a line break in markup ends a name as a semicolon does."""
    words = document.plain[span.start : span.end]
    for tag in _LINE_BREAK.finditer(document.text, span.start, span.end):
        at = tag.start() - span.start
        words = f"{words[:at]};{words[at + 1 :]}"
    for found in _TOKEN.finditer(words):
        word = found[0]
        start, end = found.start() + span.start, found.end() + span.start
        if len(word) > 1:
            kept = word.strip(_QUOTES).rstrip(".:").strip(_QUOTES)
            start += word.index(kept)
            word, end = kept, start + len(kept)
        if word:
            yield _Token(word, fold(word), start, end)


def mention_of(reading: Reading, named: Named, known: Acronyms, rule: str) -> OrganizationMention | None:
    """A named organisation as a mention, None for an acronym that stands for a class or a concept."""
    names: tuple[Stated[Text], ...] = ()
    if named.tokens:
        span = Span(named.tokens[0].start, named.tokens[-1].end)
        names = (reading.text(reading.says(span), [span], rule),)
    acronym = None
    if named.acronym is not None:
        word = named.acronym.word
        entry = known.entries.get(word)
        alike = entry or known.near(word)
        if alike is not None and not alike.is_organisation and _is_class(alike, reading.words):
            return None
        if not names and alike is not None:
            if entry is None and alike.is_organisation:
                names = (reading.text(alike.name, alike.spans, "acronym-variant"),)
            elif entry is not None and not entry.is_organisation:  # a programme that has a role acts as a body
                names = (reading.text(entry.name, entry.spans, "acronym-list"),)
        spans = reading.quotable([Span(named.acronym.start, named.acronym.end)])
        acronym = Stated(value=word, spans=spans, rule=rule)
    return organisation(reading, names, acronym)


def organisation(
    reading: Reading, names: tuple[Stated[Text], ...], acronym: Stated[str] | None
) -> OrganizationMention:
    """A mention of the document's country, unless its name says that it is international or private."""
    folded = "-".join(fold(name.value.value) for name in names)
    foreign = holds(folded, reading.words.international)
    private = holds(folded, reading.words.private)
    country = None if foreign else reading.country
    return OrganizationMention(names=names, acronym=acronym, country=country, public_body=not (foreign or private))


def _is_class(entry: Entry, words: PlanWords) -> bool:
    """Whether an acronym stands for a class of organisations, or for something that is none."""
    return fold(entry.name).split("-")[0] in words.generic
