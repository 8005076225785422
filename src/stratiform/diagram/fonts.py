"""A font of this machine for the text of a PNG; every other format leaves that to its viewer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from stratiform.errors import MissingPart

# The widest first: no text is then wider than it was measured.
FAMILIES: Final = {
    "DejaVuSans.ttf": "DejaVu Sans",
    "Verdana.ttf": "Verdana",
    "verdana.ttf": "Verdana",
    "NotoSans-Regular.ttf": "Noto Sans",
    "OpenSans-Regular.ttf": "Open Sans",
    "LiberationSans-Regular.ttf": "Liberation Sans",
    "Arial.ttf": "Arial",
    "arial.ttf": "Arial",
    "FreeSans.ttf": "FreeSans",
    "Ubuntu-R.ttf": "Ubuntu",
    "Roboto-Regular.ttf": "Roboto",
    "Helvetica.ttc": "Helvetica",
}


def folders() -> Iterator[Path]:
    """Where fonts are kept on Linux, macOS and Windows."""
    home = Path.home()
    for shared in os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share").split(":"):
        yield Path(shared or "/usr/share") / "fonts"
    yield from (home / ".local/share/fonts", home / ".fonts")
    yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    yield Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"


def font() -> tuple[str, Path]:
    """A family that is installed, and its file. Raises MissingPart where there is none."""
    found: dict[str, Path] = {}
    for folder in folders():
        for place, _, files in os.walk(folder):
            for name in FAMILIES.keys() & set(files):
                found.setdefault(name, Path(place) / name)
    for name, family in FAMILIES.items():
        if name in found:
            return family, found[name]
    raise MissingPart(
        "This machine has none of the fonts that a PNG can be written with, so it would have no text.",
        fix="Install one, e.g. `apt-get install fonts-dejavu-core`, or write SVG: -o FILE.svg.",
    )
