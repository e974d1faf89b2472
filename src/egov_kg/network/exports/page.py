"""A network as an interactive page: one HTML file with style, script and data in it, which asks for nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from egov_kg.frontend import Around, standalone
from egov_kg.network.exports.data import Addresses, page_data, to_text
from egov_kg.network.presenting import Presentation

_WORDS: Final[Mapping[str, Around]] = {
    "en": Around(
        skip="To the content",
        dark="Dark",
        no_script="This page draws with JavaScript, which your browser does not run. The commands egov-kg network DIR "
        "-o network.pdf and -o network.csv give the same as a drawing and as a table.",
        footer="Every line is stated by a sentence of a document. What it says is the document's word, not ours.",
    ),
    "es": Around(
        skip="Al contenido",
        dark="Oscuro",
        no_script="Esta página dibuja con JavaScript, que su navegador no ejecuta. Las órdenes egov-kg network DIR "
        "-o network.pdf y -o network.csv dan lo mismo como dibujo y como tabla.",
        footer="Cada línea la afirma una frase de un documento. Lo que dice lo dice el documento, no nosotros.",
    ),
}


def html(presentation: Presentation) -> bytes:
    """The page as a file; raises FrontEndMissing where style and script were not built."""
    language = presentation.language
    return standalone(
        "network",
        title=presentation.title.get(language) or next(iter(presentation.title.values())),
        subtitle=presentation.subtitle[language],
        language=language,
        data=to_text(page_data(presentation, Addresses())),
        around=_WORDS[language],
    ).encode()


__all__ = ["html"]
