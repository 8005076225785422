"""The version an image's tag asks for, against the one that runs."""

from __future__ import annotations


def asked(tag: str) -> str | None:
    """The version a tag starts with: ``16.4-alpine`` is ``16.4``; ``latest`` and ``alpine`` are None."""
    text = tag.split("-", 1)[0]
    return text if text and all(part.isdigit() for part in text.split(".")) else None


def satisfies(running: str, asked: str) -> bool:
    """``18.6`` satisfies ``18`` and ``18.6``, not ``18.4``."""
    return f"{running}.".startswith(f"{asked}.")
