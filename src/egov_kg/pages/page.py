"""What a page is: where it stands, and the function that makes its HTML."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from egov_kg.pages.asking import Ask
from egov_kg.pages.rendering import Site
from egov_kg.store import Answering

Make: TypeAlias = "Callable[[Context], Awaitable[str | None]]"
"""Makes the HTML; None where there is no such page."""

Remember: TypeAlias = Callable[[str, Callable[[], Awaitable[str]]], Awaitable[str]]
"""Gives what was made under a name, and has it made where it was not."""


async def work_out_again(name: str, make: Callable[[], Awaitable[str]]) -> str:
    """Remembers nothing."""
    del name
    return await make()


Every: TypeAlias = Callable[[Ask], Awaitable[Sequence[str]]]
"""Lists the paths of all pages of a kind, below the language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a page is made from: who answers queries, the site, the values in the path, and those of a form.

    ``answering`` answers from a thread of its own what takes many queries; ``folder`` is that of the build, None where
    only an endpoint is known; ``remember`` keeps under a name what is dear to make, as long as the build is the same.
    """

    ask: Ask
    site: Site
    answering: Answering
    folder: Path | None = None
    path: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, Sequence[str]] = field(default_factory=dict)
    remember: Remember = work_out_again

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.site.language


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A kind of page: its pattern below the language, with names in braces, its maker, and all of its paths."""

    pattern: str
    make: Make
    every: Every




def alone(pattern: str, make: Make) -> Page:
    """A page that stands at one path."""

    async def every(ask: Ask) -> Sequence[str]:
        del ask
        return [pattern]

    return Page(pattern=pattern, make=make, every=every)


__all__ = ["Context", "Every", "Make", "Page", "Remember", "alone", "work_out_again"]
