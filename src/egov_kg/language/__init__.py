"""Languages as data, and what spaCy makes of a text with them: tokens, sentences, matched phrases."""

from egov_kg.language.analysis import Analysis, Analyzer, Hit, Sentence, Token, load_analyzer
from egov_kg.language.identify import identify
from egov_kg.language.lexicon import LANGUAGES, Lexicon, folded, load_lexicon, unaccented

__all__ = [
    "LANGUAGES",
    "Analysis",
    "Analyzer",
    "Hit",
    "Lexicon",
    "Sentence",
    "Token",
    "folded",
    "identify",
    "load_analyzer",
    "load_lexicon",
    "unaccented",
]
