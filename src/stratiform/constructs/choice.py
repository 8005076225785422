"""Arguments that are one of a few words: another word must not pass for one of them."""

from __future__ import annotations

import difflib
from typing import Any, get_args

from stratiform.errors import WrongUse


def require_choice(argument: str, value: object, choices: Any, *, where: str = "") -> None:
    """Raise WrongUse where ``value`` is none of the words of ``choices``, a Literal."""
    words = get_args(choices)
    if value in words:
        return
    near = difflib.get_close_matches(str(value), words, n=1)
    known = ", ".join(f'"{word}"' for word in words)
    raise WrongUse(
        f"{argument} is {value!r}, which is none of {known}.",
        where=where,
        fix=f'Did you mean "{near[0]}"?' if near else f"Write one of {known}.",
    )


def require_made(argument: str, value: object, made: type, *, fix: str, where: str = "") -> None:
    """Raise WrongUse where ``value`` is no ``made``."""
    if not isinstance(value, made):
        raise WrongUse(
            f"{argument} is {value!r} ({type(value).__name__}), but {made.__name__} is asked for.",
            where=where,
            fix=fix,
        )
