"""Which country a page or report is about, where no form says it: by names, adjectives and web addresses together."""

from __future__ import annotations

from collections import Counter

from egov_kg.extract.addresses import find_addresses
from egov_kg.model import Span, Stated
from egov_kg.records import CountryRef
from egov_kg.registry import NameKind, PrintedName, Registry

RULE = "country-of-prose"
HEAD = 300
"""Characters at the beginning, where a title and a dateline stand: a name there counts three times."""
HOST = 3
"""What a host under a country's own domain counts, each host once."""
HOSTS_ALONE = 3
"""So many hosts say a country that is named nowhere."""
LEAST = 4
MARGIN = 1.5
"""How many times as much as any other country the one must count that a document is about."""
SEARCHED = 500_000
"""Characters at its beginning in which a document names its country, if it does."""


def find_home(text: str, registry: Registry) -> Stated[CountryRef] | None:
    """The country that a text is about; None where two come near each other, as in a report on two of them.

    Of two that come near each other it is the one under whose domain all of the text's own addresses stand. A name that
    means something else too (``Georgia``) counts where such an address says which is meant.
    """
    hosts = _hosts(text, registry)
    said: Counter[str] = Counter()
    first: dict[str, Span] = {}
    for name in registry.printed.find(text, min(len(text), SEARCHED)):
        if name.ambiguous and name.iso3 not in hosts:
            continue
        said[name.iso3] += _weight(text, name)
        if name.kind is NameKind.COUNTRY:
            first.setdefault(name.iso3, Span(name.start, name.end))
    counts = said + Counter({iso3: HOST * len(spans) for iso3, spans in hosts.items()})
    iso3 = _clear(counts) or _of_all_hosts(said, hosts)
    if iso3 is None or (not said[iso3] and len(hosts[iso3]) < HOSTS_ALONE):
        return None
    place = first.get(iso3) or min(hosts.get(iso3, {}).values(), default=None)
    return Stated(value=CountryRef(iso3), spans=(place,), rule=RULE) if place else None


def _weight(text: str, name: PrintedName) -> int:
    """What a name counts: more in a title or dateline, and most in capitals there, as a cover prints it."""
    if name.start >= HEAD or name.kind is not NameKind.COUNTRY:
        return 1
    return LEAST if text[name.start : name.end].isupper() else 3


def _hosts(text: str, registry: Registry) -> dict[str, dict[str, Span]]:
    """The hosts under the domain of each country, with where each stands first."""
    found: dict[str, dict[str, Span]] = {}
    for address in find_addresses(text, 0, min(len(text), SEARCHED)):
        iso3 = registry.country_of_host(address.host)
        if iso3:
            found.setdefault(iso3, {}).setdefault(address.host, Span(address.start, address.end))
    return found


def _clear(counts: Counter[str]) -> str | None:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    (iso3, most), (_, second) = [*ranked, ("", 0), ("", 0)][:2]
    return iso3 if most >= LEAST and most >= MARGIN * second else None


def _of_all_hosts(said: Counter[str], hosts: dict[str, dict[str, Span]]) -> str | None:
    """The one country of all addresses, where the text names none more than twice as often."""
    if len(hosts) != 1:
        return None
    (iso3,) = hosts
    return iso3 if said[iso3] >= LEAST and 2 * said[iso3] >= max(said.values()) else None
