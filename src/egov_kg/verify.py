"""Verification: every quotation of a build is read again where its evidence says it stands."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from egov_kg.errors import SourceMismatch, UnreadableDocument
from egov_kg.store import Row, Solutions, Store, Term, open_build
from egov_kg.wording import counted

MASK: Final = "█"
"""What a published text shows in place of each character of a private contact."""

_KEY: Final = re.compile(r"/id/document/([0-9a-f]{16})\Z")
_BLOCK: Final = 2**20

_EVIDENCE: Final = """
SELECT ?evidence ?document ?start ?end ?quote WHERE {
  ?evidence a egov:Evidence .
  OPTIONAL { ?evidence egov:document ?document . }
  OPTIONAL { ?evidence egov:start ?start . }
  OPTIONAL { ?evidence egov:end ?end . }
  OPTIONAL { ?evidence egov:quote ?quote . }
} ORDER BY ?document ?start ?end ?evidence"""
_DOCUMENTS: Final = """
SELECT ?document ?file ?sha256 WHERE {
  ?document a egov:SourceDocument ; egov:fileName ?file ; egov:sha256 ?sha256 .
} ORDER BY ?file ?sha256"""
_UNSUPPORTED: Final = """
SELECT DISTINCT ?claim WHERE {
  ?claim a egov:Claim .
  MINUS { ?claim prov:wasDerivedFrom ?evidence . ?evidence a egov:Evidence . }
  MINUS { ?claim prov:wasGeneratedBy ?decision . ?decision a egov:Decision . }
} ORDER BY ?claim"""
_DECIDED: Final = """
SELECT DISTINCT ?claim WHERE {
  ?claim prov:wasGeneratedBy ?decision . ?decision a egov:Decision .
  MINUS { ?claim prov:wasDerivedFrom ?evidence . ?evidence a egov:Evidence . }
} ORDER BY ?claim"""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationReport:
    """What a verification found.

    ``mismatches`` are quotations (or whole texts) that do not stand where they should, ``unsupported`` the IRIs of
    claims without evidence, ``missing`` the names of documents that none of the given sources is, ``unreadable``
    the sources that are documents of the build and could not be read. ``decided`` counts the claims that a person
    made without a quotation, which nothing here can prove.
    """

    documents: int
    quotations: int
    quotations_in_sources: int
    mismatches: tuple[SourceMismatch, ...] = ()
    unsupported: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unreadable: tuple[UnreadableDocument, ...] = ()
    decided: int = 0

    @property
    def holds(self) -> bool:
        """Whether everything that was to be shown was shown; a build without a quotation shows nothing."""
        return self.quotations > 0 and not (self.mismatches or self.unsupported or self.missing or self.unreadable)

    def to_text(self) -> str:
        """The report for a person: one line a finding, then the counts and the verdict."""
        lines = [
            *(str(mismatch) for mismatch in self.mismatches),
            *(f"no evidence: {claim}" for claim in self.unsupported),
            *(f"not among the sources: {name}" for name in self.missing),
            *(str(error) for error in self.unreadable),
            f"{counted(self.quotations, 'quotation')} of {counted(self.documents, 'document')} read again "
            f"in the build's texts, {self.quotations_in_sources} of them also in the sources",
            *([f"made by people, without a quotation: {self.decided}"] if self.decided else []),
            "everything holds" if self.holds else f"does not hold: {self._failures()}",
        ]
        return "\n".join(lines) + "\n"

    def _failures(self) -> str:
        counted = (
            (len(self.mismatches), "mismatches"), (len(self.unsupported), "claims without evidence"),
            (len(self.missing), "documents without their source"), (len(self.unreadable), "unreadable sources"),
        )  # fmt: skip
        return ", ".join(f"{count} {what}" for count, what in counted if count) or "no quotation at all"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quotation:
    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A document's cited text in the build, and in its source where that is at hand."""

    file_name: str
    published: str
    source: str | None


@dataclass(slots=True, kw_only=True)
class _Findings:
    """What goes wrong, collected."""

    mismatches: list[SourceMismatch] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unreadable: list[UnreadableDocument] = field(default_factory=list)


def verify(folder: Path | str, sources: Sequence[Path | str] = ()) -> VerificationReport:
    """Reads every quotation of a build again: in its ``texts/`` and, where sources are given, in the sources too.

    ``sources`` are files and folders; a file is a document's source when its bytes have the document's SHA-256,
    whatever its name. Raises BuildNotFound, and UnreadableDocument for a source path that does not exist.
    """
    folder = Path(folder)
    store = open_build(folder)
    documents = [(_value(row[0]), _value(row[1]), _value(row[2])) for row in _select(store, _DOCUMENTS)]
    files = _sources([Path(source) for source in sources], {sha256 for _, _, sha256 in documents}) if sources else None
    findings = _Findings()
    texts: dict[str, _Text | None] = {}
    for document, name, sha256 in documents:
        source = None if files is None else _source(name, files.get(sha256), findings)
        texts[document] = _text(folder, document, name, source, findings)
    found = _select(store, _EVIDENCE)
    quotations = [quotation for row in found if (quotation := _quotation(row, findings)) is not None]
    findings.mismatches.extend(_mismatches(quotations, texts))
    sourced = {document for document, text in texts.items() if text and text.source is not None}
    return VerificationReport(
        documents=len(documents),
        quotations=len(found),
        quotations_in_sources=sum(quotation.document in sourced for quotation in quotations),
        mismatches=tuple(findings.mismatches),
        unsupported=tuple(_value(row[0]) for row in _select(store, _UNSUPPORTED)),
        missing=tuple(findings.missing),
        unreadable=tuple(findings.unreadable),
        decided=len(_select(store, _DECIDED)),
    )


def _select(store: Store, sparql: str) -> tuple[Row, ...]:
    found = store.query(sparql)
    assert isinstance(found, Solutions)  # noqa: S101  # a SELECT of ours
    return found.rows


def _value(term: Term | None) -> str:
    return term.value if term else ""


def _quotation(row: Row, findings: _Findings) -> _Quotation | None:
    evidence, document, start, end, quote = (_value(term) for term in row)
    if not (document and quote and start.isdecimal() and end.isdecimal()):
        findings.mismatches.append(SourceMismatch(evidence, 0, 0, "it lacks its document, its offsets or its words"))
        return None
    return _Quotation(document=document, start=int(start), end=int(end), quote=quote)


def _source(name: str, path: Path | None, findings: _Findings) -> str | None:
    """The text of a document's source file."""
    from egov_kg.documents import read  # noqa: PLC0415  # the readers are needed only where sources are given

    if path is None:
        findings.missing.append(name)
        return None
    try:
        return read(path).text
    except UnreadableDocument as error:
        findings.unreadable.append(error)
        return None


def _text(folder: Path, document: str, name: str, source: str | None, findings: _Findings) -> _Text | None:
    """A document's text in the build beside that of its source; None, and a finding, where the build has none."""
    key = _KEY.search(document)
    if not key:
        findings.mismatches.append(SourceMismatch(name, 0, 0, f"{document} does not end in the key of a document"))
        return None
    path = folder / "texts" / f"{key[1]}.txt"
    try:
        # Bytes, because reading as text would change the line ends, and with them the offsets.
        published = path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        findings.mismatches.append(SourceMismatch(name, 0, 0, f"the build's text {path} cannot be read ({error})"))
        return None
    if source is not None and (reason := _difference(published, source)):
        findings.mismatches.append(SourceMismatch(name, 0, len(published), reason))
    return _Text(file_name=name, published=published, source=source)


def _difference(published: str, source: str) -> str | None:
    """Why a published text is not its source with masks in it; None where it is."""
    if len(published) != len(source):
        return f"the build's text has {len(published)} code points, the source {len(source)}"
    for offset, (shown, read) in enumerate(zip(published, source, strict=True)):
        if shown not in (read, MASK):
            return f"the build's text differs from the source at offset {offset}"
    return None


def _mismatches(quotations: Sequence[_Quotation], texts: Mapping[str, _Text | None]) -> Iterator[SourceMismatch]:
    """The quotations that do not hold; those of a document whose text is missing are not told one by one."""
    for quotation in quotations:
        start, end = quotation.start, quotation.end
        if quotation.document not in texts:
            yield SourceMismatch(quotation.document, start, end, "the build holds no document to read it in")
        elif (text := texts[quotation.document]) and (reason := _reason(quotation, text)):
            yield SourceMismatch(text.file_name, start, end, reason)


def _reason(quotation: _Quotation, text: _Text) -> str | None:
    """Why a quotation does not hold; None where it does."""
    start, end, quote = quotation.start, quotation.end, quotation.quote
    if text.published[start:end] != quote:
        return f"the build's text reads {_shown(text.published[start:end])}, not {_shown(quote)}"
    if text.source is not None and text.source[start:end] != quote:
        return f"the source reads {_shown(text.source[start:end])}, not {_shown(quote)}"
    # A source may print the character itself; without the source that cannot be told from a mask.
    if MASK in quote and text.source is None:
        return "the quotation holds a masked private contact"
    return None


def _shown(words: str) -> str:
    return repr(words if len(words) <= 80 else f"{words[:77]}...")


def _sources(paths: Sequence[Path], wanted: set[str]) -> dict[str, Path]:
    """The files among some paths whose bytes are a wanted document, by SHA-256."""
    found: dict[str, Path] = {}
    for path in sorted({file for named in paths for file in _files(Path(named))}):
        digest = _sha256(path)
        if digest in wanted:
            found.setdefault(digest, path)
    return found


def _files(path: Path) -> Iterator[Path]:
    from egov_kg.documents import find  # noqa: PLC0415  # the readers are needed only where sources are given

    if path.is_dir():
        yield from (file for file in path.rglob("*") if file.is_file())
        yield from (file for file in find([path]).files if not file.is_file())
    elif path.is_file():
        yield path
        yield from (file for file in find([path]).files if file != path)
    else:
        raise UnreadableDocument(path, "there is no such file or folder", "Name the files that the build was made from")


def _sha256(path: Path) -> str:
    """The SHA-256 of a file; an empty string for a file that cannot be read, which then is nobody's source."""
    from egov_kg.documents import load  # noqa: PLC0415

    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except NotADirectoryError:  # a member of an archive
        try:
            digest.update(load(path))
        except UnreadableDocument:
            return ""
    except OSError:
        return ""
    return digest.hexdigest()


__all__ = ["MASK", "VerificationReport", "verify"]
