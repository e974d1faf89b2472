"""The stretch of a name in an entry: without labels, links and remarks around it, and its acronym apart."""

from __future__ import annotations

import re

from egov_kg.extract.names import looks_like_acronym, stands_for
from egov_kg.language import LANGUAGES, folded, load_lexicon

Stretch = tuple[int, int]

EDGE = " \t\r\n-–—:|,;.·•*/()[]<>→"
_LABEL_BEFORE = re.compile(
    r"\s*(?:names?|nombres?|nom|nome|institutions?|instituci[oó]n|agency|organi[sz]ation|body|entidad|organismo)"
    r"\s*:\s*",
    re.I,
)
_LABEL_BEHIND = re.compile(
    r"[\s(,;:–-]*\b(?:link|url|web(?: ?site| page)?|website|p[aá]gina web|sitio web|enlace|available at|see|at)"
    r"\s*:?\s*\Z",
    re.I,
)
_LINK_BEFORE = re.compile(
    r"(?:and|as well as|y|e|et|also|además|así como|bem como)\s+(?=[A-ZÀ-Þ]|the |el |la |los |las |o |a |le |l')"
)
_LINK_BEHIND = re.compile(r"\s+(?:and|y|e|et|of|de|del|du|do|da|the)\Z")
_BRACKET = re.compile(r"\s*\(\s*([^()\n]{2,120}?)\s*\)\s*")
_TAIL = re.compile(r"[\s,–-]+([A-ZÀ-Ý][A-ZÀ-Ý0-9-]{1,11})\Z")


def head_language(name: str) -> str | None:
    """The first language, in the order of LANGUAGES, whose head words a name uses; None where it uses none."""
    words = set(re.findall(r"[\w-]+", folded(name)))
    return next((lang for lang in LANGUAGES if words & load_lexicon(lang).words["organization-head"]), None)


def trim(text: str, start: int, end: int) -> Stretch:
    """A stretch without what stands around a name: marks, words that join it to a list, labels of it or its address."""
    while True:
        low, high = _trimmed_once(text, start, end)
        if (low, high) == (start, end) or low >= high:
            return low, high
        start, end = low, high


def _trimmed_once(text: str, start: int, end: int) -> Stretch:
    while start < end and text[start] in EDGE and not (text[start] == "(" and ")" in text[start:end][1:]):
        start += 1
    while end > start and text[end - 1] in EDGE and not (text[end - 1] == ")" and "(" in text[start : end - 1]):
        end -= 1
    before = _LABEL_BEFORE.match(text, start, end) or _LINK_BEFORE.match(text, start, end)
    if before and before.end() < end:
        return before.end(), end
    behind = _LABEL_BEHIND.search(text[start:end]) or _LINK_BEHIND.search(text[start:end])
    if behind and behind.start() > 0:
        return start, start + behind.start()
    return start, end


def name_and_acronym(text: str, start: int, end: int) -> tuple[Stretch, Stretch | None]:
    """The name in a stretch without what stands in brackets behind it, and its acronym, printed before or behind."""
    bracket = next((one for one in _BRACKET.finditer(text, start, end) if _ends_name(text, one, start, end)), None)
    if bracket:
        before = trim(text, start, bracket.start())
        if looks_like_acronym(bracket[1]) and " " not in bracket[1]:
            return before, bracket.span(1)
        outside = text[slice(*before)]
        if looks_like_acronym(outside) and (head_language(bracket[1]) or stands_for(outside, bracket[1])):
            return bracket.span(1), before
        return name_and_acronym(text, *before)
    tail = _TAIL.search(text[start:end])
    name = trim(text, start, start + tail.start()) if tail else (start, end)
    words = text[slice(*name)].split()
    # What ends in a linking word goes on with the capitals behind it: ``Ministry of ICT``.
    whole = tail is not None and name[1] == start + tail.start() and len(words) > 1 and tail[1] not in words
    if tail and whole and stands_for(tail[1], " ".join(words)):
        return name, (start + tail.start(1), start + tail.end(1))
    return (start, end), None


def _ends_name(text: str, bracket: re.Match[str], start: int, end: int) -> bool:
    """Whether a bracket is the last of a stretch, or one with an acronym behind which a comma ends the name."""
    if bracket.start() <= start:
        return False
    behind = text[bracket.end() : end]
    return not behind.strip(EDGE) or (behind[0] in ",:" and looks_like_acronym(bracket[1]))


def bracketed_name(text: str, start: int, end: int, name: str) -> Stretch | None:
    """The name in another language that stands in the brackets behind a name."""
    match = _BRACKET.match(text, start, end)
    if match is None or looks_like_acronym(match[1]) or not head_language(name):
        return None
    language = head_language(match[1])
    return match.span(1) if language and language != head_language(name) else None
