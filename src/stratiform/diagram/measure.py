"""How wide a text is, without a font on the machine.

Advance widths of DejaVu Sans in thousandths of the size, U+0020 to U+007E. It is among the widest of the
fonts that a viewer may fall back to, so a text that fits here fits everywhere.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_REGULAR: Final = (
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775,
    752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390,
    337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
    635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
)  # fmt: skip
_BOLD: Final = (
    348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696, 696, 696,
    696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734, 830, 683, 683, 821,
    837, 372, 372, 775, 637, 995, 837, 850, 733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457,
    365, 457, 838, 500, 500, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687,
    716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838,
)  # fmt: skip
_OTHER, _WIDE = 700, 1100


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line in pixels, at ``size`` pixels."""
    table = _BOLD if bold else _REGULAR
    return sum(_advance(character, table) for character in text) * size / 1000


def _advance(character: str, table: tuple[int, ...]) -> int:
    index = ord(character) - 32
    if 0 <= index < len(table):
        return table[index]
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else _OTHER


def fitted(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """``text``, or its beginning and end with an ellipsis between, so that it is at most ``room`` wide."""
    if width(text, size, bold=bold) <= room:
        return text
    most = int(room / size * 1000 / min(_REGULAR))
    for kept in range(min(len(text) - 1, most), 0, -1):
        tail = kept // 3
        short = f"{text[: kept - tail]}…{text[len(text) - tail :]}"
        if width(short, size, bold=bold) <= room:
            return short
    return "…"


def lines(text: str, size: float, room: float, count: int, *, bold: bool = False) -> list[str]:
    """``text`` in at most ``count`` lines of at most ``room``, broken after a separator or between words."""
    found: list[str] = []
    rest = text
    while rest and len(found) < count - 1 and width(rest, size, bold=bold) > room:
        cut = _cut(rest, size, room, bold)
        if cut is None:
            break
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*found, fitted(rest, size, room, bold=bold)] if rest else found


def _cut(text: str, size: float, room: float, bold: bool) -> int | None:
    """The last place to break before ``room`` is full, after a space if there is one; never too early."""
    words = letters = 0
    for index in range(1, len(text)):
        if width(text[:index], size, bold=bold) > room:
            break
        before, after = text[index - 1], text[index]
        if before == " ":
            words = index
        elif before in "/-_.,:" or (before.islower() and after.isupper()):
            letters = index
    early = room / 3
    return next((cut for cut in (words, letters) if width(text[:cut], size, bold=bold) > early), None)
