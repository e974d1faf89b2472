"""What the registry holds: countries, international organisations, and their names as a text prints them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

LANGUAGES: Final = ("en", "es", "fr", "pt")
"""The languages (BCP 47) in which the registry has names."""

_LONGEST_ACRONYM: Final = 5


class NameKind(StrEnum):
    """What a registry name is a name of, and how: a full name, an adjective, or an abbreviation."""

    COUNTRY = "country"
    DEMONYM = "demonym"
    ORGANIZATION = "organization"
    ACRONYM = "acronym"


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country or area of ISO 3166-1.

    ``labels`` has one name a language; ``names`` has every name, the label first; ``ambiguous`` are the names and
    demonyms that mean something else too; ``tld`` starts with a dot; ``m49`` is the
    number of the UN's M49 standard in three digits.
    """

    iso3: str
    iso2: str
    labels: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    demonyms: Mapping[str, tuple[str, ...]]
    ambiguous: frozenset[str] = frozenset()
    tld: str | None = None
    m49: str | None = None
    region: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InternationalOrganization:
    """An international organisation, network or development agency, by its registry id.

    ``names`` has every name, former and misspelt ones too, the label first; ``former`` and ``misspelt`` are those of
    them that should not be shown; ``ambiguous`` are the names and acronyms that mean something else too; ``country``
    (ISO 3166-1 alpha-3) is set for an organisation of one country.
    """

    identifier: str
    kind: str
    labels: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    former: frozenset[str] = frozenset()
    misspelt: frozenset[str] = frozenset()
    acronyms: tuple[str, ...] = ()
    ambiguous: frozenset[str] = frozenset()
    country: str | None = None
    url: str | None = None
    wikidata: str | None = None

    @property
    def acronym(self) -> str | None:
        """The main acronym, if it has one."""
        return self.acronyms[0] if self.acronyms else None


class RegistryName(NamedTuple):
    """A name as a text may print it; ``target`` is an ISO 3166-1 alpha-3 code or the id of an organisation.

    ``language`` is None for an acronym. ``case_sensitive`` is False where a lower-case first letter is right (Spanish
    demonyms). An ``ambiguous`` name means something else too: it counts only beside other evidence.
    """

    text: str
    language: str | None
    kind: NameKind
    target: str
    case_sensitive: bool
    ambiguous: bool

    def accepts(self, printed: str) -> bool:
        """Whether the capitals of the printed words fit this name, their letters being equal otherwise.

        An abbreviation stands exactly as here; another name begins with a capital, the rest is free ("Estados unidos",
        "URUGUAY"); a short demonym wholly in capitals is somebody's acronym. Accents, spaces and punctuation are not
        compared.

        >>> RegistryName("Chad", "en", NameKind.COUNTRY, "TCD", True, True).accepts("chad")
        False
        """
        if self.kind is NameKind.DEMONYM and printed.isupper() and len(printed) <= _LONGEST_ACRONYM:
            return False
        if not self.case_sensitive:
            return True
        if self.kind is NameKind.ACRONYM or self.text.isupper():
            return _capitals(printed) == _capitals(self.text)
        return printed[:1].isupper() or not self.text[:1].isupper()


def _capitals(text: str) -> list[bool]:
    return [character.isupper() for character in text if character.isalnum()]
