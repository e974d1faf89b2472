"""The languages of the pages, and what pages say in each: ``messages/LANGUAGE.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

from egov_kg.errors import KnowledgeError

LANGUAGES: Final = ("en", "es")
"""By their tags of BCP 47; the first one is used where a person names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """What pages say in a language, by key."""

    language: str
    texts: Mapping[str, str | list[str]]

    def __call__(self, key: str, number: int | None = None, **values: object) -> str:
        """A message with values in its braces; of one that has a singular and a plural, the one for the number.

        Raises KnowledgeError for a key that the catalogue lacks.
        """
        found = self.texts.get(key)
        if found is None:
            raise KnowledgeError(f"{self.language}.yaml", key, "pages use this message, and the catalogue lacks it")
        if not isinstance(found, str):
            found = found[number != 1]
        return found.format(number=number, **values) if values or number is not None else found

    def has(self, key: str) -> bool:
        """Whether the catalogue holds a message."""
        return key in self.texts


@cache
def messages(language: str) -> Messages:
    """The catalogue of a language of LANGUAGES, read once."""
    file = files("egov_kg.pages") / "messages" / f"{language}.yaml"
    return Messages(language=language, texts=yaml.safe_load(file.read_text(encoding="utf-8")))


def preferred_language(accept: str) -> str:
    """The language of LANGUAGES that an Accept-Language header likes best (RFC 9110, section 12.5.4)."""
    best, liking = LANGUAGES[0], 0.0
    for part in accept.split(","):
        tag, _, weight = part.partition(";")
        language = tag.strip().lower().partition("-")[0]
        try:
            given = float(weight.partition("=")[2]) if weight.strip() else 1.0
        except ValueError:
            continue
        if language in LANGUAGES and given > liking:
            best, liking = language, given
    return best


__all__ = ["LANGUAGES", "Messages", "messages", "preferred_language"]
