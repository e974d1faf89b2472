"""From what a person names to a catalogue: a file, an address, or what was answered before."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from egov_kg.catalogues.fetching import Fetcher, transport
from egov_kg.catalogues.model import FetchLimits, Page, Reading
from egov_kg.catalogues.reader import Answer, Reader
from egov_kg.catalogues.readers import READERS, reader_named, reader_of
from egov_kg.catalogues.snapshots import Snapshot, Snapshots
from egov_kg.errors import CatalogueUnusable, RemoteError

_WEB: Final = re.compile(r"https?://", re.IGNORECASE)
Said = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A catalogue that was read, and the snapshot that it was read from."""

    snapshot: Snapshot
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Gatherer:
    """Gets snapshots; ``refresh`` fetches what is kept anew, ``say`` is told what is done."""

    snapshots: Snapshots
    limits: FetchLimits
    refresh: bool = False
    robots: bool = True
    say: Said = lambda _: None

    def snapshot(self, named: str) -> Snapshot:
        """What a file or an address holds, a whole snapshot is taken for it; raises CatalogueUnusable, RemoteError."""
        reader, place = split_kind(named)
        if not _WEB.match(place):
            return self._of_file(named, Path(place), reader)
        kept = self.snapshots.load(named)
        if kept is not None and kept.whole and not self.refresh:
            return kept
        return self._fetch(named, place, reader, None if self.refresh else kept)

    def read(self, snapshot: Snapshot) -> Reading:
        """The catalogue of a snapshot."""
        reader = reader_named(snapshot.kind)
        if reader is None:
            raise CatalogueUnusable(snapshot.folder, f"nothing reads catalogues of the kind {snapshot.kind!r}")
        _, place = split_kind(snapshot.address)
        answers = [Answer.of(page) for page in snapshot.read()]
        return reader.read(answers, answers[0].page.url if _WEB.match(place) else place)

    def _of_file(self, named: str, path: Path, reader: Reader | None) -> Snapshot:
        try:
            page = Page(url=path.resolve().as_uri(), body=path.read_bytes())
        except OSError as error:
            kept = self.snapshots.load(named)
            if kept is not None and kept.whole and not self.refresh:
                return kept
            reason = f"it cannot be read ({error.strerror or error}). Name a file or an address of the web"
            raise CatalogueUnusable(path, reason) from error
        page = replace(page, url=f"file:{path.name}")
        found = replace(
            Snapshot(address=named, folder=path.parent), kind=(reader or reader_of(Answer.of(page), str(path))).name
        )
        kept = self.snapshots.load(named)
        if kept is not None and [one.sha256 for one in kept.pages] == [_hash(page)] and kept.kind == found.kind:
            return kept
        new = self.snapshots.add(replace(self.snapshots.begin(named), kind=found.kind), page)
        return self.snapshots.finish(replace(new, whole=True))

    def _fetch(self, named: str, place: str, reader: Reader | None, kept: Snapshot | None) -> Snapshot:
        """Fetches page after page; goes on behind the pages that an interrupted run kept."""
        with transport(self.limits) as client:
            fetcher = Fetcher(place, client, limits=self.limits, robots=self.robots)
            if kept is None or not kept.pages or not kept.kind:
                page = fetcher.get(reader.start(place) if reader else place)
                kind = reader or reader_of(Answer.of(page), place)
                if reader and not reader.recognises(Answer.of(page)):
                    raise CatalogueUnusable(page.url, f"it is no answer of {reader.name}")
                found = self.snapshots.add(replace(self.snapshots.begin(named), kind=kind.name), page)
            else:
                found, kind = kept, next(one for one in READERS if one.name == kept.kind)
            return self._follow(found, kind, fetcher)

    def _follow(self, found: Snapshot, reader: Reader, fetcher: Fetcher) -> Snapshot:
        answers = [Answer.of(page) for page in found.read()[-1:]]
        problem = ""
        while (place := reader.following(answers)) is not None:
            if len(found.pages) >= self.limits.pages:
                problem = f"it has more than {self.limits.pages} pages (--max-pages)"
                break
            if place in {page.url for page in found.pages}:
                problem = f"its pages go in a circle: {place} comes again"
                break
            try:
                page = fetcher.get(place)
            except RemoteError as error:
                problem = str(error)
                break
            if _hash(page) in {one.sha256 for one in found.pages}:
                problem = f"its pages go in a circle: {place} says what an earlier one said"
                break
            answer = Answer.of(page)
            if _broken(answer, answers[-1], reader):
                problem = f"{place} gives no answer of {reader.name} any more. The next run asks for it again"
                break
            found = self.snapshots.add(found, page)
            self.say(f"page {len(found.pages)}: {page.url}")
            answers = [answer]
        lasting = bool(problem) and "circle" in problem
        return self.snapshots.finish(replace(found, whole=not problem or lasting, problem=problem))


def _broken(answer: Answer, before: Answer, reader: Reader) -> bool:
    """Whether a page in the middle is none: half of one, another format, or a server that says it failed."""
    if before.data is None:
        return not reader.recognises(answer)
    return answer.data is None or (isinstance(answer.data, Mapping) and answer.data.get("success") is False)


def split_kind(named: str) -> tuple[Reader | None, str]:
    """The reader that a person names before an address or a file, and what stands behind it.

    >>> split_kind("ckan:https://data.example.gov/")[1]
    'https://data.example.gov/'
    """
    kind, colon, rest = named.partition(":")
    reader = reader_named(kind) if colon else None
    return (reader, rest) if reader else (None, named)


def _hash(page: Page) -> str:
    return hashlib.sha256(page.body).hexdigest()
