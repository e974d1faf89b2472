"""What catalogues and services answered, kept with date, address and hash, so that a run can be repeated offline."""

from __future__ import annotations

import datetime
import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from egov_kg.catalogues.model import Page
from egov_kg.errors import CatalogueUnusable
from egov_kg.folders import put_in_place, replace_file

RECORD: Final = "record.json"
_PART: Final = ".part"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """A page that is kept: its file, hash (SHA-256), and the time when it was fetched (ISO 8601, UTC)."""

    url: str
    file: str
    sha256: str
    media_type: str
    fetched: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What one address gave; ``whole`` is False where fetching ended early, ``problem`` says why."""

    address: str
    folder: Path
    kind: str = ""
    pages: tuple[KeptPage, ...] = ()
    whole: bool = False
    problem: str = ""

    @property
    def key(self) -> str:
        """Sixteen hex digits that follow from the address."""
        return snapshot_key(self.address)

    @property
    def sha256(self) -> str:
        """A hash of all that was answered, and of whether it was all."""
        parts = [self.kind, str(self.whole), *(f"{page.url} {page.sha256}" for page in self.pages)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    @property
    def fetched(self) -> str:
        """When its last page was fetched."""
        return max((page.fetched for page in self.pages), default="")

    def read(self) -> tuple[Page, ...]:
        """Its pages; raises CatalogueUnusable where one is gone or is another one now."""
        return tuple(self._page(page) for page in self.pages)

    def _page(self, kept: KeptPage) -> Page:
        path = self.folder / kept.file
        try:
            body = path.read_bytes()
        except OSError as error:
            raise CatalogueUnusable(path, f"it cannot be read ({error.strerror}). Fetch it again: --refresh") from error
        if hashlib.sha256(body).hexdigest() != kept.sha256:
            raise CatalogueUnusable(path, "it is not what was fetched: its hash differs. Fetch it again: --refresh")
        return Page(url=kept.url, body=body, media_type=kept.media_type)


class Snapshots:
    """The snapshots below a folder, one folder an address."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, address: str) -> Snapshot | None:
        """What is kept of an address, else what an interrupted run fetched of it; raises CatalogueUnusable."""
        folder = self._folder / snapshot_key(address)
        return self._load(address, folder) or self._load(address, folder.with_suffix(_PART))

    def _load(self, address: str, folder: Path) -> Snapshot | None:
        try:
            found = json.loads((folder / RECORD).read_bytes())
            return _snapshot(found, folder) if found["address"] == address else None
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CatalogueUnusable(folder / RECORD, f"it is no record of a snapshot ({error}). Remove it") from error

    def remove(self, address: str) -> None:
        """Removes what is kept of an address."""
        folder = self._folder / snapshot_key(address)
        for one in (folder, folder.with_suffix(_PART)):
            shutil.rmtree(one, ignore_errors=True)

    def begin(self, address: str) -> Snapshot:
        """An empty snapshot of an address, beside the one that is kept."""
        folder = (self._folder / snapshot_key(address)).with_suffix(_PART)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return Snapshot(address=address, folder=folder)

    def finish(self, snapshot: Snapshot) -> Snapshot:
        """The snapshot in its place, unless that would put a part where a whole one is kept."""
        saved = self.save(snapshot)
        place = self._folder / snapshot_key(snapshot.address)
        kept = self._load(snapshot.address, place)
        if saved.folder == place or (kept is not None and kept.whole and not saved.whole):
            return saved
        put_in_place(saved.folder, place)
        return replace(saved, folder=place)

    def add(self, snapshot: Snapshot, page: Page) -> Snapshot:
        """The snapshot with one page more, which is on disk when this returns."""
        number = len(snapshot.pages) + 1
        kept = KeptPage(
            url=page.url,
            file=f"{number:04}.data",
            sha256=hashlib.sha256(page.body).hexdigest(),
            media_type=page.media_type,
            fetched=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        )
        replace_file(snapshot.folder / kept.file, page.body)
        return self.save(replace(snapshot, pages=(*snapshot.pages, kept)))

    def save(self, snapshot: Snapshot) -> Snapshot:
        """Writes the record of a snapshot."""
        record: dict[str, Any] = {
            "address": snapshot.address, "kind": snapshot.kind, "whole": snapshot.whole, "problem": snapshot.problem,
            "sha256": snapshot.sha256,
            "pages": [
                {"url": page.url, "file": page.file, "sha256": page.sha256, "media type": page.media_type,
                 "fetched": page.fetched}
                for page in snapshot.pages
            ],
        }  # fmt: skip
        replace_file(snapshot.folder / RECORD, (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode())
        return snapshot


def snapshot_key(address: str) -> str:
    """The key of an address."""
    return hashlib.sha256(address.encode()).hexdigest()[:16]


def _snapshot(found: dict[str, Any], folder: Path) -> Snapshot:
    pages: Sequence[dict[str, str]] = found["pages"]
    return Snapshot(
        address=found["address"], folder=folder, kind=found["kind"], whole=bool(found["whole"]),
        problem=found["problem"],
        pages=tuple(
            KeptPage(url=one["url"], file=Path(one["file"]).name, sha256=one["sha256"], media_type=one["media type"],
                     fetched=one["fetched"])
            for one in pages
        ),
    )  # fmt: skip
