"""Folders of installed packages, kept by what they are made from: made once, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from stratiform.errors import ImageError
from stratiform.local.lock import exclusive

_COMPLETE = "complete.json"
HANDED = "STRATIFORM_TOOLS"
"""What ``tool_environment`` was where the run began, as JSON, for a process with another environment."""

_KEPT = (
    "HOME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "NODE_EXTRA_CA_CERTS",
    "XDG_CACHE_HOME",
)
_KEPT_PREFIXES = ("UV_", "PIP_", "NPM_CONFIG_", "npm_config_")
_PROXIES = ("http_proxy", "https_proxy", "no_proxy", "all_proxy")


def key(*parts: str | bytes) -> str:
    """An identity of everything that decides a result."""
    whole = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        whole.update(len(content).to_bytes(8, "big") + content)
    return whole.hexdigest()


def contents(files: Iterable[Path]) -> list[bytes]:
    """Name and content of each file, in order of name."""
    return [file.name.encode() + b"\0" + file.read_bytes() for file in sorted(files)]


def made(folder: Path) -> Mapping[str, str] | None:
    """What was written down when ``folder`` was completed; None when it was not."""
    try:
        facts: Mapping[str, str] = json.loads((folder / _COMPLETE).read_text())
    except (OSError, ValueError):
        return None
    return facts


def make(folder: Path, work: Callable[[Path], Mapping[str, str]]) -> Mapping[str, str]:
    """The facts about ``folder``; ``work`` fills it where it is missing or was left unfinished.

    Raises what ``work`` raises; then nothing is left.
    """
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with exclusive(folder.with_name(f".{folder.name}.lock")):
        facts = made(folder)
        if facts is None:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(mode=0o700)
            try:
                facts = work(folder)
                (folder / _COMPLETE).write_text(json.dumps(facts))
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
        return facts


def run(
    argv: Sequence[str | Path],
    *,
    cwd: Path,
    env: Mapping[str, str],
    what: str,
    where: str,
    say: Callable[[str], None],
) -> None:
    """Run one command of a Dockerfile. Raises ImageError with the end of what it said."""
    say(what)
    try:
        done = subprocess.run(
            [str(word) for word in argv],
            cwd=cwd,
            env={**tool_environment(), **env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise ImageError(f"{what} cannot be run: {error.strerror}", where=where, fix="Install it.") from error
    if done.returncode:
        said = " ".join(done.stdout.strip().splitlines()[-4:]) or "it said nothing"
        raise ImageError(
            f"{what} ended with exit code {done.returncode}: {said}",
            where=where,
            fix="Correct the line, or its network.",
        )


def tool_environment() -> dict[str, str]:
    """What uv and npm may see of the host: where to install from and how, and no credentials of clouds."""
    if HANDED in os.environ:
        handed: dict[str, str] = json.loads(os.environ[HANDED])
        return handed
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in _KEPT or name.startswith(_KEPT_PREFIXES) or name.lower() in _PROXIES
    }
    if "UV_DEFAULT_INDEX" not in kept and "PIP_INDEX_URL" in kept:
        kept["UV_DEFAULT_INDEX"] = kept["PIP_INDEX_URL"]
    return {**kept, "PATH": os.environ.get("PATH", os.defpath)}
