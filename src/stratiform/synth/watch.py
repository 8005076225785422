"""Waits for an app to be saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from stratiform.errors import MissingPart

_IGNORED = frozenset({"__pycache__", "cdk.out", "node_modules", "venv"})
_GROUPED_MS, _STEP_MS, _WAIT_MS = (
    200,
    25,
    100,
)  # an editor writes a file in several steps within a few milliseconds


def saves(folder: Path, output: Path) -> Iterator[None]:
    """Yield as soon as saves are noticed, and after each save in ``folder``, until interrupted.

    What a synthesis writes does not count. Saves while the caller is busy are not lost.

    Raises MissingPart where watchfiles is not installed.
    """
    try:
        from watchfiles import Change, watch
    except ModuleNotFoundError:
        raise MissingPart(
            "--watch needs the package watchfiles.",
            fix="Install the local part: pip install 'stratiform[local]'.",
        ) from None
    folder, output = folder.resolve(), output.resolve()

    def counts(change: Change, path: str) -> bool:
        return relevant(Path(path), folder, output)

    watching = watch(
        folder,
        watch_filter=counts,
        debounce=_GROUPED_MS,
        step=_STEP_MS,
        rust_timeout=_WAIT_MS,
        yield_on_timeout=True,
        raise_interrupt=True,
    )
    next(watching)
    yield
    for changes in watching:
        if changes:
            yield


def relevant(path: Path, folder: Path, output: Path) -> bool:
    """Whether a change of ``path`` may change the assembly of the app in ``folder``, kept in ``output``."""
    inside = path.relative_to(folder).parts if path.is_relative_to(folder) else path.parts
    hidden = any(name.startswith(".") for name in inside)
    return not (
        hidden or _IGNORED.intersection(inside) or path.is_relative_to(output) or path.suffix == ".pyc"
    )
