"""The picture as PNG: the SVG, rendered by resvg."""

from __future__ import annotations

from typing import Final

from stratiform.diagram.fonts import font
from stratiform.errors import MissingPart

ZOOM: Final = 2


def png(svg: str) -> bytes:
    """The bytes of a PNG, two pixels to each of the SVG's.

    Raises MissingPart without the renderer, and on a machine without a font.
    """
    try:
        import resvg_py
    except ImportError as error:
        raise MissingPart(
            f"The renderer of PNG cannot be loaded: {error}",
            fix="Install resvg-py, or write SVG: -o FILE.svg.",
        ) from None
    family, _ = font()
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=ZOOM, sans_serif_family=family))
