"""The forms in which names are compared."""

from __future__ import annotations

import unicodedata
from typing import Final

_SEPARATORS: Final = dict.fromkeys(code for code in range(128) if not chr(code).isalnum())
LONGEST_CODE: Final = 4
"""An abbreviation in capitals of at most so many letters is a word in lower case (US, WHO, FIRST): capitals count."""


def name_key(text: str) -> str:
    """The letters and digits of a name in lower case without accents, so that "Red Gealc" and "RedGEALC" are one.

    >>> name_key("Côte d'Ivoire")
    'cotedivoire'
    """
    if text.isascii():
        return text.lower().translate(_SEPARATORS)
    return "".join([char for char in unicodedata.normalize("NFKD", text.lower()) if char.isalnum()])


def code_key(text: str) -> str:
    """The letters and digits of an abbreviation as they stand: "EE. UU." and "EEUU" are one, "us" and "US" are not."""
    if text.isascii():
        return text.translate(_SEPARATORS)
    return "".join([char for char in text if char.isalnum()])


def is_code(text: str) -> bool:
    """Whether a name is an abbreviation whose capitals count."""
    return text.isupper() and len(code_key(text)) <= LONGEST_CODE
