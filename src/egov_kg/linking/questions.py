"""What a person is asked about links: both sides with their evidence, and a table for people who prefer one."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from egov_kg.decisions import Decision, Different, Pair, Same, class_of
from egov_kg.errors import TableUnusable
from egov_kg.linking.writing import COLUMNS
from egov_kg.store import Solutions, Store, Term, TermKind

FILE: Final = "links/review.tsv"
ANSWERS: Final = {
    "same": "same", "s": "same", "y": "same", "yes": "same", "si": "same", "sí": "same", "=": "same",
    "different": "different", "d": "different", "n": "different", "no": "different", "!=": "different",
}  # fmt: skip
"""What a person may write as a decision; an empty cell decides nothing."""
_OURS: Final = """
SELECT ?thing ?kind ?value {
  { ?thing skos:altLabel ?value BIND("also called" AS ?kind) }
  UNION { ?thing egov:acronym ?value BIND("acronym" AS ?kind) }
  UNION { ?thing egov:country/egov:iso3 ?value BIND("country" AS ?kind) }
  UNION { ?thing egov:url ?value BIND("web address" AS ?kind) }
  UNION { ?claim rdf:subject ?thing ; rdf:predicate rdfs:label ; prov:wasDerivedFrom/egov:quote ?value
    BIND("document" AS ?kind) }
} ORDER BY ?kind ?value LIMIT 12"""
_THEIRS: Final = """
SELECT ?thing ?kind ?value {
  { ?thing foaf:homepage ?value BIND("web address" AS ?kind) }
  UNION { ?set dcterms:publisher ?thing ; dcterms:title ?value BIND("publishes" AS ?kind) }
  UNION { ?set dcterms:publisher ?thing . ?catalogue dcat:dataset ?set ; dcterms:title ?value BIND("in" AS ?kind) }
  UNION { ?thing dcterms:description ?value BIND("described as" AS ?kind) }
}"""
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whether a thing of another source is one of ours; ``about`` and ``target`` are their names."""

    theirs: str
    ours: str
    about: str
    target: str
    score: str
    method: str
    reasons: str

    def decided(self, answer: str, *, by: str, on: datetime.date, why: str) -> Decision:
        """The decision that an answer of ANSWERS makes."""
        kind = Same if ANSWERS[answer] == "same" else Different
        return kind(first=self.ours, second=self.theirs, by=by, on=on, why=why)


def read_questions(folder: Path, decisions: Iterable[Decision] = ()) -> list[Question]:
    """The questions of the last run that no decision answers yet; raises TableUnusable where there was no run."""
    path = folder / FILE
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        reason = f"it cannot be read ({error.strerror}). Link first: egov-kg link {folder} --catalogue ADDRESS"
        raise TableUnusable(path, reason) from error
    answered = {frozenset((one.first, one.second)) for one in decisions if isinstance(one, Pair)}
    same = [one for one in decisions if isinstance(one, Same)]
    settled = {iri for one in same for iri in (one.first, one.second) if class_of(iri) is None}
    reader = csv.DictReader(io.StringIO(text), delimiter="\t")
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise TableUnusable(path, f"it has other columns than egov-kg link writes. Link again: egov-kg link {folder}")
    return [
        Question(theirs=row["subject"], ours=row["object"], about=row["about"], target=row["target"],
                 score=row["score"], method=row["method"], reasons=row["reasons"])
        for row in reader
        if frozenset((row["subject"], row["object"])) not in answered and row["subject"] not in settled
    ]  # fmt: skip


def evidence(store: Store, question: Question) -> tuple[list[str], list[str]]:
    """What is known of our thing and of theirs, in lines."""
    return _lines(store, _OURS, question.ours), _lines(store, _THEIRS, question.theirs)


def _lines(store: Store, sparql: str, iri: str) -> list[str]:
    found = store.query(sparql, {"thing": Term(TermKind.IRI, iri)})
    assert isinstance(found, Solutions)  # noqa: S101  # a SELECT of ours
    by_kind: dict[str, set[str]] = {}
    for _, kind, value in found.rows:
        if kind is not None and value is not None:
            by_kind.setdefault(kind.value, set()).add(value.value)
    return [f"{kind}: {'; '.join(sorted(values)[:_SHOWN])}" for kind, values in sorted(by_kind.items())]


TABLE: Final = ("decision", "about", "target", "score", "method", "reasons", "theirs", "ours", "why")


def table(questions: Sequence[Question]) -> bytes:
    """The questions as a table whose first column a person fills in."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(TABLE)
    for one in questions:
        cells = (one.about, one.target, one.score, one.method, one.reasons)
        writer.writerow(["", *map(_harmless, cells), one.theirs, one.ours, ""])
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def read_answers(path: Path, *, by: str, on: datetime.date, why: str) -> tuple[list[Decision], list[str]]:
    """The decisions of a table that was filled in, and what of it cannot be used; raises TableUnusable."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TableUnusable(path, f"it cannot be read ({error.strerror})") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    missing = {"decision", "theirs", "ours"} - set(reader.fieldnames or ())
    if missing:
        raise TableUnusable(path, f"it lacks the columns {', '.join(sorted(missing))}: write it with review --csv")
    found: list[Decision] = []
    problems: list[str] = []
    for number, row in enumerate(reader, start=2):
        answer = (row["decision"] or "").strip().lower()
        if not answer:
            continue
        ours, theirs = (row["ours"] or "").strip(), (row["theirs"] or "").strip()
        if answer not in ANSWERS:
            problems.append(f"line {number}: {answer!r} is no decision. Write same, different or nothing")
        elif class_of(ours) is None or not theirs.startswith("http") or class_of(theirs) is not None:
            problems.append(f"line {number}: the columns ours and theirs were changed")
        else:
            kind = Same if ANSWERS[answer] == "same" else Different
            reason = " ".join((row.get("why") or "").split()) or why
            found.append(kind(first=ours, second=theirs, by=by, on=on, why=reason))
    return found, problems
