"""A word that is not known, and the nearest that is."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``Did you mean account? ``, for what follows to be said behind it; empty where no word is near."""
    import difflib  # not before there is an error to tell: every command loads this file

    near = difflib.get_close_matches(word, list(known), n=1)
    return f"Did you mean {near[0]}? " if near else ""


def suggest(word: str, known: Iterable[str]) -> str:
    """``Did you mean account?`` or ``Known: account, region.``"""
    words = sorted(known)
    return did_you_mean(word.lower(), words).rstrip() or f"Known: {', '.join(words)}."
