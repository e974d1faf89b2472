"""The errors of egov-kg.

EgovKgError                     everything below; the command line turns it into a sentence and an exit status
├── ItemSkipped                 one item is left out and counted, the run goes on
│   ├── UnreadableDocument      a file that cannot be read: path, reason, advice
│   ├── UnresolvedName          a name that stands for nothing we know: name, document
│   └── NotApplying             what a person decided does not apply to a build: reason
├── NothingToRead               no readable document among the inputs: paths, what was wrong with each
├── InvalidIdentifier           a key or address that makes no valid IRI: value, reason
├── InvalidLiteral              a lexical form its datatype does not have: value, datatype
├── KnowledgeError              a data file of ours is wrong: file, place, reason
├── DecisionError               a file of decisions, or an entry of it, cannot be used: file, line, reason, advice
├── NotInBuild                  what a person names is not in a build: folder, what, advice
├── BuildNotFound               a folder that holds no build: path
│   └── BuildDamaged            a file of a build that cannot be read: path, reason
├── StoreUnusable               a store on disk that cannot be made, opened or replaced: path, reason
├── TableUnusable               a table of a person's that cannot be used: path, reason
├── CatalogueUnusable           a catalogue, or what is kept of one, that cannot be used: place, reason
├── SiteNotWritten              a folder that pages cannot be written to: path, reason
├── ReportUnusable              the report.json of a build that does not hold what is asked: path, reason
├── GoldNotFound                a path that holds no gold facts: path
├── GoldError                   a file of gold facts that cannot be used: path, place, reason
├── RemoteError                 a server that does not do what it is asked: url, reason, status
├── SourceMismatch              a quotation does not stand where the evidence says: document, start, end
├── QueryError                  a query that cannot be answered: query, reason
│   └── UnknownQuery            no named query of that name: name, known
├── UnknownChoice               nothing in a network has the value that is asked for: field, value, known
├── OutputUnusable              a file that cannot be written as asked: path, reason
├── FrontEndMissing             the built style and scripts of the pages are not there: path
├── ServerNotStarted            what is to be served cannot be: reason
└── RequestRefused              a request that the server does not answer: status, reason, line, column, excerpt
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class EgovKgError(Exception):
    """Anything that egov-kg reports instead of failing with a traceback."""


class ItemSkipped(EgovKgError):
    """One item is left out and counted; the run goes on and does not end as a plain success."""


class UnreadableDocument(ItemSkipped):
    """A file that cannot be read, with the reason and what to do about it."""

    def __init__(self, path: Path | str, reason: str, advice: str) -> None:
        super().__init__(f"{path}: {reason}. {advice}")
        self.path = path
        self.reason = reason
        self.advice = advice


class UnresolvedName(ItemSkipped):
    """A name that stands for nothing we know."""

    def __init__(self, name: str, document: str) -> None:
        super().__init__(f"{document}: nothing is known by the name {name!r}")
        self.name = name
        self.document = document


class NotApplying(ItemSkipped):
    """What a person decided does not apply to a build; the build goes on."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NothingToRead(EgovKgError):
    """No readable document among the inputs."""

    def __init__(self, paths: Sequence[Path | str], unreadable: Sequence[UnreadableDocument] = ()) -> None:
        listed = ", ".join(str(path) for path in paths) or "no path given"
        reasons = "".join(f"\n  {error}" for error in unreadable)
        known = "files (text, Markdown, PDF, DOCX, ODT, HTML), folders or zip archives"
        super().__init__(f"nothing to read in: {listed}. Name {known}{reasons}")
        self.paths = tuple(paths)
        self.unreadable = tuple(unreadable)


class InvalidIdentifier(EgovKgError):
    """A key or an address that makes no valid IRI."""

    def __init__(self, value: str, reason: str) -> None:
        super().__init__(f"{value!r} makes no valid IRI: {reason}")
        self.value = value
        self.reason = reason


class InvalidLiteral(EgovKgError):
    """A lexical form that its datatype does not have."""

    def __init__(self, value: str, datatype: str) -> None:
        super().__init__(f"{value!r} is not a {datatype}")
        self.value = value
        self.datatype = datatype


class KnowledgeError(EgovKgError):
    """A data file of egov-kg (form, lexicon, registry, code list) does not hold what it must."""

    def __init__(self, file: Path | str, place: str, reason: str) -> None:
        super().__init__(f"{file}, {place}: {reason}")
        self.file = file
        self.place = place
        self.reason = reason


class DecisionError(EgovKgError):
    """A file of decisions that cannot be used, or an entry of it; ``line`` counts from 1, None for the whole file."""

    def __init__(self, file: Path | str, line: int | None, reason: str, advice: str) -> None:
        place = f"{file}, line {line}" if line else f"{file}"
        super().__init__(f"{place}: {reason}. {advice}")
        self.file = file
        self.line = line
        self.reason = reason
        self.advice = advice


class NotInBuild(EgovKgError):
    """Something that a person names and a build does not hold."""

    def __init__(self, folder: Path | str, what: str, advice: str) -> None:
        super().__init__(f"{folder}: {what}. {advice}")
        self.folder = folder
        self.what = what
        self.advice = advice


class BuildNotFound(EgovKgError):
    """A folder that holds no build."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"{path} holds no build (no egov-kg.ttl). Make one: egov-kg build FILES --output {path}")
        self.path = path


class BuildDamaged(BuildNotFound):
    """A file of a build that cannot be read."""

    def __init__(self, path: Path | str, reason: str) -> None:
        EgovKgError.__init__(self, f"{path} cannot be read: {reason}. Build again: egov-kg build FILES --output DIR")
        self.path = path
        self.reason = reason


class StoreUnusable(EgovKgError):
    """A store on disk that cannot be made, opened or replaced."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class SiteNotWritten(EgovKgError):
    """A folder that pages cannot be written to."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class RemoteError(EgovKgError):
    """A server that cannot be reached, refuses, or answers what nobody asked; ``status`` is that of HTTP, if any."""

    def __init__(self, url: str, reason: str, status: int | None = None) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason
        self.status = status


class TableUnusable(EgovKgError):
    """A table of a person's that cannot be used."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class CatalogueUnusable(EgovKgError):
    """A catalogue of data, or what is kept of one, that cannot be used."""

    def __init__(self, place: Path | str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


class ReportUnusable(EgovKgError):
    """The report of a build that is missing or does not hold what is asked."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{path}: {reason}. Build again: egov-kg build FILES --output {Path(path).parent}")
        self.path = path
        self.reason = reason


class GoldNotFound(EgovKgError):
    """A path at which no gold facts stand."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"{path} holds no gold facts. Name a YAML file of gold facts, or a folder with *.yaml")
        self.path = path


class GoldError(EgovKgError):
    """A file of gold facts that cannot be used; ``place`` says which part of it, empty for the whole file."""

    def __init__(self, path: Path | str, place: str, reason: str) -> None:
        super().__init__(f"{path}{', ' if place else ''}{place}: {reason}")
        self.path = path
        self.place = place
        self.reason = reason


class SourceMismatch(EgovKgError):
    """A quotation that does not stand where its evidence says."""

    def __init__(self, document: str, start: int, end: int, reason: str) -> None:
        super().__init__(f"{document} [{start}:{end}]: {reason}")
        self.document = document
        self.start = start
        self.end = end
        self.reason = reason


class QueryError(EgovKgError):
    """A query that cannot be answered."""

    def __init__(self, query: str, reason: str) -> None:
        super().__init__(f"the query cannot be answered: {reason}")
        self.query = query
        self.reason = reason


class UnknownQuery(QueryError):
    """No named query of that name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(name, f"no query named {name!r}. Known: {', '.join(known)}")
        self.name = name
        self.known = tuple(known)


class UnknownChoice(EgovKgError):
    """Nothing has the value that is asked for; ``field`` says of what, ``known`` what there is."""

    def __init__(self, field: str, value: str | int, known: Sequence[str | int]) -> None:
        listed = ", ".join(map(str, known)) or "none"
        super().__init__(f"no tie is of {field} {value!r}. There are: {listed}")
        self.field = field
        self.value = value
        self.known = tuple(known)


class OutputUnusable(EgovKgError):
    """A file that cannot be written as asked."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class FrontEndMissing(EgovKgError):
    """The built style and scripts of the pages are not there: a checkout whose front end was not built."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"{path}: the front end is not built. In a checkout: make web")
        self.path = path


class ServerNotStarted(EgovKgError):
    """What is to be served cannot be; the reason is a sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RequestRefused(EgovKgError):
    """A request that the server does not answer: the status of HTTP, the reason, and the place in the query if known.

    ``line`` and ``column`` count from 1, in code points; ``retry_after`` is in seconds; ``headers`` go with the answer.
    """

    def __init__(  # noqa: PLR0913  # what a client is told
        self,
        status: int,
        reason: str,
        *,
        line: int | None = None,
        column: int | None = None,
        excerpt: str | None = None,
        retry_after: int | None = None,
        headers: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.line = line
        self.column = column
        self.excerpt = excerpt
        self.headers = (*headers, *([("retry-after", str(retry_after))] if retry_after else []))
