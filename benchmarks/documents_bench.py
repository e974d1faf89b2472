"""How long documents take to be read: pages of a PDF a second, a Word document, and the memory of 500 pages.

    python benchmarks/documents_bench.py [--pages 500] [--rounds 5] [FILES...]

FILES are PDF and Word documents; without any, a plan with tables, tick boxes and links is made (python-docx;
LibreOffice makes the PDF). Beside it: what pypdfium2 alone takes to give the text of each page, without layout, links
and boxes; docx2python on the same Word document. Both run in turns with ours, in this process; seconds are those of the
processor.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from egov_kg.documents import SUFFIXES

_WORDS: Final = (
    "government", "strategy", "portal", "ministry", "data", "open", "digital", "services", "identity", "law",
    "national", "plan", "citizens", "agency", "programme", "budget", "council", "region", "indicator",
    "interoperability",
)  # fmt: skip
_MEMORY: Final = """
import re, sys
from pathlib import Path
from egov_kg.documents import read
import pypdfium2, egov_kg.documents.pdf
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
before = peak()
document = read(Path(sys.argv[1]))
print((peak() - before) // 1024, len(document.text), len(document.page_starts))
"""


def made(folder: Path, pages: int) -> list[Path]:
    """A Word document of about so many pages, and the PDF of it where LibreOffice is installed."""
    import docx  # noqa: PLC0415  # needed where no files are named

    chance = random.Random(1)  # noqa: S311  # the same document every time
    document = docx.Document()
    for section in range(pages * 2):
        if section % 4 == 0:
            document.add_heading(f"{section // 4 + 1}. {_sentence(chance, 5)}", 1)
        document.add_paragraph(" ".join(_sentence(chance, 14) for _ in range(9)))
        document.add_paragraph(f"☒ {_sentence(chance, 6)} https://www.{chance.choice(_WORDS)}.example.org")
        if section % 10 == 0:
            table = document.add_table(4, 3)
            for cell in (cell for row in table.rows for cell in row.cells):
                cell.text = _sentence(chance, 3)
    path = folder / "plan.docx"
    document.save(str(path))
    office = shutil.which("soffice")
    if office is None:
        return [path]
    profile = (folder / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True)
    return [path, folder / "plan.pdf"]


def _sentence(chance: random.Random, count: int) -> str:
    return (" ".join(chance.choice(_WORDS) for _ in range(count)) + ".").capitalize()


def bare_pdf(data: bytes) -> int:
    """The text of each page as pypdfium2 gives it; how many pages there are."""
    import pypdfium2  # noqa: PLC0415

    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()
        return len(pdf)


def seconds(action: Callable[[], object]) -> float:
    """The processor's seconds that an action takes."""
    start = time.process_time()
    action()
    return time.process_time() - start


def alternating(rounds: int, ours: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """The fastest round of each of two actions that take turns."""
    pairs = [(seconds(ours), seconds(other)) for _ in range(rounds)]
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)


def measure(path: Path, rounds: int) -> str:
    """A line on one file."""
    data = path.read_bytes()
    reader = SUFFIXES[path.suffix]
    if path.suffix == ".pdf":
        pages = bare_pdf(data)
        ours, bare = alternating(rounds, lambda: reader.read(path, data), lambda: bare_pdf(data))
        return (
            f"{path.name}: {pages} pages, {pages / ours:.0f} pages/s; bare pypdfium2 {pages / bare:.0f} pages/s; "
            f"ratio of the rates {bare / ours:.2f}; {_memory(path)}"
        )
    from docx2python import docx2python  # noqa: PLC0415  # the peer

    ours, peer = alternating(rounds, lambda: reader.read(path, data), lambda: docx2python(path).text)
    times = f"{ours * 1000:.0f} ms; docx2python {peer * 1000:.0f} ms; ratio {peer / ours:.1f}"
    return f"{path.name}: {times}; {_memory(path)}"


def _memory(path: Path) -> str:
    done = subprocess.run([sys.executable, "-c", _MEMORY, str(path)], capture_output=True, text=True, check=True)
    memory, characters, _ = done.stdout.split()
    return f"{int(characters):,} characters, {memory} MB above the empty process"


def main() -> None:
    """Measure the files named, or made."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for path in given.files or made(Path(folder), given.pages):
            print(measure(path, given.rounds))  # noqa: T201  # what the program is for


if __name__ == "__main__":
    main()
