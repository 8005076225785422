"""The assembly folder: written whole, or left as it was."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stratiform.errors import NotAnAssembly, NotWritable
from stratiform.synth.runtime import locked


@contextmanager
def replacing(outdir: Path) -> Iterator[Path]:
    """A fresh folder that takes the place of ``outdir`` when the block ends without an exception.

    The fresh folder lies inside ``outdir``, so that an asset of the app's own folder which leaves out
    ``cdk.out`` leaves this out too. Two that write the same ``outdir`` wait for each other.

    Raises NotAnAssembly when ``outdir`` holds something else, NotWritable when it cannot be written.
    """
    _refuse_other_content(outdir)
    with locked(f"output:{outdir}"):
        existed = outdir.exists()
        try:
            outdir.mkdir(parents=True, exist_ok=True)
            fresh = Path(tempfile.mkdtemp(prefix=".synth-", dir=outdir))
        except OSError as error:
            raise NotWritable(
                f"{outdir} cannot be written: {error.strerror}",
                fix="Correct its permissions, or run `strat synth --output FOLDER` and name that folder.",
            ) from None
        fresh.chmod(0o755)
        try:
            yield fresh
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            if not existed:
                shutil.rmtree(outdir, ignore_errors=True)
            raise
        _swap(fresh, outdir)


def _swap(fresh: Path, outdir: Path) -> None:
    new, old = (outdir.with_name(f".{outdir.name}{fresh.name}-{age}") for age in ("new", "old"))
    fresh.rename(new)
    outdir.rename(old)
    new.rename(outdir)
    shutil.rmtree(old, ignore_errors=True)


def _refuse_other_content(outdir: Path) -> None:
    if outdir.is_file() or (outdir.is_dir() and not _is_replaceable(outdir)):
        raise NotAnAssembly(
            f"{outdir} holds something other than a cloud assembly, and would be replaced",
            fix="Choose another folder with --output.",
        )


def _is_replaceable(outdir: Path) -> bool:
    names = {entry.name for entry in outdir.iterdir()}
    return "cdk.out" in names or "manifest.json" in names or all(name.startswith(".") for name in names)
