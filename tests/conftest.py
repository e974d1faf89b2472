"""What holds for every test, and how many cases of the reading are known to be open."""

from __future__ import annotations

import signal
import sys
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from test_reading_answers import Case


def pytest_configure() -> None:
    """Lets the processes that tests start be interrupted, also where this one runs in the background.

    A shell starts what it runs in the background with SIGINT ignored, and children inherit that.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many cases of the reading are known not to be right, with ``-vv`` by what is wrong."""
    reading = sys.modules.get("test_reading_answers")
    if reading is None:
        return
    notes: dict[str, list[Case]] = defaultdict(list)
    for case in reading.OPEN:
        notes[case.note].append(case)
    terminalreporter.write_line(f"reading: {len(reading.OPEN)} open cases in {len(notes)} groups")
    if terminalreporter.verbosity > 0:
        for note in sorted(notes):
            terminalreporter.write_line(f"  {note}")
            for case in notes[note]:
                terminalreporter.write_line(f"    {case.name} {case.text!r}")
                for wrong in case.wrong():
                    terminalreporter.write_line(f"      {wrong}")
