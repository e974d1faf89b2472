"""What a run of links found, and what it remembers for the next one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Final

from egov_kg.catalogues import FetchLimits, Snapshot
from egov_kg.decisions import FILE_NAME

FOLDER: Final = "links"
STATE: Final = "state.json"
REPORT: Final = "report.json"
_CODE: Final = ("linking", "matching", "catalogues", "registry")
"""The parts whose rules decide what a run finds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a person chooses for a run; ``forget`` names catalogues of earlier runs that it leaves out."""

    limits: FetchLimits = field(default_factory=FetchLimits)
    refresh: bool = False
    robots: bool = True
    decisions: Path | None = None
    forget: Sequence[str] = ()
    say: Callable[[str], None] = lambda _: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A catalogue that a person names, and whose country it is where they say so."""

    named: str
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one catalogue: its datasets, the verdicts of its links by property, what could not be read."""

    named: str
    kind: str = ""
    title: str = ""
    fetched: str = ""
    datasets: int = 0
    things: int = 0
    with_body: int = 0
    links: Mapping[str, int] = field(default_factory=dict)
    troubles: Sequence[str] = ()
    problem: str = ""
    changes: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkReport:
    """What a run did; ``unchanged`` where nothing had to be done, ``contradictions`` a sentence each."""

    outcomes: Sequence[Outcome]
    contradictions: Sequence[str] = ()
    to_review: int = 0
    unchanged: bool = False

    @property
    def exit_status(self) -> int:
        """0 all well, 1 where something could not be read or decisions contradict each other."""
        return int(bool(self.contradictions) or any(one.problem for one in self.outcomes))


def as_json(value: object) -> bytes:
    """JSON of a value, for people too."""
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def reported(report: LinkReport) -> dict[str, object]:
    """A report as it is written; it holds no time but those of the snapshots."""
    return {
        "to review": report.to_review,
        "contradictions": list(report.contradictions),
        "catalogues": [
            {"named": one.named, "kind": one.kind, "title": one.title, "fetched": one.fetched,
             "things": one.things, "datasets": one.datasets, "datasets with an organisation": one.with_body,
             "links": dict(one.links),
             "troubles": list(one.troubles), "problem": one.problem}
            for one in report.outcomes
        ],
    }  # fmt: skip


def remembered(place: Path) -> LinkReport:
    """The report of the run before, which said all of this already."""
    found = json.loads((place / REPORT).read_bytes())
    outcomes = [
        Outcome(
            named=one["named"], kind=one["kind"], title=one["title"], fetched=one["fetched"],
            things=one["things"], datasets=one["datasets"],
            with_body=one["datasets with an organisation"], links=one["links"], troubles=one["troubles"],
            problem=one["problem"],
        )
        for one in found["catalogues"]
    ]  # fmt: skip
    return LinkReport(
        outcomes=outcomes, contradictions=found["contradictions"], to_review=found["to review"], unchanged=True
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the run before worked on and wrote."""

    catalogues: Sequence[Wanted] = ()
    inputs: str = ""
    outputs: Mapping[str, str] = field(default_factory=dict)

    def intact(self, place: Path) -> bool:
        """Whether everything stands there as it was written."""
        return bool(self.outputs) and all(hash_of(place / name) == known for name, known in self.outputs.items())

    def write(self) -> bytes:
        """The state as it is kept."""
        catalogues = [{"named": one.named, "country": one.country} for one in self.catalogues]
        return as_json({"catalogues": catalogues, "inputs": self.inputs, "outputs": dict(self.outputs)})


def read_state(place: Path) -> State:
    """The state of the run before; an empty one where there was none, or where nobody can read it."""
    try:
        found = json.loads((place / STATE).read_bytes())
        return State(
            catalogues=[Wanted(named=str(one["named"]), country=one["country"]) for one in found["catalogues"]],
            inputs=str(found["inputs"]),
            outputs={Path(name).name: str(known) for name, known in found["outputs"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return State()


def inputs_of(
    folder: Path, decisions: Path | None, snapshots: Sequence[Snapshot], wanted: Sequence[Wanted]
) -> str:
    """A hash of everything that a run depends on."""
    parts = [version("egov-kg"), hash_of(folder / "egov-kg.ttl"), hash_of(decisions or folder / FILE_NAME)]
    parts += sorted(f"{one.address} {one.sha256} {one.fetched}" for one in snapshots)
    parts += sorted(f"{one.named} {one.country}" for one in wanted)
    package = Path(__file__).resolve().parents[1]
    for name in _CODE:
        parts += [hash_of(path) for path in sorted((package / name).glob("*")) if path.is_file()]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def hash_of(path: Path) -> str:
    """The SHA-256 of a file; empty where nobody can read it."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
