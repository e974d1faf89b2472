"""Answers that list portals: every web address, with the kind its question or its own label gives it."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from egov_kg.extract.addresses import Address, find_addresses
from egov_kg.extract.passage import Passage
from egov_kg.extract.standing import is_gone_since, is_no_site
from egov_kg.model import Answer
from egov_kg.records import Portal, Record

RULE = "portal-of-question"
LABEL_RULE = "portal-by-its-label"


@lru_cache(maxsize=1)
def social_hosts() -> tuple[str, ...]:
    """Hosts of social media, whose pages are accounts and no portals."""
    lines = (Path(__file__).parent / "data" / "platforms.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(line.split("\t")[0] for line in lines if line and not line.startswith("#"))


def is_social(address: Address) -> bool:
    """Whether an address is one of a social medium."""
    return any(address.host == host or address.host.endswith(f".{host}") for host in social_hosts())


def read_portals(passage: Passage, answer: Answer) -> list[Record]:
    """One portal an address; what merely will replace a portal one day is none yet."""
    source = passage.source
    if answer.code is None or source.country is None:
        return []
    found: list[Record] = []
    seen: set[tuple[str, str]] = set()
    position = passage.start
    for address in find_addresses(passage.text, passage.start, passage.end):
        label, position = (position, address.start), address.end
        if is_social(address) or _announced(passage, label) or _is_not_there(passage, address, label[0]):
            continue
        kind, rule = _kind(passage, answer.code, label)
        if (kind, address.url) in seen:
            continue
        seen.add((kind, address.url))
        stretch = (address.start, address.end)
        found.append(
            Portal(
                country=passage.state(source.country.value, *stretch, rule),
                url=passage.state(address.url, *stretch, rule),
                portal_types=(passage.state(kind, *stretch, rule),),
            )
        )
    return found


def _is_not_there(passage: Passage, address: Address, low: int) -> bool:
    """Whether the words around an address say that its site is closed, to come or feigned."""
    sentence = passage.analysis.sentence_at(address.start)
    if sentence is None:
        return False
    following = find_addresses(passage.text, address.end, sentence.end)
    stop = following[0].start if following else max(sentence.end, address.end)
    if is_no_site(passage, address.start, address.end, max(low, sentence.start), stop):
        return True
    return not following and is_gone_since(passage, sentence, to_come=True)


def _announced(passage: Passage, label: tuple[int, int]) -> bool:
    return bool(passage.analysis.within(*label, "portal-replaced"))


def _kind(passage: Passage, asked: str, label: tuple[int, int]) -> tuple[str, str]:
    """The kind that a short label right before the address says, else the question's."""
    line_start = passage.text.rfind("\n", *label) + 1 or label[0]
    printed = re.sub(r"[\s:–-]+\Z", "", passage.text[line_start : label[1]])
    if passage.text[line_start : label[1]].rstrip().endswith(":") and len(printed.split()) <= 6:
        hits = passage.analysis.within(line_start, label[1], "portal-type")
        if hits:
            return hits[0].value, LABEL_RULE
    return asked, RULE
