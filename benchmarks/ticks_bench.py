"""How many tick boxes that are printed as glyphs are read as they were ticked, in PDFs that LibreOffice makes.

    python benchmarks/ticks_bench.py [--only WORD] [--keep FOLDER]

An example's questionnaire is laid out anew as a Word document for each kind of mark (glyphs, codes of symbol fonts,
brackets, a cross in a cell) in each layout (before and behind the option, several a line, cells of their own, two
columns), and LibreOffice prints it. A line a mark, a column a layout: states of options that are right; in brackets
those that are wrong, the rest are unknown.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from egov_kg.documents import read
from egov_kg.forms import segment
from egov_kg.model import SelectionState

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from ticked import IN_CELLS, LAYOUTS, MARKS, made

_EXAMPLE: Final = Path(__file__).resolve().parents[1] / "examples" / "finland-msq-2020.txt"
_GOOD: Final = 0.98


def states(path: Path) -> dict[tuple[str, str], SelectionState]:
    """The state of each option of each question."""
    segmented = segment(read(path))
    return {(answer.question, mark.option): mark.state for answer in segmented.answers for mark in answer.options}


def _printed(folder: Path) -> None:
    """Every Word document of a folder as a PDF beside it."""
    office = shutil.which("soffice")
    if office is None:
        sys.exit("LibreOffice is not installed")
    command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    files = sorted(map(str, folder.glob("*.docx")))
    subprocess.run([*command, "--outdir", str(folder), *files], check=True, capture_output=True)


def main() -> None:
    """Make the documents, read them, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        text = _EXAMPLE.read_text(encoding="utf-8").replace("\f", "")
        expected = states(_EXAMPLE)
        cases = [
            (mark, layout) for mark in MARKS for layout in LAYOUTS
            if given.only in f"{mark.name}/{layout}" and (mark.empty or layout in IN_CELLS)
        ]  # fmt: skip
        if not list(folder.glob("*.pdf")):
            for mark, layout in cases:
                made(text, folder / f"{mark.name}-{layout}.docx", (mark, layout))
            _printed(folder)
        print(f"{'':18}", *(f"{layout:>14}" for layout in LAYOUTS), sep="")  # noqa: T201
        right = wrong = 0
        for mark in MARKS:
            line = []
            for layout in LAYOUTS:
                path = folder / f"{mark.name}-{layout}.pdf"
                found = states(path) if path.exists() and (mark, layout) in cases else None
                good = sum(found.get(key) == state for key, state in expected.items()) if found else 0
                bad = sum(
                    found.get(key, SelectionState.UNKNOWN) not in (state, SelectionState.UNKNOWN)
                    for key, state in expected.items()
                ) if found else 0  # fmt: skip
                right, wrong = right + good, wrong + bad
                line.append(f"{good} ({bad})" if found is not None else "–")
            print(f"{mark.name:18}", *(f"{one:>14}" for one in line), sep="")  # noqa: T201
        total = len(expected) * len(cases)
        print(f"{right} of {total} right: {right / total:.2%}; {wrong} wrong")  # noqa: T201
        sys.exit(right < _GOOD * total)


if __name__ == "__main__":
    main()
