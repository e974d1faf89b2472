"""A run of links: catalogues gathered, joined with a build, decisions obeyed, files written beside the build."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from egov_kg.catalogues import Dataset, Reading, Snapshot, Snapshots, Troubles
from egov_kg.catalogues.gathering import Gatherer
from egov_kg.catalogues.questions import Question, Service
from egov_kg.decisions import Decision
from egov_kg.errors import BuildNotFound, CatalogueUnusable, RemoteError
from egov_kg.folders import replace_file
from egov_kg.linking.deciding import contradictions, obey
from egov_kg.linking.describing import Triple, agency_triples, catalogue_triples, item_triples, link_triples
from egov_kg.linking.items import FILE, SERVICE, gather_file, gather_service, item_links, items_of, names_to_ask
from egov_kg.linking.model import Link
from egov_kg.linking.report import (
    FOLDER,
    REPORT,
    STATE,
    LinkReport,
    Options,
    Outcome,
    State,
    Wanted,
    as_json,
    inputs_of,
    read_state,
    reported,
)
from egov_kg.linking.rules import Place, country_of, law_links, portal_links, publisher_links, topic_links
from egov_kg.linking.standing import standing
from egov_kg.linking.targets import Targets, read_targets
from egov_kg.linking.writing import quads, table, turtle
from egov_kg.matching import Verdict
from egov_kg.resolve import find_decisions
from egov_kg.store import FACTS_FILE, is_store, open_build
from egov_kg.vocabulary import LINKS_GRAPH


def run(folder: Path, wanted: Sequence[Wanted], options: Options) -> LinkReport:
    """Links a build with catalogues: those named, and those of earlier runs but for those to forget.

    Raises BuildNotFound, DecisionError, and CatalogueUnusable where nothing at all can be read.
    """
    if is_store(folder) or not (folder / FACTS_FILE).is_file():
        raise BuildNotFound(folder)
    found = standing(folder, wanted, options)
    if found is not None:
        return found
    place = folder / FOLDER
    before = read_state(place).catalogues
    kept, forgotten = forget(before, options.forget)
    every = {one.named: one for one in (*kept, *wanted)}
    decided = find_decisions(folder, options.decisions)
    entries = decided.entries if decided else ()
    snapshots, problems = _gather(
        place, list(every.values()), options, lambda: names_to_ask(read_targets(open_build(folder)))
    )
    if not snapshots and (every or not forgotten):
        raise _nothing(folder, problems)
    # A name that never answered was mistyped, or was that of a place that is gone: the next run does without it.
    lasting = {named: one for named, one in every.items() if named in snapshots or one in kept}
    inputs = inputs_of(folder, options.decisions, [one for one, _ in snapshots.values()], list(lasting.values()))
    report = _link(place, _Work(folder, lasting, snapshots, problems, entries, inputs, options))
    for one in forgotten:
        Snapshots(place / "snapshots").remove(one.named)
    return report


def forget(known: Sequence[Wanted], names: Sequence[str]) -> tuple[list[Wanted], list[Wanted]]:
    """The catalogues that stay and those that go; raises CatalogueUnusable for a name that none of them has."""
    gone: list[Wanted] = []
    for name in names:
        found = [one for one in known if name.rstrip("/") in {one.named.rstrip("/"), _address(one.named)}]
        if not found:
            listed = "".join(f"\n  {one.named}" for one in known) or " none"
            raise CatalogueUnusable(name, f"no earlier run read this. Remembered:{listed}")
        gone += found
    return [one for one in known if one not in gone], gone


def _address(named: str) -> str:
    """What a person named, without its kind."""
    return re.sub(r"\A[a-z]+:(?!//)", "", named).partition(" ")[0].rstrip("/")


@dataclass(frozen=True, slots=True)
class _Work:
    """What a run works on."""

    folder: Path
    wanted: Mapping[str, Wanted]
    snapshots: Mapping[str, tuple[Snapshot, Reading | None]]
    problems: Mapping[str, str]
    decisions: Sequence[Decision]
    inputs: str
    options: Options


def _snapshot(named: str, gatherer: Gatherer, names: Callable[[], Mapping[str, Question]]) -> Snapshot:
    """What a catalogue, a service or a file of items says; a service is asked for the names of the build."""
    if named.startswith(f"{SERVICE}:"):
        kept = gatherer.snapshots.load(named)
        whole = kept is not None and kept.whole and not gatherer.refresh
        return gather_service(Service.of(named.partition(":")[2]), gatherer, {} if whole else names(), named)
    return gather_file(named, gatherer) if named.startswith(f"{FILE}:") else gatherer.snapshot(named)


def _gather(
    place: Path, wanted: Sequence[Wanted], options: Options, names: Callable[[], Mapping[str, Question]]
) -> tuple[dict[str, tuple[Snapshot, Reading | None]], dict[str, str]]:
    """The snapshots of the catalogues, each with the reading before it where that is compared; and what failed."""
    snapshots = Snapshots(place / "snapshots")
    gatherer = Gatherer(
        snapshots=snapshots, limits=options.limits, refresh=options.refresh, robots=options.robots, say=options.say
    )
    found: dict[str, tuple[Snapshot, Reading | None]] = {}
    problems: dict[str, str] = {}
    for one in wanted:
        kept = snapshots.load(one.named)
        is_catalogue = kept is not None and kept.kind not in (SERVICE, FILE)
        before = gatherer.read(kept) if kept and is_catalogue and options.refresh and kept.pages else None
        try:
            snapshot = _snapshot(one.named, gatherer, names)
        except (CatalogueUnusable, RemoteError) as error:
            problems[one.named] = str(error)
            if kept is not None and kept.pages:
                found[one.named] = (kept, None)
        else:
            found[one.named] = (snapshot, before)
            if snapshot.problem:
                problems[one.named] = snapshot.problem
    return found, problems


def _nothing(folder: Path, problems: Mapping[str, str]) -> CatalogueUnusable:
    reasons = "".join(f"\n  {problem}" for problem in problems.values())
    reason = "no catalogue could be read" if problems else "no catalogue is named. Name one: --catalogue ADDRESS|FILE"
    return CatalogueUnusable(folder, reason + reasons)


def _link(place: Path, work: _Work) -> LinkReport:
    targets = read_targets(open_build(work.folder))
    gatherer = Gatherer(snapshots=Snapshots(place / "snapshots"), limits=work.options.limits)
    graphs: dict[str, list[Triple]] = {}
    outcomes: list[Outcome] = []
    questions: list[Link] = []
    for named, (snapshot, before) in sorted(work.snapshots.items()):
        if snapshot.kind in (SERVICE, FILE):
            triples, found, outcome = _items(named, snapshot, targets, work)
            graphs[f"{LINKS_GRAPH}-{snapshot.key}"] = triples
            questions += found
            outcomes.append(outcome)
            continue
        reading = gatherer.read(snapshot)
        home = Place(key=snapshot.key, country=work.wanted[named].country or country_of(reading))
        links = obey(_links(reading, home, targets), work.decisions, _labels(reading, home, targets))
        by_publisher = [link for link in links if link.predicate_key == "egov:possibleMatch"]
        bodies = list(agency_triples(reading, home, by_publisher))
        graphs[f"{LINKS_GRAPH}-{snapshot.key}"] = [
            *catalogue_triples(reading, home, snapshot), *bodies, *link_triples(links, snapshot),
        ]  # fmt: skip
        questions += [link for link in links if link.verdict is Verdict.REVIEW]
        outcomes.append(
            Outcome(
                named=named, kind=snapshot.kind, title=_title(reading), fetched=snapshot.fetched,
                datasets=len(reading.datasets), with_body=len({one for one, _, _ in bodies}),
                links=dict(sorted(Counter(f"{link.predicate_key} {link.verdict}" for link in links).items())),
                troubles=reading.troubles.lines(), problem=work.problems.get(named, ""),
                changes=changes(before, reading) if before else (),
            )
        )  # fmt: skip
    outcomes += [
        Outcome(named=named, problem=problem)
        for named, problem in sorted(work.problems.items()) if named not in work.snapshots
    ]  # fmt: skip
    report = LinkReport(
        outcomes=outcomes, contradictions=[one.text() for one in contradictions(work.decisions)],
        to_review=len(questions),
    )  # fmt: skip
    _write(place, graphs, questions, report, work)
    return report


def _items(
    named: str, snapshot: Snapshot, targets: Targets, work: _Work
) -> tuple[list[Triple], list[Link], Outcome]:
    """What the things of a service or a file give: statements, questions, figures."""
    troubles = Troubles()
    found = items_of(snapshot, troubles)
    labels = {**targets.labels, **{item.iri: item.names[0] for item in found}}
    links = obey(item_links(found, targets), work.decisions, labels)
    outcome = Outcome(
        named=named, kind=snapshot.kind, fetched=snapshot.fetched, things=len(found), troubles=troubles.lines(),
        links=dict(sorted(Counter(f"{link.predicate_key} {link.verdict}" for link in links).items())),
        problem=work.problems.get(named, ""),
    )  # fmt: skip
    triples = [*item_triples(links, snapshot), *link_triples(links, snapshot)]
    return triples, [link for link in links if link.verdict is Verdict.REVIEW], outcome


def _title(reading: Reading) -> str:
    return reading.catalogue.titles[0].words if reading.catalogue.titles else ""


def _links(reading: Reading, home: Place, targets: Targets) -> list[Link]:
    found = [*portal_links(reading, home, targets), *publisher_links(reading, home, targets)]
    for one in reading.datasets:
        found += topic_links(one, home, targets)
        found += law_links(one, home, targets)
    return found


def _labels(reading: Reading, home: Place, targets: Targets) -> dict[str, str]:
    """What the things on both sides are called."""
    found = dict(targets.labels)
    for one in reading.datasets:
        found[home.dataset(one)] = one.title
        if one.publisher is not None:
            found[home.publisher(one.publisher)] = one.publisher.name
    return found


def changes(before: Reading, after: Reading) -> list[str]:
    """What is new, gone and different in a catalogue, in lines."""
    old: dict[str, Dataset] = {one.key: one for one in before.datasets}
    new: dict[str, Dataset] = {one.key: one for one in after.datasets}
    groups = (
        ("new", [one for key, one in new.items() if key not in old]),
        ("gone", [one for key, one in old.items() if key not in new]),
        ("changed", [one for key, one in new.items() if key in old and old[key] != one]),
    )
    shown = [(what, found) for what, found in groups if found]
    return [
        f"{what}: {len(found)} ({'; '.join(one.title[:60] for one in found[:3])}{'; …' if len(found) > 3 else ''})"
        for what, found in shown
    ]


def _write(
    place: Path, graphs: Mapping[str, list[Triple]], questions: Sequence[Link], report: LinkReport, work: _Work
) -> None:
    files = {
        "links.ttl": turtle(triple for triples in graphs.values() for triple in triples),
        "links.nq": quads(graphs),
        "review.tsv": table(questions),
        REPORT: as_json(reported(report)),
    }
    for name, data in files.items():
        replace_file(place / name, data)
    outputs = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    catalogues = [one for _, one in sorted(work.wanted.items())]
    replace_file(place / STATE, State(catalogues=catalogues, inputs=work.inputs, outputs=outputs).write())
