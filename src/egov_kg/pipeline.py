"""The order of the stages: files, documents, answers, records, things, statements, and a folder that holds them."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from egov_kg import documents, forms, registry
from egov_kg.confidence import at_least
from egov_kg.config import Settings
from egov_kg.copies import mark_copies
from egov_kg.decisions import Pair
from egov_kg.errors import NothingToRead, UnreadableDocument
from egov_kg.extract import read_document
from egov_kg.extract.answers import PRIVATE_KINDS as PRIVATE_KINDS  # noqa: PLC0414  # the command line asks for it
from egov_kg.graph import FORMATS, GraphBuild, build_graph, check_folder, export, publish
from egov_kg.identifiers import document_key
from egov_kg.language import Analyzer, load_analyzer
from egov_kg.language.analysis import Name
from egov_kg.model import SegmentedDocument, Skipped, Span
from egov_kg.offsets import shifted
from egov_kg.progress import Progress
from egov_kg.records import DocumentRecords
from egov_kg.reference import confidences, reference
from egov_kg.report import BuildReport, DecisionsReport, counts
from egov_kg.resolve import find_decisions, read_published, resolve
from egov_kg.validate import validate_graph


class Silent:
    """Tells nobody."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Nothing."""

    def advance(self, label: str = "") -> None:
        """Nothing."""


class _Clock:
    """Seconds a stage, for the report alone."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def time(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - start


@lru_cache(maxsize=8)
def analyzer(language: str) -> Analyzer:
    """The analyzer of a language, with every name of the registry, loaded once a process."""
    loaded = load_analyzer(
        language,
        [
            Name(f"ambiguous-{name.kind}" if name.ambiguous else str(name.kind), name.target, name.text, name.accepts)
            for name in registry.load().names()
        ],
    )
    # What was loaded stays for good: without this every full collection of garbage walks through all of it.
    gc.collect()
    gc.freeze()
    return loaded


def read_file(path: Path | str, settings: Settings) -> tuple[DocumentRecords, ...]:
    """The records of each document of a file, which holds one as a rule; raises UnreadableDocument."""
    document = documents.read(
        path, limits=settings.limits, personal_data=settings.personal_data,
        private_networks=settings.private_networks, ocr=settings.ocr,
    )  # fmt: skip
    parts = forms.segment_all(document, is_country=registry.load().find_country)
    if not settings.personal_data:
        parts = without_respondents(parts)
    return tuple(_read_part(part, settings) for part in parts)


def _read_part(part: SegmentedDocument, settings: Settings) -> DocumentRecords:
    """The records of a document, read as if it stood in a file of its own, so that nothing of another one is its."""
    document = part.document
    start = document.extent.start if document.extent else 0
    missing = forms.missing(forms.load_forms()[part.form], part) if part.form else ()
    alone = replace(shifted(part, -start), document=document.alone())
    records = read_document(
        alone, registry=registry.load(), analyzer=analyzer, limits=settings.limits, missing=missing
    )  # fmt: skip
    sureness = forms.undescribed_factor() if part.printed else Decimal(1)
    records = replace(shifted(records, start), source=document, sureness=sureness)
    if document.pictures and document.part <= 1:
        what = f"pages {', '.join(map(str, document.pictures))}"
        reason = "they are pictures; --ocr recognises their text"
        left_out = Skipped(document=document.file_name, what=what, reason=reason)
        records = replace(records, skipped=(*records.skipped, left_out))
    return at_least(records, settings.minimum_confidence, confidences())


def without_respondents(parts: Sequence[SegmentedDocument]) -> tuple[SegmentedDocument, ...]:
    """The documents of a file with what their respondents write of themselves masked, in the text of the whole file."""
    spans: list[Span] = []
    for answer in (answer for part in parts for answer in part.answers):
        if answer.kind in PRIVATE_KINDS:
            spans += [*answer.spans, *(field.span for field in answer.fields)]
    spans += [span for part in parts for one in part.printed if one.private for span in one.spans]
    masked = documents.with_private(parts[0].document, spans)
    return tuple(
        replace(part, document=replace(masked, part=part.document.part, extent=part.document.extent)) for part in parts
    )


_DEFAULTS = Settings()


def build(  # noqa: PLR0913  what a person can choose, each by its name
    paths: Sequence[Path | str],
    output: Path | str = "output",
    *,
    settings: Settings = _DEFAULTS,
    formats: Sequence[str] = (),
    identifiers: Path | None = None,
    decisions: Path | str | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Read files and folders into a folder that holds the graph (architecture.md, "What a build writes").

    ``formats`` names further exports (``jsonld``); ``identifiers`` is the ``identifiers.tsv`` of an earlier build,
    whose IRIs are kept; ``decisions`` is a file of what people decided, without it the ``decisions.yaml`` of the
    folder is obeyed, if there is one. Raises NothingToRead where no file could be read, DecisionError for decisions
    that cannot be used, OSError where the folder cannot be written, ValueError for an unknown format; a file that
    cannot be read stands in the report.
    """
    if unknown := set(formats) - FORMATS.keys():
        raise ValueError(f"unknown formats: {', '.join(sorted(unknown))}. Known: {', '.join(FORMATS)}")
    progress, clock = progress or Silent(), _Clock()
    output = Path(output)
    check_folder(output)
    decided = find_decisions(output, Path(decisions) if decisions else None)
    entries = tuple(one for one in decided.entries if not (isinstance(one, Pair) and one.outside)) if decided else ()
    with clock.time("read"):
        read, unreadable, skipped = _read_all(paths, settings, progress)
    progress.stage("resolve, state, validate, write", 4)
    read, copied = mark_copies(read)
    with clock.time("resolve"):
        published = read_published(identifiers) if identifiers else ()
        resolution = resolve(read, registry.load(), published, entries)
    progress.advance("names resolved")
    with clock.time("state"):
        graph = build_graph(read, resolution, reference(registry.load()), decisions=entries, limits=settings.limits)
        files = export(graph, formats=formats) | {f"texts/{key}.txt": text for key, text in _texts(read)}
    progress.advance("statements and claims made")
    with clock.time("validate"):
        validation = validate_graph([files["egov-kg.ttl"], files["egov-kg.evidence.ttl"]])
        files |= {"validation.ttl": validation.to_turtle().encode(), "validation.txt": validation.to_text().encode()}
    progress.advance("validated")
    report = BuildReport(
        output=output, documents=read, counts=counts(graph), unreadable=tuple(unreadable),
        skipped=(*skipped, *copied, *_left_out(read, graph)), validation=validation, seconds=clock.seconds,
        decisions=DecisionsReport(decisions=decided, unfit=graph.unfit) if decided else None,
    )  # fmt: skip
    publish(output, files | {"report.json": report.to_json()})
    progress.advance(f"written to {output}")
    return report


def _read_all(
    paths: Sequence[Path | str], settings: Settings, progress: Progress
) -> tuple[list[DocumentRecords], list[UnreadableDocument], tuple[Skipped, ...]]:
    found = documents.find(paths)
    read: dict[str, DocumentRecords] = {}
    unreadable: list[UnreadableDocument] = []
    twice: list[Skipped] = []
    everything: list[Path | str] = [*found.files, *found.addresses]
    progress.stage("read", len(everything))
    for path in everything:
        try:
            _add(read, twice, read_file(path, settings))
        except UnreadableDocument as error:
            unreadable.append(error)
        progress.advance(path if isinstance(path, str) else path.name)
    if not read:
        raise NothingToRead(paths, unreadable)
    return list(read.values()), unreadable, (*found.skipped, *twice)


def _add(read: dict[str, DocumentRecords], twice: list[Skipped], found: Sequence[DocumentRecords]) -> None:
    """Keep the documents of a file, unless a file with the same content was read before."""
    first = found[0].source
    if first.key in read:
        what = f"the same content as {read[first.key].source.file_name}"
        twice.append(Skipped(document=first.file_name, what=what, reason="a document is read once"))
    else:
        read |= {one.source.key: one for one in found}


def _left_out(read: Sequence[DocumentRecords], graph: GraphBuild) -> tuple[Skipped, ...]:
    own = [skipped for one in read for skipped in one.skipped]
    return tuple(sorted([*own, *graph.skipped], key=lambda one: (one.document, one.what, one.reason)))


def _texts(read: Sequence[DocumentRecords]) -> Iterator[tuple[str, bytes]]:
    for one in read:
        if one.source.part <= 1:
            yield document_key(one.source.sha256), documents.masked(one.source).encode()
