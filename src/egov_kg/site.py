"""The pages of a build as files that any web host serves."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import quote

from egov_kg.errors import SiteNotWritten
from egov_kg.folders import put_in_place
from egov_kg.frontend import asset, assets
from egov_kg.pages import PAGES, Context
from egov_kg.pages.addresses import Addresses
from egov_kg.pages.asking import AskStore
from egov_kg.pages.language import LANGUAGES, messages
from egov_kg.pages.rendering import Site
from egov_kg.progress import Progress
from egov_kg.store import Store, open_build
from egov_kg.wording import counted

NOTE_FILE: Final = "egov-kg-site.txt"
"""Says that a folder is a site of ours, which may be replaced."""
_SUFFIX: Final = ".html"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteReport:
    """What was written: the folder, and the number of pages in all languages."""

    place: Path
    pages: int


def write_site(folder: Path, place: Path, *, base: str | None = None, progress: Progress | None = None) -> SiteReport:
    """Writes the pages of a build into a folder, which is put in its place in one step when all are written.

    ``base`` is the public address of the site, which its site map needs. Raises BuildNotFound, BuildDamaged,
    FrontEndMissing, and SiteNotWritten for a place that holds something else or cannot be written.
    """
    store = open_build(folder)
    place = Path(os.path.abspath(place))  # noqa: PTH100  # a link stays the name of the place, it is not followed
    _check(place)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{place.name}.egov-kg-", dir=place.parent))
    except OSError as error:
        raise SiteNotWritten(place, f"nothing can be written there ({error.strerror}). Name another place") from error
    try:
        new = aside / place.name
        new.mkdir(mode=0o755)
        written = asyncio.run(_write(store, folder, new, progress))
        _write_beside(new, written, base)
        put_in_place(new, place)
    except OSError as error:
        raise SiteNotWritten(place, f"the pages cannot be written ({error})") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return SiteReport(place=place, pages=len(written))


def _check(place: Path) -> None:
    """Raises SiteNotWritten where something stands that is no site of ours."""
    if not os.path.lexists(place):
        return
    if place.is_symlink() or not place.is_dir():
        raise SiteNotWritten(place, "it is a file or a link, not a folder. Name a new folder for the site")
    if any(place.iterdir()) and not (place / NOTE_FILE).is_file():
        raise SiteNotWritten(place, "it holds files that egov-kg site did not write. Name a new folder for the site")


async def _write(store: Store, folder: Path, new: Path, progress: Progress | None) -> list[str]:
    """Writes every page in every language; gives their paths."""
    ask = AskStore(store)
    paths = list(dict.fromkeys([(page, path) for page in PAGES for path in await page.every(ask)]))
    if progress:
        progress.stage("pages", len(paths) * len(LANGUAGES))
    written: dict[str, None] = {}
    for language in LANGUAGES:
        for page, path in paths:
            file = f"{language}/{path or 'index'}{_SUFFIX}"
            if file in written:  # of two patterns that fit, the first one counts
                continue
            site = Site(
                language=language, addresses=Addresses(page=file, suffix=_SUFFIX, served=False), asset=_asset_path
            )
            values = _values(page.pattern, path)
            html = await page.make(Context(ask=ask, site=site, answering=store, folder=folder, path=values))
            if html is not None:
                target = new / file
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(html, encoding="utf-8", newline="\n")
                written[file] = None
            if progress:
                progress.advance()
    return list(written)


def _asset_path(name: str) -> str:
    return f"assets/{asset(name).name}"


def _values(pattern: str, path: str) -> dict[str, str]:
    """The values of the names in a pattern."""
    pairs = zip(pattern.split("/"), path.split("/"), strict=True)
    return {part[1:-1]: value for part, value in pairs if part.startswith("{")}


def _write_beside(new: Path, written: list[str], base: str | None) -> None:
    (new / "assets").mkdir()
    for one in assets().values():
        (new / "assets" / one.name).write_bytes(one.read())
    (new / "index.html").write_text(_first_page(), encoding="utf-8", newline="\n")
    note = f"{counted(len(written), 'page')} written by egov-kg site\n"
    (new / NOTE_FILE).write_text(note, encoding="utf-8", newline="\n")
    if base:
        (new / "sitemap.xml").write_text(_sitemap(base, written), encoding="utf-8", newline="\n")
        (new / "robots.txt").write_text(f"Sitemap: {base}sitemap.xml\n", encoding="utf-8", newline="\n")


def _first_page() -> str:
    """The page at the root: a link to each language, and for browsers a way on to the first."""
    title = messages(LANGUAGES[0])("site")
    links = "\n".join(
        f'<li><a href="{tag}/index{_SUFFIX}" lang="{tag}" hreflang="{tag}">{escape(messages(tag)("site"))}</a></li>'
        for tag in LANGUAGES
    )
    return (
        f'<!doctype html>\n<html lang="{LANGUAGES[0]}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n"
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="refresh" content="0; url={LANGUAGES[0]}/index{_SUFFIX}">\n</head>\n'
        f"<body>\n<main>\n<h1>{escape(title)}</h1>\n<ul>\n{links}\n</ul>\n</main>\n</body>\n</html>\n"
    )


def _sitemap(base: str, written: list[str]) -> str:
    """The site map (sitemaps.org, protocol 0.9); without dates, so that the same build gives the same bytes."""
    lines = "\n".join(f"<url><loc>{escape(base + quote(path))}</loc></url>" for path in sorted(written))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{lines}\n</urlset>\n"
    )


__all__ = ["NOTE_FILE", "Progress", "SiteReport", "write_site"]
