"""Symbol fonts: which character a code of theirs shows. Word writes them as private codes U+F000 and above."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

_FILE = Path(__file__).with_name("symbols.tsv")
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_FALLBACK = "wingdings"
"""The font that private codes without a font's name are from, but for a bullet of the font Symbol."""
_BOXES_OF_WINGDINGS_2 = frozenset({0x52, 0x53, 0x54, 0xA3})
"""Codes that are boxes there and nothing that a text holds in others: who lacks the font forgets its name."""
BOXES = MappingProxyType({"☐": False, "☑": True, "☒": True})
CHECKS, CROSSES = "✓✔", "✗✘"


@cache
def _table() -> Mapping[str, Mapping[int, str]]:
    table: dict[str, dict[int, str]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            font, code, character = line.split("\t")
            table.setdefault(font, {})[int(code, 16)] = character
    return table


def is_symbol_font(font: str) -> bool:
    """Whether a font shows other characters than its codes say."""
    return font.lower() in _table()


def symbol(font: str, code: int) -> str:
    """The character that a code of a symbol font shows; U+FFFD for one that no text needs."""
    known = _table().get(font.lower(), {})
    return known.get(code & 0xFF, "\ufffd")


def without_private_codes(text: str, font: str = "") -> str:
    """A text in which private codes of symbol fonts are the characters that they show."""
    if text.isascii():
        return text
    named = font if is_symbol_font(font) else _FALLBACK

    def shown(match: re.Match[str]) -> str:
        code = ord(match[0])
        character = symbol(named, code)
        if character != "\ufffd" or named != _FALLBACK:
            return character
        return symbol("wingdings 2" if code & 0xFF in _BOXES_OF_WINGDINGS_2 else "symbol", code)

    return _PRIVATE.sub(shown, text)


def in_symbol_font(text: str, font: str) -> str:
    """A text that is printed in a symbol font, as it is seen: plain letters are codes of the font too."""
    return "".join(symbol(font, ord(char)) if char.strip() and _is_code(char) else char for char in text)


def _is_code(char: str) -> bool:
    return ord(char) < 0x100 or 0xF000 <= ord(char) <= 0xF0FF
