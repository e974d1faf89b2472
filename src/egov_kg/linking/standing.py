"""Whether what the run before wrote still stands, found out without reading a graph or a catalogue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from egov_kg.catalogues import Snapshot, Snapshots
from egov_kg.errors import CatalogueUnusable
from egov_kg.linking.report import FOLDER, LinkReport, Options, Wanted, hash_of, inputs_of, read_state, remembered

_WEB: Final = re.compile(r"(?:[a-z]+:)?https?://", re.IGNORECASE)


def standing(folder: Path, wanted: Sequence[Wanted], options: Options) -> LinkReport | None:
    """The report of the run before where a new one would write the same; None where that is not sure."""
    place = folder / FOLDER
    state = read_state(place)
    every = {one.named: one for one in (*state.catalogues, *wanted)}
    if not every or options.refresh or options.forget or not state.intact(place):
        return None
    snapshots = [_kept(Snapshots(place / "snapshots"), named) for named in every]
    known = [one for one in snapshots if one is not None]
    if len(known) < len(every) or state.inputs != inputs_of(folder, options.decisions, known, list(every.values())):
        return None
    found = remembered(place)
    return None if any(one.problem for one in found.outcomes) else found


def _kept(snapshots: Snapshots, named: str) -> Snapshot | None:
    """The snapshot of an address or a file, where it is whole and the file, if it is there, was read."""
    try:
        kept = snapshots.load(named)
    except CatalogueUnusable:
        return None
    if kept is None or not kept.whole or kept.problem:
        return None
    if _WEB.match(named):
        return kept
    kind, _, rest = named.partition(":")
    path = Path(rest if kind == kept.kind else named)
    same = [page.sha256 for page in kept.pages] == [hash_of(path)]
    return kept if same or not path.exists() else None
