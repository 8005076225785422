"""Variables in Dockerfile words: ``$NAME``, ``${NAME}``, ``${NAME:-default}``, ``${NAME:+other}``.

https://docs.docker.com/reference/dockerfile/#environment-replacement
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_TOKEN = re.compile(
    r"""\\(?P<escaped>.)|'(?P<literal>[^']*)'|(?P<quote>")
    |\$\{(?P<braced>\w+)(?::?(?P<operator>[-+])(?P<word>[^}]*))?\}|\$(?P<bare>\w+)""",
    re.VERBOSE | re.DOTALL,
)


def expand(text: str, variables: Mapping[str, str]) -> str:
    """``text`` with its variables replaced and its quotes removed; an unknown variable is empty."""

    def replaced(match: re.Match[str]) -> str:
        if match["escaped"] is not None:
            return match["escaped"]
        if match["literal"] is not None:
            return match["literal"]
        if match["quote"]:
            return ""
        value = variables.get(match["braced"] or match["bare"])
        if match["operator"] == "-":
            return value or expand(match["word"], variables)
        if match["operator"] == "+":
            return expand(match["word"], variables) if value else ""
        return value or ""

    return _TOKEN.sub(replaced, text)
