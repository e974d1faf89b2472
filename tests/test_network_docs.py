"""The worked example of docs/network.md prints what it shows."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

from test_readme import examples, matches, run

ROOT: Final = Path(__file__).resolve().parents[1]


def test_the_worked_example_prints_what_is_shown(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "network.md").read_text(encoding="utf-8")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    found = [one for block in re.findall(r"^```console\n(.*?)^```$", text, re.M | re.S) for one in examples(block)]
    assert len(found) > 5
    for example in found:
        printed = run(example.command, tmp_path)
        assert matches(example.printed, printed), f"{example.shown}{printed}"
