"""Electronic mail addresses in a text, also those that are written so that robots miss them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from egov_kg.documents.blanks import positions
from egov_kg.documents.contact_words import contact_words
from egov_kg.model import Span

_LOCAL = r"\w.+%&'\\-"
_LOCAL_CHARACTER = re.compile(f"[{_LOCAL}]")
_LONGEST_LOCAL = 256
_DOMAIN = re.compile(
    r"(?P<gap>[ \t\xa0]{0,2}+(?:\r?\n)?)(?P<domain>(?:[\w-]{1,63}+\\?\.){1,8}(?P<top>[^\W\d_]{2,24}+))(?![\w-])"
)
# Written between the two sides in place of @, then a domain whose dots may be words too.
_LABEL = r"[\w-]{1,63}+"
_DOT = r"(?:\s?\.\s?|\s?[(\[{<]\s?(?:dot|punto|ponto|point)\s?[)\]}>]\s?|\s(?:dot|punto|ponto)\s)"
_DOT_WORD = r"(?:\s?[(\[{<]\s?(?:dot|punto|ponto|point)\s?[)\]}>]\s?|\s(?:dot|punto|ponto)\s)"
_HIDDEN = re.compile(
    rf"(?<![{_LOCAL}])[{_LOCAL}]++\s{{0,2}}(?:"
    rf"(?:[(\[{{<]\s?(?:at|arroba|@)\s?[)\]}}>]|(?<=\s)arroba(?=\s))\s{{0,2}}{_LABEL}(?:{_DOT}{_LABEL}){{1,6}}"
    rf"|(?<=\s)at\s{_LABEL}{_DOT_WORD}{_LABEL}(?:{_DOT}{_LABEL}){{0,5}})",
    re.IGNORECASE,
)
_HIDDEN_SIGNS = (b"(at)", b"[at]", b"{at}", b"<at>", b"( at )", b"[ at ]", b"(@)", b"[@]", b"arroba", b" dot ", b"dot)")
_FILE_SUFFIXES = frozenset(("png", "jpg", "jpeg", "gif", "svg", "webp", "pdf", "css", "js", "html", "htm", "php"))
_MAILTO = "mailto:"


def mail_addresses(text: str) -> Iterator[Span]:
    """The stretches that are addresses, a ``mailto:`` before them included; not social media handles."""
    for at in positions(text, "@＠"):
        span = _around(text, at)
        if span is not None:
            yield span
    lowered = text.encode(errors="replace").lower()  # in bytes, a search is five times as fast
    if any(sign in lowered for sign in _HIDDEN_SIGNS):
        for match in _HIDDEN.finditer(text):
            yield Span(*match.span())


def _around(text: str, at: int) -> Span | None:
    """The address around an @, with the spaces that may stand beside it."""
    domain = _DOMAIN.match(text, at + 1)
    if domain is None or domain["top"].lower() in _FILE_SUFFIXES or domain["domain"].lower().startswith("www."):
        return None
    end = at
    while end > max(0, at - 3) and text[end - 1].isspace():
        end -= 1
    start = end
    while start > max(0, end - _LONGEST_LOCAL) and _LOCAL_CHARACTER.match(text[start - 1]):
        start -= 1
    while start < end and not text[start].isalnum() and text[start] != "_":
        start += 1
    local = text[start:end]
    if not local or text[start - 1 : start] == "@" or not _belongs(text, Span(start, end), at, domain):
        return None
    if text[max(0, start - len(_MAILTO)) : start].lower() == _MAILTO:
        start -= len(_MAILTO)
    return Span(start, domain.end())


def _belongs(text: str, local: Span, at: int, domain: re.Match[str]) -> bool:
    """Whether a word before spaces and an @ is the left side of an address: ``Ministry @ministry.gob`` is a handle."""
    if local.end == at:
        return True
    if contact_words().mail.search(text, max(0, local.start - 40), local.start):
        return True
    if set("\r\n") & set(text[local.end : at]):
        return False
    word = text[local.start : local.end]
    if domain["gap"]:
        return text[domain.end() : domain.end() + 1] != "/"
    return word.islower() and not word.isalpha()
