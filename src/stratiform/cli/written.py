"""Writing what a command was told to write into a file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from stratiform.errors import NotWritable


def write(file: Path, content: str | bytes) -> None:
    """Write the whole file or leave what was there. Raises NotWritable."""
    data = content.encode() if isinstance(content, str) else content
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(dir=file.absolute().parent, prefix=f".{file.name}-")
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(file)
    except OSError as failure:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        what = f"{file} cannot be written: {failure.strerror or failure}"
        raise NotWritable(
            what, where=str(file), fix="Name a file in a folder that you may write to."
        ) from None
