"""The text of a file, or one clear error: effects of the reading side are here."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from stratiform.errors import NotAnAssembly, TemplateError, WrongUse

# AWS accepts templates up to 1 MB; metadata and tree files of large apps are some tens of MB.
MAX_BYTES = 128 * 1024 * 1024


def read_text(path: Path, error: type[WrongUse] = TemplateError) -> str:
    """The file's text, without a byte order mark. Raises ``error`` when there is no such text file."""
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES:
            data = path.read_bytes()
        else:
            kind = "larger than 128 MB" if stat.S_ISREG(status.st_mode) else "not a regular file"
            raise error(f"{shown(path)} is {kind}", fix="Name a cdk.out folder or a template file.")
    except FileNotFoundError:
        raise error(
            f"{shown(path)} does not exist", fix="Run `strat synth` first, or check the path."
        ) from None
    except (OSError, ValueError) as failure:
        reason = failure.strerror if isinstance(failure, OSError) and failure.strerror else str(failure)
        raise error(f"{shown(path)} cannot be read: {reason}", fix="Check the path and its rights.") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        line = data.count(b"\n", 0, failure.start) + 1
        raise error(
            f"{shown(path)} is not text in UTF-8: byte 0x{data[failure.start]:02x} at {failure.start}",
            where=f"{shown(path)}:{line}",
            fix="Name a cdk.out folder or a template file in JSON or YAML.",
        ) from None
    return text


def is_folder(path: Path) -> bool:
    """Whether ``path`` is a folder. Raises NotAnAssembly when nothing can be found there."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except FileNotFoundError:
        fix = "Run `strat synth` first, or check the path."
        raise NotAnAssembly(f"{shown(path)} does not exist", fix=fix) from None
    except (OSError, ValueError) as failure:
        reason = failure.strerror if isinstance(failure, OSError) and failure.strerror else str(failure)
        fix = "Check the path and its rights."
        raise NotAnAssembly(f"{shown(path)} cannot be read: {reason}", fix=fix) from None


def is_file(path: Path) -> bool:
    """Whether a file is there; False, not an error, for any path that cannot be looked at."""
    return os.path.isfile(path)  # noqa: PTH113  (Path.is_file raises for some of them)


def shown(path: Path) -> str:
    """The path as a message can print it, whatever bytes it holds."""
    return os.fspath(path).encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
