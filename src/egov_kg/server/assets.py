"""Style and scripts of the pages: each name belongs to one content, so that a browser may keep it for ever."""

from __future__ import annotations

from typing import Final

from starlette.types import Send

from egov_kg.errors import FrontEndMissing, RequestRefused
from egov_kg.frontend import ENCODINGS, assets
from egov_kg.server.media import preferred_encoding
from egov_kg.server.replies import send_bytes
from egov_kg.server.request import Request
from egov_kg.server.service import Service

PATH: Final = "/assets/"
_FOR_EVER: Final = "public, max-age=31536000, immutable"


async def send_asset(service: Service, request: Request, send: Send) -> None:
    """Sends a built file, compressed as the client likes it; raises RequestRefused for any other name."""
    del service
    try:
        found = assets().get(request.scope["path"].removeprefix(PATH))
    except FrontEndMissing as error:
        raise RequestRefused(503, "this server has no style and no scripts: its front end was not built") from error
    if found is None:
        raise RequestRefused(404, "there is no such file; the page that names it may be of an older version")
    encoding = preferred_encoding(request.header(b"accept-encoding"), tuple(ENCODINGS))
    tag = f'"{found.name}{"-" if encoding else ""}{encoding}"'
    headers = [("etag", tag), ("cache-control", _FOR_EVER), ("vary", "accept-encoding")]
    if tag in {known.strip().removeprefix("W/") for known in request.header(b"if-none-match").split(",")}:
        raw = [(name.encode("ascii"), value.encode("ascii")) for name, value in headers]
        await send({"type": "http.response.start", "status": 304, "headers": raw})
        await send({"type": "http.response.body", "body": b""})
        return
    if encoding:
        headers.append(("content-encoding", encoding))
    await send_bytes(send, found.media_type, found.read(encoding), headers=headers)
