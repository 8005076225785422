"""Arguments that are one of a few words: another word must not pass for one of them."""

from __future__ import annotations

from typing import Any, get_args

from stratiform.errors import WrongUse
from stratiform.suggest import did_you_mean


def require_choice(argument: str, value: object, choices: Any, *, where: str = "") -> None:
    """Raise WrongUse where ``value`` is none of the words of ``choices``, a Literal."""
    words = get_args(choices)
    if value in words:
        return
    known = ", ".join(f'"{word}"' for word in words)
    raise WrongUse(
        f"{argument} is {value!r}, which is none of {known}.",
        where=where,
        fix=did_you_mean(str(value), words).rstrip() or f"Write one of {known}.",
    )


def require_made(argument: str, value: object, made: type, *, fix: str, where: str = "") -> None:
    """Raise WrongUse where ``value`` is no ``made``."""
    if not isinstance(value, made):
        raise WrongUse(
            f"{argument} is {value!r} ({type(value).__name__}), but {made.__name__} is asked for.",
            where=where,
            fix=fix,
        )
