"""What happened, for machines: a line of JSON a request and an event, and figures for Prometheus."""

from __future__ import annotations

import json
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, TextIO

_BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper bounds in seconds of the histogram of times."""
_PREFIX: Final = "egov_kg_"
_LINES: Final = 200
"""Lines that wait at most."""


class Entry:
    """What is known of a request; the parts of the server fill in what they know.

    ``outcome`` is ``ok`` or the code of what went wrong; ``query`` the beginning of the query's SHA-256.
    """

    __slots__ = ("began", "method", "outcome", "path", "query", "rows", "size", "status")

    def __init__(self, method: str, path: str) -> None:
        self.began = time.perf_counter()
        self.method = method
        self.path = path
        self.status = 0
        self.size = 0
        self.rows: int | None = None
        self.query: str | None = None
        self.outcome = "ok"


class Journal:
    """Writes the log and keeps the figures; the figures of one process, from its start."""

    def __init__(self, output: TextIO | None) -> None:
        self._output = output
        self._lines: list[str] = []
        self._requests: Counter[tuple[str, str]] = Counter()
        self._events: Counter[str] = Counter()
        self._buckets = [0] * (len(_BUCKETS) + 1)
        self._seconds = 0.0
        self._bytes = 0
        self._rows = 0

    def request(self, entry: Entry) -> None:
        """Writes the line of a request that is done."""
        seconds = time.perf_counter() - entry.began
        self._requests[str(entry.status), entry.outcome] += 1
        self._buckets[bisect_left(_BUCKETS, seconds)] += 1
        self._seconds += seconds
        self._bytes += entry.size
        self._rows += entry.rows or 0
        if self._output is None:
            return
        rows = "" if entry.rows is None else f', "rows": {entry.rows}'
        query = "" if entry.query is None else f', "query": "{entry.query}"'
        # Written by hand, which takes a fifth of the time; only the path can hold what JSON has to escape.
        self._write(
            f'{{"time": "{_now()}", "method": "{entry.method}", "path": {_quoted(entry.path)}, '
            f'"status": {entry.status}, "seconds": {seconds:.6f}, "bytes": {entry.size}, '
            f'"outcome": "{entry.outcome}"{rows}{query}}}\n'
        )

    def event(self, name: str, *, detail: str = "") -> None:
        """Writes a line for something that is no request."""
        self._events[name] += 1
        if self._output is not None:
            said = {"time": _now(), "event": name, **({"detail": detail} if detail else {})}
            self._write(json.dumps(said) + "\n")

    def _write(self, line: str) -> None:
        self._lines.append(line)
        if len(self._lines) >= _LINES:
            self.flush()

    def flush(self) -> None:
        """Writes the lines that wait; whoever keeps a journal calls this several times a second."""
        if not self._lines or self._output is None:
            return
        text = "".join(self._lines)
        self._lines.clear()
        try:
            self._output.write(text)
            self._output.flush()
        except OSError:
            # Nobody reads the log any more; that is no reason to stop answering.
            self._output = None

    def metrics(self, gauges: Mapping[str, float]) -> str:
        """The figures in the text format of Prometheus, with the gauges of the moment."""
        lines = [
            *_help("requests_total", "counter", "Requests by status and outcome."),
            *(
                f'{_PREFIX}requests_total{{status="{status}",outcome="{outcome}"}} {count}'
                for (status, outcome), count in sorted(self._requests.items())
            ),
            *_help("events_total", "counter", "Events of workers and builds."),
            *(f'{_PREFIX}events_total{{event="{name}"}} {count}' for name, count in sorted(self._events.items())),
            *self._histogram(),
            *_figure("response_bytes_total", "counter", "Bytes of answers.", self._bytes),
            *_figure("response_rows_total", "counter", "Rows of answers.", self._rows),
            *(line for name, value in gauges.items() for line in _figure(name, "gauge", "At this moment.", value)),
        ]
        return "\n".join(lines) + "\n"

    def _histogram(self) -> Iterator[str]:
        yield from _help("request_seconds", "histogram", "Time from a request's head to the end of its answer.")
        total = 0
        for bound, count in zip((*map(str, _BUCKETS), "+Inf"), self._buckets, strict=True):
            total += count
            yield f'{_PREFIX}request_seconds_bucket{{le="{bound}"}} {total}'
        yield f"{_PREFIX}request_seconds_sum {self._seconds:.6f}"
        yield f"{_PREFIX}request_seconds_count {total}"


def _help(name: str, kind: str, text: str) -> tuple[str, str]:
    return f"# HELP {_PREFIX}{name} {text}", f"# TYPE {_PREFIX}{name} {kind}"


def _figure(name: str, kind: str, text: str, value: float) -> tuple[str, ...]:
    return *_help(name, kind, text), f"{_PREFIX}{name} {value}"


@lru_cache(maxsize=64)
def _quoted(path: str) -> str:
    return json.dumps(path)


def _now() -> str:
    seconds, part = divmod(time.time_ns() // 1_000_000, 1_000)
    return f"{_to_the_second(seconds)}.{part:03d}Z"


@lru_cache(maxsize=4)
def _to_the_second(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
