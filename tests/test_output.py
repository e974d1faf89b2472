"""The published data in output/ is what a build of examples/ gives, byte for byte; ``make output`` makes it anew."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from egov_kg.pipeline import build

ROOT: Final = Path(__file__).resolve().parents[1]
OUTPUT: Final = ROOT / "output"
OURS: Final = frozenset({"README.md", "report.json"})
"""The page about the data, and the report, which holds times and is not published."""


def files(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in found.items() if name not in OURS}


def test_the_published_data_is_the_build_of_the_examples(tmp_path: Path) -> None:
    report = build([ROOT / "examples"], tmp_path / "output", formats=("jsonld",))
    assert report.exit_status == 0
    published, built = files(OUTPUT), files(report.output)
    assert published.keys() == built.keys()
    assert sorted(name for name in built if published[name] != built[name]) == []
