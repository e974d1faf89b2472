"""A network as an interactive page: one HTML file with style, script and data in it, which asks for nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

from egov_kg import frontend
from egov_kg.network.exports.data import Addresses, page_data, to_text
from egov_kg.network.presenting import Presentation

_STYLES: Final = ("style.css", "network.css")
_HEAD_SCRIPT: Final = "site.js"
_SCRIPT: Final = "network.js"
_LICENCES: Final = "licences.txt"
"""What the authors of the code in the scripts ask to go with it."""
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "dark": "Dark", "skip": "To the content",
        "no script": "This page draws with JavaScript, which your browser does not run. The commands egov-kg network "
        "DIR -o network.pdf and -o network.csv give the same as a drawing and as a table.",
        "source": "Source: {documents} documents. What each sentence says is its document's word, not ours.",
    },
    "es": {
        "dark": "Oscuro", "skip": "Al contenido",
        "no script": "Esta página dibuja con JavaScript, que su navegador no ejecuta. Las órdenes egov-kg network DIR "
        "-o network.pdf y -o network.csv dan lo mismo como dibujo y como tabla.",
        "source": "Fuente: {documents} documentos. Lo que dice cada frase lo dice su documento, no nosotros.",
    },
}  # fmt: skip
_PAGE: Final = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
{styles}
<script>{head_script}</script>
</head>
<body>
<a class="skip" href="#content">{skip}</a>
<header class="page">
<span class="brand">egov-kg</span>
<button class="theme" type="button" hidden><span>{dark}</span></button>
</header>
<main id="content" class="page wide" tabindex="-1">
<h1>{title}</h1>
<p>{subtitle}</p>
<div id="network"><noscript><p class="notice">{no_script}</p></noscript></div>
</main>
<footer class="page">
<p>{source}</p>
</footer>
<script type="text/plain" id="licences">{licences}</script>
<script type="application/json" id="network-data">{data}</script>
<script>{script}</script>
</body>
</html>
"""


def html(presentation: Presentation) -> bytes:
    """The page as a file; raises FrontEndMissing where style and script were not built."""
    language = presentation.language
    words = _WORDS[language]
    styles = [frontend.inline(name) for name in _STYLES]
    head_script, script = frontend.inline(_HEAD_SCRIPT), frontend.inline(_SCRIPT)
    # In a script nothing but its end tag ends it, and no sentence may write one.
    data = to_text(page_data(presentation, Addresses())).replace("<", "\\u003c")
    title = presentation.title.get(language) or next(iter(presentation.title.values()))
    return _PAGE.format(
        language=language, policy=_policy(scripts=(head_script, script), styles=styles), title=escape(title),
        styles="\n".join(f"<style>{style}</style>" for style in styles), head_script=head_script, script=script,
        data=data, licences=frontend.inline(_LICENCES), subtitle=escape(presentation.subtitle[language]),
        skip=words["skip"], dark=words["dark"], no_script=words["no script"],
        source=words["source"].format(documents=len(presentation.network.sources)),
    ).encode()  # fmt: skip


def _policy(*, scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Nothing but what stands in the file: no request leaves it, and no sentence becomes a script."""
    allowed = {"script-src": scripts, "style-src": styles}
    parts = [f"{name} {' '.join(map(_hash, texts))}" for name, texts in allowed.items()]
    return "; ".join(["default-src 'none'", *parts, "img-src data: blob:", "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


__all__ = ["html"]
