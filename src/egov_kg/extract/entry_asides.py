"""Words before a name in an entry that say what the body is for (``for schools, and the Ministry of …``)."""

from __future__ import annotations

import re

from egov_kg.extract.entry_names import Stretch, head_language, trim
from egov_kg.extract.names import organization_names
from egov_kg.extract.passage import Passage
from egov_kg.extract.word_groups import phrases_of_group, words_of_group
from egov_kg.language import folded

_WORD = re.compile(r"[lLdD]['’](?=\w)|[\w-]+")
_JOINS = frozenset(["and", "y", "e", "et", "as", "well", "also", "ademas", "tambien", "asi", "como", "ainsi", "que"])
_LONGEST = 14
"""Words; a longer opening is a sentence of its own."""


def without_aside(passage: Passage, start: int, end: int) -> Stretch:
    """A stretch without the words before its first name that only say what that body is for."""
    names = organization_names(passage, start, end)
    first = names[0].start if names else start
    if first <= start or not _is_aside(passage.text[start:first]):
        return start, end
    return trim(passage.text, first, end)


def is_charge(passage: Passage, start: int, end: int) -> Stretch | None:
    """The name at the end of a sentence that says whom something is with (``X falls under the Ministry of Y``)."""
    names = organization_names(passage, start, end)
    if len(names) != 1 or re.search(r"\w", passage.text[min(names[0].whole_end, end) : end]):
        return None
    before = folded(passage.text[start : names[0].start])
    said = [match.end() for match in phrases_of_group("in-charge").finditer(before)]
    links = words_of_group("article") | words_of_group("preposition")
    if not said or set(_WORD.findall(before[said[-1] :])) - links:
        return None
    return names[0].start, end


def _is_aside(words: str) -> bool:
    """``for energy, the``, ``y, en materia de agua, la``: a preposition or small words first, and an article last."""
    plain = _WORD.findall(folded(words))
    printed = _WORD.findall(words)
    while plain and (plain[0] in _JOINS or plain[0] in words_of_group("yes")):
        plain, printed = plain[1:], printed[1:]
    if not plain:
        return True
    if len(plain) > _LONGEST or head_language(words) is not None:
        return False
    links = words_of_group("article") | words_of_group("preposition") | frozenset(["l'", "d'", "l", "d"])
    opens = plain[0] in words_of_group("preposition")
    small = any(word[0].islower() and folded(word) not in links for word in printed)
    ends = plain[-1] in links or words.rstrip()[-1] in ",:"
    return ends and (opens or small)


__all__ = ["is_charge", "without_aside"]
