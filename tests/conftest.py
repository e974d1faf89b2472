"""What all tests share."""

from __future__ import annotations

from hypothesis import settings


def pytest_configure() -> None:
    """Leave time out of the tests: a first example waits for imports, and speed is what benchmarks/ measures."""
    settings.register_profile("untimed", deadline=None)
    settings.load_profile("untimed")
