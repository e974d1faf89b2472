"""The built front end: style and scripts of the pages, made from ``web/`` when the package is built.

A page names an entry (``style.css``, ``query.js``); the file's own name carries a hash of its content, so that a
browser may keep it for ever. Every script is one file that imports nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Final

from egov_kg.errors import FrontEndMissing

FOLDER: Final = Path(__file__).resolve().parent / "assets"
MANIFEST: Final = "manifest.json"
MEDIA_TYPES: Final = MappingProxyType({
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
})
ENCODINGS: Final = MappingProxyType({"br": ".br", "gzip": ".gz"})
"""The forms that stand compressed beside each file, the smallest first."""
_ALONE: Final = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{styles}
<script>{first_script}</script>
</head>
<body>
{header}<main class="page wide" id="content" tabindex="-1"><div class="title"><h1>{title}</h1>{lead}</div>
<div id="{entry}">{instead}</div></main>
{footer}{data}
<script type="text/plain" id="licences">{licences}</script>
<script>{script}</script>
</body>
</html>
"""
_HEADER: Final = """<a class="skip" href="#content">{skip}</a>
<header class="page"><span class="brand">egov-kg</span>
<button class="theme" type="button" hidden><span>{dark}</span></button></header>
"""
_INSTEAD: Final = '<noscript><p class="notice">{no_script}</p></noscript>'
_FOOTER: Final = """<footer class="page"><p>{footer}</p></footer>
"""
_LESS_THAN: Final = "\\u003c"
_END_OF_ELEMENT: Final = re.compile(r"</(?=script|style)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A built file: its name, which changes with its content, and its media type."""

    name: str
    media_type: str

    def read(self, encoding: str = "") -> bytes:
        """The bytes, as they are or in an encoding of ENCODINGS; raises FrontEndMissing."""
        path = FOLDER / (self.name + (ENCODINGS[encoding] if encoding else ""))
        try:
            return path.read_bytes()
        except OSError as error:
            raise FrontEndMissing(path) from error


def asset(entry: str) -> Asset:
    """The built file of an entry such as ``style.css``; raises FrontEndMissing where it was not built."""
    name = _manifest().get(entry)
    if name is None:
        raise FrontEndMissing(FOLDER / entry)
    return _asset(name)


def assets() -> dict[str, Asset]:
    """All built files by their own names; raises FrontEndMissing."""
    return {name: _asset(name) for name in _manifest().values()}


def inline(entry: str) -> str:
    """A script or a style sheet as it may stand inside ``<script>`` or ``<style>``; raises FrontEndMissing."""
    return _END_OF_ELEMENT.sub(r"<\\/", asset(entry).read().decode("utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The words around the page of a file by itself, in its language."""

    skip: str
    dark: str
    no_script: str
    footer: str


def standalone(  # noqa: PLR0913  # what a page is made of
    entry: str, *, title: str, subtitle: str = "", language: str, data: str, around: Around | None = None
) -> str:
    """One HTML file with everything in it: the page of an entry such as ``network``, its style, and its data as JSON.

    It asks for nothing, and a policy in it forbids to. The licences of the code in its scripts go with it. Raises
    FrontEndMissing.
    """
    styles = [inline(f"{name}.css") for name in ("style", entry)]
    scripts = [inline(f"{name}.js") for name in ("site", entry)]
    words = {name: escape(text) for name, text in asdict(around).items()} if around else {}
    return _ALONE.format(
        language=escape(language), title=escape(title), policy=_policy(scripts=scripts, styles=styles),
        styles="".join(f"<style>{style}</style>" for style in styles), first_script=scripts[0], script=scripts[1],
        header=_HEADER.format(**words) if around else "", footer=_FOOTER.format(**words) if around else "",
        instead=_INSTEAD.format(**words) if around else "", entry=entry, data=data_element(entry, data),
        lead=f'<p class="lead">{escape(subtitle)}</p>' if subtitle else "", licences=inline("licences.txt"),
    )  # fmt: skip


def _policy(*, scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Nothing but what stands in the file: no request leaves it, and no sentence of the data becomes a script."""
    allowed = (("script-src", scripts), ("style-src", styles))
    parts = [f"{name} {' '.join(map(_hash, texts))}" for name, texts in allowed]
    return "; ".join(["default-src 'none'", *parts, "img-src data: blob:", "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def data_element(entry: str, data: str) -> str:
    """The element that holds an entry's data, given as JSON; no text in them ends it."""
    return f'<script type="application/json" id="{entry}-data">{data.replace("<", _LESS_THAN)}</script>'


def _asset(name: str) -> Asset:
    return Asset(name=name, media_type=MEDIA_TYPES[Path(name).suffix])


def _manifest() -> dict[str, str]:
    path = FOLDER / MANIFEST
    try:
        return _read_manifest(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise FrontEndMissing(path) from error


@lru_cache(maxsize=1)
def _read_manifest(path: Path, changed: int) -> dict[str, str]:
    """The file's names by entry; read again when the front end was built again."""
    del changed
    names: dict[str, str] = json.loads(path.read_bytes())
    return names
