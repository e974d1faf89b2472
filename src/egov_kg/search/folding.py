"""The form of names in which accents, capitals and punctuation make no difference."""

from __future__ import annotations

from typing import Final

from egov_kg.identifiers import fold

_LETTERS: Final = str.maketrans({
    "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d",
    "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ħ": "h", "Ħ": "h", "ı": "i", "ŧ": "t", "Ŧ": "t",
})  # fmt: skip
"""Letters that Unicode does not take apart, as people without them on the keyboard write them."""


def folded(text: str) -> str:
    """The words of a name, one space between them.

    >>> folded("Ministerio de Educación, Łódź")
    'ministerio de educacion lodz'
    """
    if not text.isascii():
        text = text.translate(_LETTERS)
    return fold(text).replace("-", " ")


def joined(text: str) -> str:
    """A name folded into one word, as acronyms are compared.

    >>> joined("A.G.E.S.I.C.")
    'agesic'
    """
    return folded(text).replace(" ", "")
