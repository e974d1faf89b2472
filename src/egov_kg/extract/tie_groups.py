"""Whom a clause of an answer on cooperation names: parties in groups that share what is said of them.

Parties joined only by commas and "and" are one group. What stands between two groups belongs to the one or the other:
the words for a kind before a group are its own, and those behind it up to the words before the next group.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from egov_kg.extract.mentions import country_mentions, international_mentions
from egov_kg.extract.passage import Passage
from egov_kg.language import folded
from egov_kg.records import CountryRef, InternationalRef

Named = tuple[CountryRef | InternationalRef, tuple[int, int]]

_JOINED = re.compile(
    r"[\s,/|]*(?:\([^()]*\)[\s,]*)?"
    r"(?:(?:and|y|e|et|as well as|asi como|the|el|la|los|las|le|les|l'|o|a|os|as|of|de|del|da|do|des|du|con|with|"
    r"republic|republica|kingdom|reino|government|gobierno|state|estado|member|un|both|"
    r"(?:since|desde|depuis|in|en|em)(?:\s+(?:19|20)\d\d)?)\b[\s,]*)*"
)
_NAMES_ONLY = re.compile(
    r"[\s\"“'(]*(?:(?:the|la|el|los|las|l'|o|a|le|les|and|y|e|et|with|con|from|of|de|del|to)\s+|[A-ZÀ-Ý][\w'-]*[\s,]+)*"
    r"[\"“'(]*"
)
"""Nothing but names, commas and articles: an enumeration that began before."""
_CHANNEL = re.compile(
    r"\b(?:through|via|a traves de|mediante|atraves d[eao]|par l'intermediaire d[eu])\s+(?:the\s+|la\s+|el\s+|l')?\Z"
)
_RELATIVE = re.compile(r"\s*,?\s+(?:which|who|que|quien|la cual|el cual|qui|cuy[ao]s?|whose)\b[^,;.]*")
_SELF = re.compile(r"\b(?:we|our|us|both|nosotros|nuestr[oa]s?|ambos|ambas|hemos|nous|notre|nos|noss[oa])\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Parties that share what is said, the stretch their names take, and the stretches before and behind it."""

    parties: tuple[Named, ...]
    start: int
    end: int
    before: tuple[int, int]
    behind: tuple[int, int]


def clauses(passage: Passage, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence cut at semicolons outside brackets."""
    cuts, depth = [start], 0
    for index in range(start, end):
        char = passage.text[index]
        depth += (char in "([") - (char in ")]")
        if char == ";" and depth <= 0:
            cuts.append(index + 1)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def groups(passage: Passage, clause: tuple[int, int], reporter: CountryRef) -> list[Group]:
    """The groups of parties of a clause, the reporting country and third parties left out."""
    named = _named(passage, clause, reporter)
    bundles: list[list[Named]] = []
    for one in named:
        if bundles and _together(passage, bundles[-1][-1][1][1], one[1][0]):
            bundles[-1].append(one)
        else:
            bundles.append([one])
    stretches = [(bundle[0][1][0], _with_bracket(passage, bundle[-1][1][1], clause[1])) for bundle in bundles]
    found = []
    for index, bundle in enumerate(bundles):
        start, end = stretches[index]
        low = stretches[index - 1][1] if index else clause[0]
        high = stretches[index + 1][0] if index + 1 < len(bundles) else clause[1]
        found.append(Group(parties=tuple(bundle), start=start, end=end, before=(low, start), behind=(end, high)))
    return found


def _with_bracket(passage: Passage, end: int, limit: int) -> int:
    """The end of a name with the brackets right behind it."""
    match = re.compile(r"\s*\([^()]{0,60}\)").match(passage.text, end, limit)
    return match.end() if match else end


_ACRONYM = re.compile(r"\b[A-Z]{2,10}\b(?:\s*-)?")


def _together(passage: Passage, end: int, start: int) -> bool:
    """Whether only small words, commas and acronyms of bodies stand between two parties."""
    return _JOINED.fullmatch(folded(_ACRONYM.sub(" ", passage.text[end:start]))) is not None


def _named(passage: Passage, clause: tuple[int, int], reporter: CountryRef) -> list[Named]:
    """Countries and organisations of the registry, each once, in order."""
    found: dict[CountryRef | InternationalRef, tuple[int, int]] = {}
    organizations = international_mentions(passage, *clause, enumerated=True)
    aside = _asides(passage, clause, reporter)
    for start, end, iso3 in country_mentions(passage, *clause):
        inside = any(low <= start and end <= high for low, high, _ in organizations)
        if iso3 != reporter.iso3 and not inside and not _left_out(passage, clause, start, aside):
            found.setdefault(CountryRef(iso3), (start, end))
    for _, end, _ in organizations:
        _forget_owner(passage, found, end)
    for start, end, identifier in organizations:
        if not _left_out(passage, clause, start, aside) and not _is_channel(passage, clause, start, found):
            found.setdefault(InternationalRef(identifier), (start, end))
    return sorted(found.items(), key=lambda item: item[1])


_OF = re.compile(r"\s*(?:\([^()]{1,20}\)\s*)?(?:,\s*)?(?:of|de|del|du|da|do|from)\s+(?:the\s+|la\s+|el\s+|l')?\Z")


def _forget_owner(
    passage: Passage, found: dict[CountryRef | InternationalRef, tuple[int, int]], end: int
) -> None:
    """Leaves out a country that only says where an organisation is from (``the X Academy of Ruritania``)."""
    for party, (start, _) in list(found.items()):
        between = folded(passage.text[end:start]) if end <= start else ""
        if isinstance(party, CountryRef) and _OF.fullmatch(between):
            del found[party]


def _left_out(passage: Passage, clause: tuple[int, int], start: int, aside: list[tuple[int, int]]) -> bool:
    return any(low <= start < high for low, high in aside) or _third_party(passage, clause, start)


def _asides(passage: Passage, clause: tuple[int, int], reporter: CountryRef) -> list[tuple[int, int]]:
    """Relative clauses right behind another country: what they say is that country's own."""
    found = []
    for _, end, iso3 in country_mentions(passage, *clause):
        match = _RELATIVE.match(folded(passage.text[end : clause[1]])) if iso3 != reporter.iso3 else None
        if match and _membership_inside(passage, end, end + match.end()):
            found.append((end, end + match.end()))
    return found


def _membership_inside(passage: Passage, start: int, end: int) -> bool:
    return any(hit.value in ("membership", "participation") for hit in passage.analysis.within(start, end, "tie-kind"))


def _third_party(passage: Passage, clause: tuple[int, int], start: int) -> bool:
    """``a project promoted by X``, ``unlike X``: X is not who cooperates."""
    low = max(clause[0], start - 120)
    return any(
        _NAMES_ONLY.fullmatch(passage.text[hit.end : start])
        for hit in passage.analysis.within(low, start, "third-party")
    )


def _is_channel(
    passage: Passage, clause: tuple[int, int], start: int, others: dict[CountryRef | InternationalRef, tuple[int, int]]
) -> bool:
    """Whether an organisation is only what a tie with another party runs through."""
    before = folded(passage.text[max(clause[0], start - 40) : start])
    return bool(others) and _CHANNEL.search(before) is not None


def heads_clause(passage: Passage, clause: tuple[int, int], group: Group) -> bool:
    """Whether a group stands as heading of its clause: at its start, a colon, dash or bracket behind it."""
    if group.start > clause[0] + 4:
        return False
    return passage.text[group.end : clause[1]].lstrip()[:1] in (":", "-", "–", "(", "|")


_DATED = re.compile(r"\A\s*(?:in|since|en|desde|depuis|em)\s+(?:[a-z]+\s+(?:de\s+|of\s+)?)?(?:19|20)\d\d,?\s+")
_ARTICLE = 5
"""Characters before a name at a clause's beginning: an article, a mark."""


def tells_of_another(passage: Passage, clause: tuple[int, int], found: list[Group], reporter: CountryRef) -> bool:
    """Whether a clause says what another country is or joined, without a word of the reporting one."""
    opening = _DATED.sub("", folded(passage.text[clause[0] : found[0].start])) if found else ""
    if not found or not isinstance(found[0].parties[0][0], CountryRef) or len(opening) > _ARTICLE:
        return False
    if heads_clause(passage, clause, found[0]):
        return False
    own = any(iso3 == reporter.iso3 for _, _, iso3 in country_mentions(passage, *clause))
    own = own or any(hit.value == reporter.iso3 for hit in passage.analysis.within(*clause, "demonym"))
    own = own or _SELF.search(folded(passage.text[slice(*clause)])) is not None
    kinds = {hit.value for hit in passage.analysis.within(found[0].start, clause[1], "tie-kind")}
    return not own and bool(kinds) and kinds <= {"membership", "participation"}


_WORD = re.compile(r"[a-zà-ÿ]{2,}")
_LIST_WORDS = frozenset([
    "yes", "si", "oui", "sim", "and", "the", "member", "membership", "participant", "observer", "status", "of", "in",
    "with", "miembro", "membresia", "observador", "y", "con", "el", "la", "los", "las", "de", "del", "both", "also",
    "membre", "membro", "namely", "as", "follows",
])  # fmt: skip


def is_bare_list(passage: Passage, clause: tuple[int, int], found: list[Group]) -> bool:
    """Whether a clause is nothing but names: the question says what they are."""
    rest = list(passage.text[slice(*clause)])
    for group in found:
        for index in range(group.start, group.end):
            rest[index - clause[0]] = " "
    plain = re.sub(r"\([^()]*\)", " ", "".join(rest))
    words = [word for word in _WORD.findall(folded(plain)) if word not in _LIST_WORDS]
    return bool(found) and len(words) <= 1
