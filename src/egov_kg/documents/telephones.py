"""Telephone numbers in a text: international ones, and others behind a word that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from egov_kg.documents.blanks import positions
from egov_kg.documents.contact_words import contact_words
from egov_kg.model import Span

_DIGITS = r"[0-9](?:[ \xa0.()/–-]{0,3}[0-9])"
_NUMBER = re.compile(r"[0-9](?<![0-9A-Za-z_][0-9])(?:[ \xa0.()/–-]{0,3}[0-9]){5,14}+")
_INTERNATIONAL = re.compile(rf"\+[ \xa0]?\(?{_DIGITS}{{7,14}}+(?![0-9A-Za-z_]|[.,][0-9])")
_ANOTHER = re.compile(
    rf"[ \xa0]{{0,2}}(?:[,;/]|and\b|y\b|e\b|o\b|or\b|et\b|ou\b)[ \xa0]{{0,2}}\+?\(?{_DIGITS}{{5,14}}+"
    rf"|[ \xa0]{{0,2}}/[ \xa0]{{0,2}}[0-9]{{1,6}}(?![0-9])"
    rf"|[ \xa0,(]{{0,3}}(?:ext|anexo|int|extensión|extension|ramal|interno|poste)\b[. :]{{0,3}}[0-9]{{1,6}}",
    re.IGNORECASE,
)
_NO_NUMBER = re.compile(
    r"(?:19|20)\d\d\D{1,3}(?:19|20)\d\d"  # years
    r"|(?:19|20)\d\d[./-]\d\d?[./-]\d\d?|\d\d?[./-]\d\d?[./-](?:19|20)\d\d"  # dates
    r"|\+?\d{1,3}\.\d+"  # a decimal number
)
_COUNT = re.compile(r"\+?[ \xa0]?\d{1,3}(?:([ \xa0.])\d{3})(?:\1\d{3})*")
_LOCAL = re.compile(
    r"(?<![\w.,/=&%()-])(?:"
    r"\([0-9]{2,5}\)[ \xa0-]?[0-9]{3,4}[ \xa0.-][0-9]{3,4}"  # (02) 234-5678
    r"|[0-9]{3}([-.])[0-9]{3}\1[0-9]{4}"  # 876-555-1234
    r"|0[0-9]{1,4}([ \xa0-])[0-9]{3,4}\2[0-9]{3,4}"  # 020 234 5678
    r")(?![\w/=-]|[.,][0-9]|[ \xa0][0-9])"
)
"""Numbers that are written as those of a country's own telephones are, and as no number of anything else."""
_HAS_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
"""A group that may be a year: ``0034-2020-1234`` is a law's or a file's number."""
_NUMBER_SIGN = re.compile(
    r"(?:\bn[o°º]?s?|[°º#№]|\bnum(?:ber|ero)?|\bisbn(?:-1[03])?|\bissn|\bdoi|\bid|\bruc|\bnit|\bact|\blaw|\bley|\bloi|\blei)"
    r"[.:]?\s*\Z",
    re.IGNORECASE,
)
_BEFORE = 60
_LONGEST_WORD = 300


def telephone_numbers(text: str) -> Iterator[Span]:
    """The stretches that are telephone numbers, with the numbers and extensions that follow them."""
    for at in positions(text, "+"):
        match = _INTERNATIONAL.match(text, at)
        if match is not None and _is_international(text, match):
            yield _with_followers(text, *match.span())
    for match in _NUMBER.finditer(text):
        start = match.start()
        while start > 0 and text[start - 1] in "+(" and match.start() - start < 2:
            start -= 1
        if _is_labelled(text, start, match):
            yield _with_followers(text, start, match.end())
    for match in _LOCAL.finditer(text):
        if _is_local(text, match):
            yield Span(*match.span())


def _is_local(text: str, match: re.Match[str]) -> bool:
    """Whether a number without a word before it is one of a telephone: no year in it, no sign of a number before."""
    if _HAS_YEAR.search(match[0]) or contact_words().counted.match(text, match.end()):
        return False
    if _NUMBER_SIGN.search(text, max(0, match.start() - 12), match.start()):
        return False
    return not _in_web_address(text, match.start())


def _with_followers(text: str, start: int, end: int) -> Span:
    while (another := _ANOTHER.match(text, end)) is not None:
        end = another.end()
    return Span(start, end)


def _is_international(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 1) : match.start()]
    if before.isalnum() or before in ("/", "=", "&", "%", ".", "_"):
        return False
    number = match[0]
    if _NO_NUMBER.fullmatch(number.lstrip("+ ")) or contact_words().counted.match(text, match.end()):
        return False
    count = _COUNT.fullmatch(number)
    return count is None or not (count[1] == "." or number.endswith("000"))


def _is_labelled(text: str, start: int, match: re.Match[str]) -> bool:
    if _NO_NUMBER.fullmatch(match[0]) or contact_words().counted.match(text, match.end()):
        return False
    label = contact_words().telephone.search(text, max(0, start - _BEFORE), start)
    if label is None or _in_web_address(text, label.start()):
        return False
    marked = ":" in label["glue"] or "|" in label["glue"]
    if marked:
        return True
    return not set("\r\n") & set(label["glue"]) and _COUNT.fullmatch(match[0]) is None


def _in_web_address(text: str, at: int) -> bool:
    word = (text[max(0, at - _LONGEST_WORD) : at] + "-").rsplit(maxsplit=1)[-1]
    return "://" in word or "www." in word
