"""What several tests need: the command in a process of its own, and the documents that are not ours."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest


def shared_folder() -> Path:
    """The folder with the source documents, which are not ours to publish; without it the calling test is skipped."""
    place = os.environ.get("EGOV_KG_SHARED")
    if not place:
        pytest.skip("EGOV_KG_SHARED does not name the folder with the source documents")
    return Path(place)


def egov_kg(
    *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None, sent: str = ""
) -> subprocess.CompletedProcess[str]:
    """The command ``egov-kg`` in a process of its own, with its arguments; ``env`` adds to the environment,
    ``sent`` is its standard input."""
    command = [sys.executable, "-m", "egov_kg", *map(str, arguments)]
    environment = {**os.environ, "PYTHONWARNINGS": "error", **(env or {})}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, input=sent
    )
