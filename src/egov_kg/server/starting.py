"""Starts the processes of the server, so that none is left behind by a server that is stopped meanwhile."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from contextlib import suppress
from typing import Any


async def started(module: str, *arguments: str, **options: Any) -> asyncio.subprocess.Process:  # noqa: ANN401  # of Popen
    """A program of ours that runs; where this is cancelled, the program is ended before. Raises OSError."""
    starting = asyncio.ensure_future(asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", module, *arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, **options
    ))  # fmt: skip
    try:
        return await asyncio.shield(starting)
    except asyncio.CancelledError:
        process = await starting
        with suppress(ProcessLookupError):  # it may have ended just now
            process.kill()
        await process.communicate()
        raise
