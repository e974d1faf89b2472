"""The open cases of the reading: counted at the end of a run, listed with what is wrong in them with ``-vv``."""

from __future__ import annotations

from collections import defaultdict

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many cases are known not to be read right, by what is wrong."""
    from test_reading_answers import OPEN, Case  # noqa: PLC0415  (only where these tests were collected)

    notes: dict[str, list[Case]] = defaultdict(list)
    for case in OPEN:
        notes[case.note].append(case)
    terminalreporter.write_line(f"reading: {len(OPEN)} open cases in {len(notes)} groups")
    if terminalreporter.verbosity > 0:
        for note in sorted(notes):
            terminalreporter.write_line(f"  {note}")
            for case in notes[note]:
                terminalreporter.write_line(f"    {case.name} {case.text!r}")
                for wrong in case.wrong():
                    terminalreporter.write_line(f"      {wrong}")
