"""The words by which prose says who is a party, whose a body is and who holds a post; data, a file a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

from egov_kg.extract.word_files import alternation, read_groups
from egov_kg.language import folded

GROUPS = frozenset([
    "with", "between", "to", "from", "agent", "of", "in", "article", "conjunction", "neighbour", "delegate",
    "delegate-link", "self", "pronoun", "comparison", "hypothetical", "product", "private", "supranational",
    "member-noun", "include", "through", "deadline", "money", "signed", "website", "holder", "job-title",
    "organisation", "acronym", "responsibility", "lead", "honorific", "post-alone", "former", "not-a-person",
    "legislation", "portal", "portal-site", "portal-said", "portal-chapter", "possessive",
    "while", "not-a-body", "to-come", "heading-lead", "that",
    "place-or-desk", "title-or-body", "being", "indefinite", "title-modifier", "title-alone", "title-stop", "holds",
    "copula", "was", "it", "on-behalf", "of-the-state", "description", "contact", "state-company",
    "critic", "according", "report-by", "outside-name",
    "lead-verb", "lead-passive", "lead-matter", "lead-wide",
])  # fmt: skip
_FOLDER = Path(__file__).parent / "data" / "prose"


@dataclass(frozen=True, kw_only=True)
class ProseWords:
    """The words of one language, all folded: ``words[group]`` are lists, ``posts`` maps a title to its post type.

    ``kinds`` maps words that say a kind of tie in prose, besides those of the lexicon, to the kind; ``portals`` words
    that say what a portal is for to its type; ``head_verbs`` (``chairs``) and ``headed_by`` (``chaired by``) words that
    say who heads a body to the type of the post.
    """

    language: str
    words: Mapping[str, frozenset[str]]
    posts: Mapping[str, str]
    kinds: Mapping[str, str]
    portals: Mapping[str, str]
    head_verbs: Mapping[str, str]
    headed_by: Mapping[str, str]

    @cached_property
    def prepositions(self) -> frozenset[str]:
        """Every preposition that says what part a party has."""
        return frozenset().union(*(self.words[group] for group in ("with", "between", "to", "from", "of", "in")))

    @cached_property
    def title(self) -> re.Pattern[str]:
        """The title of a post, over folded text."""
        return re.compile(rf"(?<![\w-])(?:{alternation(self.posts)})(?![\w-])")

    @cached_property
    def kind(self) -> re.Pattern[str]:
        """Words that say a kind of tie, over folded text."""
        return re.compile(rf"(?<![\w-])(?:{alternation(self.kinds)})(?![\w-])")

    @cached_property
    def portal_type(self) -> re.Pattern[str]:
        """Words that say what a portal is for, over folded text."""
        return re.compile(rf"(?<![\w-])(?:{alternation(self.portals)})(?![\w-])")

    @cached_property
    def heads(self) -> re.Pattern[str]:
        """Verbs by which somebody is said to head a body, over folded text."""
        return re.compile(rf"(?<![\w-])(?:{alternation(self.head_verbs)})(?![\w-])")

    @cached_property
    def headed(self) -> re.Pattern[str]:
        """Words behind which the person stands who heads a body, over folded text."""
        return re.compile(rf"(?<![\w-])(?:{alternation(self.headed_by)})(?![\w-])")

    def pattern(self, *groups: str) -> re.Pattern[str]:
        """The words of some groups as whole words, over folded text."""
        return _pattern(self.language, groups)


@lru_cache(maxsize=256)
def _pattern(language: str, groups: tuple[str, ...]) -> re.Pattern[str]:
    words = load_prose_words(language).words
    return re.compile(rf"(?<!\w)(?:{alternation(frozenset().union(*(words[group] for group in groups)))})(?!\w)")


@lru_cache(maxsize=8)
def load_prose_words(language: str) -> ProseWords:
    """The words of a language; raises KnowledgeError where its file is missing or does not hold every group."""
    path = _FOLDER / f"{language}.yaml"
    data = read_groups(path, GROUPS | {"head-verb", "headed-by", "portal-type", "post", "tie-kind"})
    return ProseWords(
        language=language,
        words=MappingProxyType({group: frozenset(map(folded, data[group])) for group in GROUPS}),
        posts=_codes(data["post"]),
        kinds=_codes(data["tie-kind"]),
        portals=_codes(data["portal-type"]),
        head_verbs=_codes(data["head-verb"]),
        headed_by=_codes(data["headed-by"]),
    )


def _codes(phrases: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    return MappingProxyType({folded(phrase): code for code, several in phrases.items() for phrase in several})
