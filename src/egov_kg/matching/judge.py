"""Whether a mention and a body are one: rules, each with its score and its reason.

No rule accepts what another country has, nor a part for the whole: words that one name has and the other lacks are
never guessed away. What is merely near is left to a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from egov_kg.matching.hosts import is_home, own_host, registered_domain
from egov_kg.matching.model import ACCEPT, Body, Mention
from egov_kg.matching.names import ParsedName, acronym_key, parse, stands_in

_ALONE: Final = frozenset(["ombudsman", "comptroller", "attorney-general", "parliament", "congress", "senate",
                           "presidency", "prosecutor"])  # fmt: skip
"""Bodies of which a country has one, so that the word alone names it."""
_KEEPS_NATIONAL: Final = frozenset(["bank", "university", "library", "company", "school", "museum", "academy"])
"""Sorts of bodies where the national one is another than the one without that word."""
_GENERAL: Final = frozenset(["directorate", "secretariat", "inspectorate", "department"])
_SURE_ACRONYM: Final = 6
"""Letters from which on an acronym is taken without a country, where only one body has it."""
_TELLING: Final = 5
"""Words from which on a name is taken without a country; an unusual one counts twice, an acronym as two."""


class Finding(NamedTuple):
    """How sure a rule is, its name, and why."""

    score: float
    method: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A mention taken apart; ``countries`` are those that its column, its name and its address say."""

    mention: Mention
    name: ParsedName
    country: str | None
    contradicts: bool
    host: str
    at_home: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A body taken apart."""

    body: Body
    names: tuple[ParsedName, ...]
    acronyms: frozenset[str]
    hosts: frozenset[str]
    country: str | None


def subject_of(mention: Mention, host_country: str | None) -> Subject:
    """A mention taken apart; the country of its host counts where nothing else says one."""
    name = parse(mention.name)
    return Subject(
        mention=mention,
        name=name,
        country=mention.country or name.country or host_country,
        contradicts=bool(mention.country and name.country and mention.country != name.country),
        host=own_host(mention.url) if mention.url else "",
        at_home=bool(mention.url) and is_home(mention.url),
    )


def known_of(body: Body) -> Known:
    """A body taken apart."""
    names = tuple(dict.fromkeys(parse(name) for name in body.names if name.strip()))
    said = {name.country for name in names if name.country}
    return Known(
        body=body,
        names=names,
        acronyms=frozenset(filter(None, [*map(acronym_key, body.acronyms), *(a for n in names for a in n.acronyms)])),
        hosts=frozenset(filter(None, map(own_host, body.urls))),
        country=body.country or (next(iter(said)) if len(said) == 1 and not body.worldwide else None),
    )


def judge(subject: Subject, known: Known, *, only_one: bool) -> Finding | None:
    """The best that the rules find; None where they exclude each other or have nothing in common.

    ``only_one`` is whether no other body has this name or acronym.
    """
    if subject.contradicts:  # a state of one country that is called like another one, where both names say it
        same = [name for name in known.names if name.squeezed == subject.name.squeezed]
        if not same or subject.mention.country != known.country:
            return None
    elif subject.country and known.country and subject.country != known.country:
        return None
    sure = known.body.worldwide or bool(subject.country and known.country)
    found = [_by_name(subject, known, name, sure=sure, only_one=only_one) for name in known.names]
    found.append(_by_acronym(subject, known, sure=sure, only_one=only_one))
    found.append(_by_host(subject, known))
    best = max((one for one in found if one is not None), default=None)
    if best is None or not subject.country:
        return best
    return best._replace(reasons=(*best.reasons, f"country {subject.country}")) if known.country else best


def _by_name(subject: Subject, known: Known, name: ParsedName, *, sure: bool, only_one: bool) -> Finding | None:
    own = subject.name
    exact = bool(own.squeezed) and own.squeezed == name.squeezed
    if not exact and (not own.words or not name.words):
        return None
    if not exact and own.words != name.words:
        return _near(own, name)
    score, method = (1.0, "same name") if exact else (0.97, "same words")
    reasons = [f"{method}: {name.text}"]
    if own.mended or name.mended:
        score -= 0.04
        reasons.append("a letter was wrong")
    if own.scope != name.scope:
        lacking = sorted(own.scope ^ name.scope)
        both = bool(own.scope - name.scope and name.scope - own.scope)
        score -= 0.03 if _may_lack(lacking, own.bodies) and not both else 0.25
        reasons.append(f"one of the two lacks {', '.join(lacking)}")
    strange = [one for one in own.acronyms - known.acronyms if not fits(one, (own, *known.names))]
    if strange:
        score -= 0.3
        reasons.append(f"{strange[0].upper()} is no acronym of it")
    if exact and own.squeezed in own.acronyms and _elsewhere(subject, known, own.squeezed):
        score -= 0.25
        reasons.append(f"{subject.host} is another one's")
    if not exact and len(own.words) == 1 and not _names_one(own, name):
        score -= 0.2
        reasons.append("one word alone")
    if not sure:
        words = len(own.words) + bool(own.unknown) + 2 * bool(own.acronyms & known.acronyms)
        telling = only_one and words >= _TELLING
        score = min(score, ACCEPT if telling else 0.8)
        reasons.append("the country is not known")
    return Finding(score, method, tuple(reasons))


def _names_one(own: ParsedName, name: ParsedName) -> bool:
    """Whether one word is enough: there is one such body a country, or both names say a country or a scope with it."""
    return own.words <= _ALONE or bool(own.country and name.country) or bool(own.scope and own.scope == name.scope)


def _may_lack(words: Iterable[str], bodies: frozenset[str]) -> bool:
    """Whether names of one body may differ by words such as ``national``."""
    for word in words:
        if word in ("national", "federal") and bodies & _KEEPS_NATIONAL:
            return False
        if word == "general" and not bodies & _GENERAL:
            return False
        if word == "public" and "ministry" not in bodies:
            return False
    return True


def fits(acronym: str, names: Iterable[ParsedName]) -> bool:
    """Whether an acronym may be one of these names."""
    return any(stands_in(acronym, name.squeezed) for name in names)


def _by_acronym(subject: Subject, known: Known, *, sure: bool, only_one: bool) -> Finding | None:
    own = subject.name
    shared = own.acronyms & known.acronyms
    if not shared:
        return None
    acronym = max(shared, key=len)
    reasons = [f"acronym {acronym.upper()}"]
    pieces = {word for word in own.unknown if any(word in one for one in own.acronyms)}
    if own.words - pieces - {"government"}:
        if any(own.words == name.words for name in known.names):
            return None
        if sure and only_one and len(acronym) >= 3 and any(_alike(own, name) for name in known.names):
            return Finding(0.91, "acronym", (*reasons, "a similar name beside it"))
        return Finding(0.7, "acronym", (*reasons, "other words beside it"))
    if own.scope:
        return Finding(0.7, "acronym", (*reasons, "other words beside it"))
    if sure:
        score = 0.93 if len(acronym) >= 3 and only_one else 0.75
    else:
        score = ACCEPT if len(acronym) >= _SURE_ACRONYM and only_one else 0.75
        reasons.append("the country is not known")
    if not only_one:
        reasons.append("several bodies have it")
    if _elsewhere(subject, known, acronym):
        score = min(score, 0.75)
        reasons.append(f"{subject.host} is another one's")
    return Finding(score, "acronym", tuple(reasons))


def _alike(own: ParsedName, name: ParsedName) -> bool:
    """Whether names share what they say, and nothing in the first makes it a part or another sort of body."""
    near = _near(own, name)
    return near is not None and not own.bodies - name.bodies - {"agency"} and not own.scope - name.scope - {"national"}


def _elsewhere(subject: Subject, known: Known, acronym: str) -> bool:
    """Whether the web address beside an acronym is that of somebody else."""
    return bool(
        subject.host
        and known.hosts
        and acronym not in subject.host.replace("-", "")
        and registered_domain(subject.host) not in map(registered_domain, known.hosts)
    )


def _by_host(subject: Subject, known: Known) -> Finding | None:
    """One web site: enough with a word in common where no name says that it is a part."""
    if not subject.host or subject.host not in known.hosts:
        return None
    own = subject.name
    reasons = (f"web address {subject.host}",)
    if own.acronyms & known.acronyms and subject.at_home:
        return Finding(0.93, "web address", (*reasons, "acronym"))
    for name in known.names:
        common = own.words & name.words
        if common - name.bodies and not own.bodies - name.bodies - {"agency"} and len(common) * 2 >= len(own.words):
            score = 0.92 if subject.at_home else 0.85
            return Finding(score, "web address", (*reasons, f"{', '.join(sorted(common))} in common"))
    return Finding(0.7, "web address", (*reasons, "the names differ"))


def _near(own: ParsedName, name: ParsedName) -> Finding | None:
    """Names that share words: for a person to decide."""
    common = own.words & name.words
    if not common - own.bodies or not common - name.bodies:
        return None
    share = len(common) / len(own.words | name.words)
    if share < 0.4:
        return None
    return Finding(round(0.45 + 0.35 * share, 4), "similar name", (f"similar: {name.text}",))
