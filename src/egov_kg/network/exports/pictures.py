"""A network as a drawing; the libraries of drawing are loaded when one is made."""

from __future__ import annotations

from egov_kg.network.presenting import Presentation


def svg(presentation: Presentation) -> bytes:
    """The drawing as SVG."""
    from egov_kg.network.drawing.compose import compose  # noqa: PLC0415  # reportlab measures words
    from egov_kg.network.drawing.svg import to_svg  # noqa: PLC0415

    return to_svg(compose(presentation)).encode()


def png(presentation: Presentation) -> bytes:
    """The drawing as PNG."""
    from egov_kg.network.drawing.compose import compose  # noqa: PLC0415  # as above
    from egov_kg.network.drawing.raster import to_png  # noqa: PLC0415

    return to_png(compose(presentation))


def pdf(presentation: Presentation) -> bytes:
    """The drawing as PDF."""
    from egov_kg.network.drawing.compose import compose  # noqa: PLC0415  # as above
    from egov_kg.network.drawing.pdf import to_pdf  # noqa: PLC0415

    return to_pdf(compose(presentation))


__all__ = ["pdf", "png", "svg"]
