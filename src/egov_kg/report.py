"""What a build did, for the person who ran it and for ``report.json``."""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from egov_kg.decisions import Decisions, Unfit
from egov_kg.errors import UnreadableDocument
from egov_kg.graph import GraphBuild
from egov_kg.model import Gap, Skipped
from egov_kg.records import DocumentRecords
from egov_kg.wording import counted

if TYPE_CHECKING:
    from egov_kg.validate import ValidationReport

PACKAGES = ("egov-kg", "pyoxigraph", "pyshacl", "rapidfuzz", "rdflib", "spacy")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsReport:
    """What became of people's decisions: those of a file, and those among them that do not apply to this build."""

    decisions: Decisions
    unfit: tuple[Unfit, ...]

    def summary_lines(self) -> tuple[str, ...]:
        """How many apply, and a line for each that does not."""
        total, name = len(self.decisions.entries), self.decisions.path.name
        if not total:
            return ()
        lines = [f"{total - len(self.unfit)} of {total} decisions of {name} obeyed"]
        lines += [
            f"does not apply: {name}, line {one.decision.line} (entry {one.decision.number}, {one.decision.kind}):"
            f" {one.reason}"
            for one in self.unfit
        ]
        return tuple(lines)

    def to_data(self) -> Mapping[str, object]:
        """The same for ``report.json``."""
        return {
            "file": str(self.decisions.path),
            "entries": len(self.decisions.entries),
            "applied": len(self.decisions.entries) - len(self.unfit),
            "not applicable": [
                {
                    "index": one.decision.number, "line": one.decision.line, "reason": one.reason,
                    "entry": list(one.decision.content()), "by": one.decision.by, "on": one.decision.on.isoformat(),
                }
                for one in self.unfit
            ],
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did: what it read and wrote, what it left out and why, how long each stage took (seconds)."""

    output: Path
    documents: Sequence[DocumentRecords]
    counts: Mapping[str, int]
    unreadable: tuple[UnreadableDocument, ...]
    skipped: tuple[Skipped, ...]
    validation: ValidationReport
    seconds: Mapping[str, float]
    decisions: DecisionsReport | None = None

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What was seen and not understood, by document, in the order of the text."""
        found = [gap for one in self.documents for gap in one.gaps]
        return tuple(sorted(found, key=lambda gap: (gap.document, gap.span or (-1, -1), gap.kind, gap.words)))

    @property
    def exit_status(self) -> int:
        """0 where every file was read and no shape of severity Violation fails, else 1."""
        return 0 if not self.unreadable and self.validation.conforms else 1

    def summary_lines(self) -> tuple[str, ...]:
        """The build in a few lines for a person."""
        kinds = ", ".join(f"{number} {name}" for name, number in self.counts.items() if number)
        lines = [f"{counted(len(self.documents), 'document')} in {self.output}: {kinds}"]
        lines += [f"not read: {error}" for error in self.unreadable]
        if self.skipped:
            left_out = counted(len(self.skipped), "thing")
            lines.append(f"{left_out} seen and left out; each stands with its reason in report.json")
        if self.decisions:
            lines += self.decisions.summary_lines()
        if self.gaps:
            lines.append(f"{counted(len(self.gaps), 'gap')}, seen and not understood: egov-kg gaps {self.output}")
        found = ", ".join(f"{number} {severity.name.lower()}" for severity, number in self.validation.counts.items())
        lines.append(f"validation: {found} (validation.txt)")
        return tuple(lines)

    def to_json(self) -> bytes:
        """The report as JSON: the one file of a build that holds times and versions."""
        data = {
            "documents": [
                {
                    "file": one.source.file_name,
                    "sha256": one.source.sha256,
                    "form": one.description.form,
                    "country": one.description.country.value.iso3 if one.description.country else None,
                    "records": dict(sorted(Counter(type(record).__name__ for record in one.records).items())),
                }
                for one in sorted(self.documents, key=lambda one: one.source.file_name)
            ],
            "counts": dict(self.counts),
            "not read": [{"file": str(e.path), "reason": e.reason, "advice": e.advice} for e in self.unreadable],
            "left out": [
                {
                    "document": one.document, "what": one.what, "reason": one.reason,
                    "start": one.span.start if one.span else None, "end": one.span.end if one.span else None,
                }
                for one in self.skipped
            ],
            "decisions": self.decisions.to_data() if self.decisions else None,
            "gaps": [
                {
                    "document": gap.document, "kind": gap.kind.value, "question": gap.question, "words": gap.words,
                    "start": gap.span.start if gap.span else None, "end": gap.span.end if gap.span else None,
                }
                for gap in self.gaps
            ],
            "validation": {severity.name.lower(): number for severity, number in self.validation.counts.items()},
            "seconds": {name: round(seconds, 3) for name, seconds in self.seconds.items()},
            "python": platform.python_version(),
            "versions": {name: version(name) for name in PACKAGES},
        }  # fmt: skip
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def counts(build: GraphBuild) -> dict[str, int]:
    """How many things of each class a graph holds, and how many claims."""
    found = Counter(build.classes.values())
    claims = sum(len(document.claims) for document in build.documents) + len(build.decided.claims)
    return {**dict(sorted(found.items())), "Claim": claims}
