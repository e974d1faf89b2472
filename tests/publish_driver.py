"""Publishes a build and is ended by a signal just before its N-th file operation, for N = 1, 2, … until one run
gets through.

``python publish_driver.py FOLDER SIGNAL``: FOLDER holds ``earlier`` (a folder to publish into, made anew each time) and
``new`` (the files to publish). Prints one JSON object a run: N, how the run ended, the hashes of what it left, and what
it left beside the folder. The run is a child process, so that it can be killed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Final

from egov_kg.graph import publish

MOST_STEPS: Final = 500
WATCHED: Final = ("open", "os.", "shutil.", "ctypes.", "tempfile.")


def hashes(folder: Path) -> dict[str, str]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def end_at(step: int, number: signal.Signals) -> None:
    """Send this process a signal just before its file operation of that number."""
    seen = 0

    def watch(event: str, _: object) -> None:
        nonlocal seen
        if event.startswith(WATCHED):
            seen += 1
            if seen == step:
                os.kill(os.getpid(), number)

    sys.addaudithook(watch)


def run(folder: Path, files: dict[str, bytes], step: int, number: signal.Signals) -> int:
    """Publish in a child that is ended at the step; its exit status as `os.waitstatus_to_exitcode` gives it."""
    child = os.fork()
    if child == 0:
        end_at(step, number)
        try:
            publish(folder, files)
            os._exit(0)
        except KeyboardInterrupt:
            os._exit(130)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(work: Path, number: signal.Signals) -> None:
    """Runs until one gets through."""
    new = work / "new"
    files = {path.relative_to(new).as_posix(): path.read_bytes() for path in new.rglob("*") if path.is_file()}
    for step in range(1, MOST_STEPS):
        place = work / "place"
        place.mkdir()
        target = shutil.copytree(work / "earlier", place / "output")
        status = run(target, files, step, number)
        beside = sorted(path.name for path in place.iterdir() if path != target)
        sys.stdout.write(json.dumps([step, status, hashes(target), beside]) + "\n")
        shutil.rmtree(place)
        if status == 0:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), signal.Signals[sys.argv[2]])
