"""Makes the index of names of what is served: a process of its own, which gives way to everything else."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from egov_kg.errors import EgovKgError
from egov_kg.search import build_index, things
from egov_kg.server.child import end_with_parent, leave_signals
from egov_kg.server.names import names
from egov_kg.server.source import SOURCE, decode

INDEX: Final = "index"
"""The folder of the index in the folder that is given for the work."""
_POLITE: Final = 10


def main() -> None:
    """Runs as a program: the folder for the work; the source stands in the environment. Prints how many things."""
    (work,) = sys.argv[1:]
    leave_signals()
    end_with_parent()
    os.nice(_POLITE)
    source = decode(os.environ.pop(SOURCE))
    folder = Path(work) / INDEX
    folder.mkdir()
    scratch = Path(work) / "names.sqlite"
    try:
        count = build_index(things(names(source), scratch), folder)
    except (EgovKgError, OSError, SyntaxError, ValueError) as error:
        raise SystemExit(str(error)) from error
    scratch.unlink()
    sys.stdout.write(f"{count}\n")


if __name__ == "__main__":
    main()
