"""What runs a server looks at: ``/health`` and ``/metrics``."""

from __future__ import annotations

import json

from starlette.types import Send

from egov_kg.server.replies import send_bytes
from egov_kg.server.request import Request
from egov_kg.server.service import Service


async def health(service: Service, request: Request, send: Send) -> None:
    """Says whether queries are answered: 200, or 503."""
    del request
    ready = service.engine.ready
    state = {
        "status": "ok" if ready else "not ready", "quads": service.engine.quads, **service.engine.load(),
        "searchable_things": service.searching.things,
    }  # fmt: skip
    data = json.dumps(state).encode() + b"\n"
    await send_bytes(
        send, "application/json", data, status=200 if ready else 503, headers=[("cache-control", "no-store")]
    )


async def metrics(service: Service, request: Request, send: Send) -> None:
    """Sends the figures for Prometheus."""
    del request
    text = service.journal.metrics({
        **service.engine.load(), "builds_served": service.engine.version,
        "searchable_things": service.searching.things,
    })  # fmt: skip
    await send_bytes(send, "text/plain; version=0.0.4; charset=utf-8", text.encode())
