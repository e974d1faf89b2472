"""Values of the stages made from invented words: a passage, a source, the mentions and the records of a document."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from egov_kg import registry
from egov_kg.config import Limits
from egov_kg.documents.markup import blank_markup
from egov_kg.extract.passage import Passage, Source
from egov_kg.model import Document, Span, Stated
from egov_kg.pipeline import analyzer
from egov_kg.records import (
    CountryRef,
    DocumentDescription,
    DocumentRecords,
    LegalInstrument,
    OrganizationMention,
    Record,
    Strategy,
    Text,
)

T = TypeVar("T")
KNOWN = pytest.mark.xfail(strict=True, reason="not so yet; delete this mark where it has become so")
"""A case that states what must hold and does not hold yet."""
HERE = (Span(0, 1),)
"""Where a value stands that no test looks up."""


def stated(value: T, rule: str = "test") -> Stated[T]:
    """A value as if it had been read."""
    return Stated(value=value, spans=HERE, rule=rule)


def document(text: str, name: str = "invented.txt") -> Document:
    """A document of a text, its markup blank."""
    sha256 = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return Document(file_name=name, path=Path(name), sha256=sha256, text=text, plain=blank_markup(text)[0])


def source(text: str, *, country: str | None = "MLT", language: str = "en", limits: Limits | None = None) -> Source:
    """A document while it is read."""
    return Source(
        document=document(text), registry=registry.load(), analyzer=analyzer, limits=limits or Limits(),
        language=language, country=stated(CountryRef(country)) if country else None,
    )  # fmt: skip


def passage(
    text: str, *, language: str = "en", spans: Sequence[tuple[int, int]] = (), country: str | None = "MLT",
    limits: Limits | None = None,
) -> Passage:  # fmt: skip
    """A passage of the whole text, or of some stretches of it."""
    return Passage(
        source=source(text, country=country, language=language, limits=limits),
        spans=tuple(Span(*span) for span in spans) or (Span(0, len(text)),),
        language=language,
    )


def body(
    *names: str, acronym: str = "", country: str = "MLT", urls: Sequence[str] = (), public: bool = True,
    language: str = "en",
) -> OrganizationMention:  # fmt: skip
    """A mention of an organisation."""
    return OrganizationMention(
        names=tuple(stated(Text(name, language)) for name in names),
        acronym=stated(acronym) if acronym else None,
        urls=tuple(stated(url) for url in urls),
        country=stated(CountryRef(country)) if country else None,
        public_body=public,
    )


def law(  # noqa: PLR0913  a citation has as many parts
    number: str = "", year: int | None = None, *titles: str, kind: str = "law", country: str = "MLT",
    gazette: str = "", language: str = "en",
) -> LegalInstrument:  # fmt: skip
    """A citation of an instrument."""
    return LegalInstrument(
        country=stated(CountryRef(country)),
        instrument_type=stated(kind),
        number=stated(number) if number else None,
        year=stated(year) if year else None,
        gazette_number=stated(gazette) if gazette else None,
        titles=tuple(stated(Text(title, language)) for title in titles),
    )


def strategy(
    *names: str, first: int | None = None, last: int | None = None, kind: str = "e-government", acronym: str = "",
    country: str = "MLT",
) -> Strategy:  # fmt: skip
    """A mention of a strategy."""
    return Strategy(
        country=stated(CountryRef(country)),
        names=tuple(stated(Text(name, "en")) for name in names),
        acronym=stated(acronym) if acronym else None,
        kind=stated(kind),
        start_year=stated(first) if first else None,
        end_year=stated(last) if last else None,
    )


def records(*found: Record, name: str = "invented.txt") -> DocumentRecords:
    """The records of a document of its own, told apart by its name."""
    return DocumentRecords(
        source=document(f"The text of {name}.", name),
        description=DocumentDescription(languages=("en",), country=stated(CountryRef("MLT"))),
        records=found,
    )
