"""How many follow an account: the number in its row, or the one that a sentence counts."""

from __future__ import annotations

import re
from typing import NamedTuple

from egov_kg.extract.addresses import find_addresses
from egov_kg.extract.word_groups import phrases_of_group
from egov_kg.language import folded

_PLATFORM = r"(?:(?:facebook|twitter|instagram|youtube|linkedin|tiktok|telegram)\s+)?"
_WORDS = (
    rf"(?:{_PLATFORM}(?:followers|subscribers|fans|f[ãa]s|seguidores|suscriptores|suscritos|abonn[ée]s|inscritos"
    r"|subscritores|assinantes)\b)"
)
_FOLLOWED = (
    r"\b(?:followed\s+by|segui(?:do|da|dos|das)\s+por|suivi(?:e|s|es)?\s+par)\s+(?=[\d.,\s]+(?:people|users|accounts"
    r"|personas|usuarios|cuentas|personnes|utilisateurs|comptes|pessoas|utilizadores|usu[áa]rios|contas)\b)"
)
_NUMBER = r"(\d{1,3}(?:[.,  ]\d{3})+|\d{1,9})(?![\w/]|[.,]\d)"
_COUNT = re.compile(rf"(?<![\w.,/@-]){_NUMBER}")
_COUNTED = re.compile(
    rf"(?<![\w.,/@-]){_NUMBER}\s*(?:de\s+)?{_WORDS}|(?:\b{_WORDS}\s*[:=]?\s*|{_FOLLOWED}){_NUMBER}", re.I
)
_SIGN = re.compile(r"[<>≤≥]\s*\Z")


class Count(NamedTuple):
    """A number of followers with its place."""

    value: int
    start: int
    end: int


def _count(text: str, start: int, end: int) -> Count:
    return Count(int(re.sub(r"\D", "", text[start:end])), start, end)


def _is_bound(before: str) -> bool:
    """Whether the words before a number make it the least or the most there may be."""
    bounds = [*phrases_of_group("bound").finditer(folded(before))]
    return bool(_SIGN.search(before) or (bounds and not before[bounds[-1].end() :].strip()))


def counts_in(text: str, start: int, end: int) -> list[Count]:
    """The numbers that a stretch says are followers; a bound (``more than 1,000``) is no number."""
    found = []
    for match in _COUNTED.finditer(text, start, end):
        group = 1 if match[1] else 2
        if not _is_bound(text[max(start, match.start(group) - 20) : match.start(group)]):
            found.append(_count(text, *match.span(group)))
    return found


def counts_in_order(text: str, start: int, end: int, places: int) -> list[Count]:
    """So many numbers that stand in one list before the word for followers (``1,200, 340 and 56 followers``)."""
    link = r"\s*(?:,|;|\s(?:and|y|e|et)\s)\s*"
    listed = re.compile(rf"(?<![\w.,/@-]){_NUMBER}(?:{link}{_NUMBER}){{{places - 1}}}\s*(?:de\s+)?{_WORDS}", re.I)
    match = listed.search(text, start, end) if places > 1 else None
    if match is None or _is_bound(text[max(start, match.start() - 20) : match.start()]):
        return []
    return [_count(text, *one.span(1)) for one in _COUNT.finditer(text, *match.span())][:places]


def count_of_row(text: str, start: int, end: int) -> Count | None:
    """The one number of a table row, which alone says what it counts."""
    if "\t" not in text[start:end] and "|" not in text[start:end]:
        return None
    spans = [(a.start, a.end) for a in find_addresses(text, start, end)]
    numbers = [m for m in _COUNT.finditer(text, start, end) if not any(low <= m.start() < high for low, high in spans)]
    return _count(text, *numbers[0].span(1)) if len(numbers) == 1 else None
