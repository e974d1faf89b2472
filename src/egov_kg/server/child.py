"""What holds for each process that the server starts."""

from __future__ import annotations

import ctypes
import signal
import sys
from pathlib import Path
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
"""Of linux/prctl.h."""
_FIRST_TO_GO: Final = "800"
"""When the machine has no memory left, Linux takes a worker and not the server."""


def end_with_parent() -> None:
    """Asks Linux to end this process with the one that started it, and before the server when memory runs out."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        try:
            Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_GO, encoding="ascii")
        except OSError:
            return


def leave_signals() -> None:
    """The server decides when to stop; a terminal and a service manager tell all its processes."""
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, signal.SIG_IGN)
