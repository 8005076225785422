"""A word that is not known, and the nearest that is."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def suggest(word: str, known: Iterable[str]) -> str:
    """``Did you mean account?`` or ``Known: account, region.``"""
    words = sorted(known)
    near = difflib.get_close_matches(word.lower(), words, n=1)
    return f"Did you mean {near[0]}?" if near else f"Known: {', '.join(words)}."
