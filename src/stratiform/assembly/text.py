"""The text of a file, or one clear error: the reading side touches the disk here."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from stratiform.errors import NotAnAssembly, TemplateError, WrongUse

# The metadata of a large app is some tens of MB.
MAX_BYTES = 128_000_000
_FIX = "Name a cdk.out folder, or a template file in JSON or YAML."


def read_text(path: Path, error: type[WrongUse] = TemplateError, limit: int = MAX_BYTES) -> str:
    """The file's text, without a byte order mark.

    Raises ``error`` when there is no such text file, or it has more bytes than ``limit``.
    """
    status = _status(path, error)
    if not stat.S_ISREG(status.st_mode):
        raise error(f"{shown_name(path)} is not a regular file", where=shown(path), fix=_FIX)
    if status.st_size > limit:
        what = (
            f"{shown_name(path)} has {status.st_size / 1e6:.1f} MB; more than {limit / 1e6:.0f} are not read"
        )
        raise error(what, where=shown(path), fix=_FIX)
    try:
        data = path.read_bytes()
    except OSError as failure:
        raise _unreadable(path, failure, error) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        line = data.count(b"\n", 0, failure.start) + 1
        raise error(
            f"{shown_name(path)} is not text in UTF-8: it holds the byte 0x{data[failure.start]:02x}",
            where=f"{shown(path)}:{line}",
            fix=_FIX,
        ) from None


def is_folder(path: Path) -> bool:
    """Whether ``path`` is a folder. Raises NotAnAssembly when nothing can be found there."""
    return stat.S_ISDIR(_status(path, NotAnAssembly).st_mode)


def is_file(path: Path) -> bool:
    """Whether a file is there; False, not an error, for any path that cannot be looked at."""
    return os.path.isfile(path)  # noqa: PTH113  (Path.is_file raises for some of them)


def shown(path: Path) -> str:
    """The path as a message can print it, whatever bytes it holds."""
    return os.fspath(path).encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")


def shown_name(path: Path) -> str:
    """The last part of the path, for messages that have the whole of it beside them."""
    return shown(Path(path.name)) if path.name else shown(path)


def _status(path: Path, error: type[WrongUse]) -> os.stat_result:
    try:
        return path.stat()
    except FileNotFoundError:
        synthesized = issubclass(error, (NotAnAssembly, TemplateError))
        fix = "Run `strat synth` first, or check the path." if synthesized else "Check the path."
        raise error(f"{shown_name(path)} does not exist", where=shown(path), fix=fix) from None
    except (OSError, ValueError) as failure:  # ValueError: a path with a zero byte
        raise _unreadable(path, failure, error) from None


def _unreadable(path: Path, failure: Exception, error: type[WrongUse]) -> WrongUse:
    reason = getattr(failure, "strerror", None) or str(failure)
    fix = "Check the path, and whether you may read it."
    return error(f"{shown_name(path)} cannot be read: {reason}", where=shown(path), fix=fix)
