"""Elements of SVG and HTML, with everything escaped."""

from __future__ import annotations

import re
from html import escape
from typing import Final

# What XML 1.0 cannot hold, even escaped.
_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value: str) -> str:
    """``value`` for content and for attributes in double quotes; what XML cannot hold is replaced."""
    return escape(_ILLEGAL.sub("\ufffd", value))


def element(name: str, *content: str, **attributes: str | float | None) -> str:
    """An element of content that is markup already. ``class_`` is class, ``_`` is ``-``; None is left out."""
    told = "".join(
        f' {key.strip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(content)
    return f"<{name}{told}>{inner}</{name}>" if inner else f"<{name}{told}/>"


def number(value: float) -> str:
    """At most one decimal: a tenth of a pixel cannot be seen."""
    return f"{round(value, 1):g}" if abs(value) < 100_000 else f"{value:.0f}"


def _value(value: str | float | None) -> str:
    return text(value) if isinstance(value, str) else number(value or 0)
