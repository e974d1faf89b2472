"""What the service speaks of: types and properties with the names that people read, and identifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from egov_kg.decisions import THINGS, class_of, full_iri
from egov_kg.vocabulary import SUPERCLASSES

TYPES: Final = {
    "Organization": "Organisation", "Agency": "Agency", "InternationalOrganization": "International organisation",
    "Country": "Country", "LegalInstrument": "Legal instrument", "Person": "Person", "Portal": "Portal",
    "Strategy": "Strategy",
}  # fmt: skip
"""The classes that are reconciled, the first for whoever names none."""
ORGANIZATIONS: Final = frozenset(["Organization", "Agency", "InternationalOrganization"])
_LOCAL: Final = re.compile(r"\w[\w-]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A property that can be asked for: its identifier is its name with a prefix, as in SPARQL."""

    id: str
    name: str
    types: frozenset[str] = frozenset()
    """The classes that have it; all where none is named."""


PROPERTIES: Final = (
    Property(id="rdfs:label", name="Name"),
    Property(id="skos:altLabel", name="Other name"),
    Property(id="egov:acronym", name="Acronym"),
    Property(id="egov:country", name="Country"),
    Property(id="egov:url", name="Web address"),
    Property(id="owl:sameAs", name="Same as (Wikidata)"),
    Property(id="egov:mandate", name="Mandate", types=frozenset(["Agency"])),
    Property(id="egov:under", name="Under", types=frozenset(["Agency"])),
    Property(id="egov:memberOf", name="Member of", types=frozenset(["Agency"])),
    Property(id="egov:createdBy", name="Created by", types=frozenset(["Agency"])),
    Property(id="egov:portalType", name="Portal type", types=frozenset(["Portal"])),
    Property(id="egov:instrumentType", name="Type of instrument", types=frozenset(["LegalInstrument"])),
    Property(id="egov:number", name="Number", types=frozenset(["LegalInstrument"])),
    Property(id="egov:year", name="Year", types=frozenset(["LegalInstrument"])),
    Property(id="egov:topic", name="Topic", types=frozenset(["LegalInstrument"])),
    Property(id="egov:strategyKind", name="Kind of strategy", types=frozenset(["Strategy"])),
    Property(id="egov:startYear", name="First year", types=frozenset(["Strategy"])),
    Property(id="egov:endYear", name="Last year", types=frozenset(["Strategy"])),
    Property(id="egov:iso3", name="ISO 3166-1 alpha-3", types=frozenset(["Country"])),
)
KNOWN: Final = {one.id: one for one in PROPERTIES}


def identifier(iri: str) -> str:
    """The identifier of a thing: its address below that of all things.

    >>> identifier("https://w3id.org/egov-kg/id/agency/KEN-icta")
    'agency/KEN-icta'
    """
    return iri.removeprefix(THINGS)


def thing(given: str) -> str | None:
    """The address of a thing by its identifier, its whole address, or its name with a prefix; None for what is none."""
    iri = given if given.startswith(THINGS) else full_iri(given) if ":" in given else THINGS + given
    known = iri is not None and class_of(iri) is not None and _LOCAL.match(iri[iri.rfind("/") + 1 :])
    return iri if known else None


def type_of(given: str) -> str | None:
    """The class of an identifier of a type; None for one that is not known."""
    name = given.removeprefix("egov:").rpartition("#")[2]
    return name if name in TYPES else None


def types_of(class_name: str) -> list[dict[str, str]]:
    """A class and those above it, as types of the protocol."""
    return [{"id": name, "name": TYPES.get(name, name)} for name in (class_name, *SUPERCLASSES.get(class_name, ()))]


def is_a(class_name: str, wanted: str) -> bool:
    """Whether things of a class are of another one too."""
    return wanted in (class_name, *SUPERCLASSES.get(class_name, ()))
