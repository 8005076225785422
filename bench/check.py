"""Is a check quick, quicker than its peers, and does it survive every input? python bench/check.py [CORPUS]

The app has 181 resources: two blueprints, synthesized here, and queues. cfn-lint and Checkov check the same
template files in the same run, in turns. Checkov gets an environment of its own in the user's cache.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from reading import FIXTURES, seconds, targets

from stratiform.assembly import read
from stratiform.caches import caches
from stratiform.check.run import check
from stratiform.errors import WrongUse
from stratiform.synth import synthesize

BLUEPRINTS = Path(__file__).parents[1] / "blueprints"
RESOURCES = 181
ROUNDS = 5
WARM_SECONDS, COLD_SECONDS = 0.5, 1.2
PEERS = {"cfn-lint": 4.0, "checkov": 10.0}  # how many times as long as ours they take, at least


def app(folder: Path) -> Path:
    """An assembly of two blueprints, each as a stage, and as many queues as are missing."""
    stages = {}
    for name in ("web_service", "items_api"):
        shutil.copytree(BLUEPRINTS / name, folder / "apps" / name)
        synthesize(folder / "apps" / name, outdir=folder / "app" / name, warm=False)
        stages[name] = {"type": "cdk:cloud-assembly", "properties": {"directoryName": name}}
    missing = RESOURCES - sum(len(read(folder / "app" / name).resources) for name in stages)
    dead = {"Fn::GetAtt": ["Queue0", "Arn"]}
    queues = {
        f"Queue{number}": {
            "Type": "AWS::SQS::Queue",
            "Properties": {"RedrivePolicy": {"deadLetterTargetArn": dead, "maxReceiveCount": 3}}
            if number
            else {},
        }
        for number in range(missing)
    }
    (folder / "app" / "Queues.template.json").write_text(json.dumps({"Resources": queues}, indent=1))
    stack = {"type": "aws:cloudformation:stack", "properties": {"templateFile": "Queues.template.json"}}
    manifest = {"version": "55.0.0", "artifacts": {**stages, "Queues": stack}}
    (folder / "app" / "manifest.json").write_text(json.dumps(manifest))
    assert len(read(folder / "app").resources) == RESOURCES
    return folder / "app"


def checkov() -> Path | None:
    """Checkov's program, installed once into the user's cache; None where that fails."""
    home = caches() / "bench" / "checkov"
    program = home / "bin" / "checkov"
    if not program.exists():
        uv = str(Path(sys.executable).with_name("uv"))
        made = subprocess.run([uv, "venv", "-q", "--clear", "--python", sys.executable, home], check=False)
        install = [uv, "pip", "install", "-q", "--python", home / "bin" / "python", "checkov"]
        if made.returncode or subprocess.run(install, check=False).returncode:
            return None
    return program


def process(command: Sequence[str | Path]) -> Callable[[], object]:
    """Runs a checker, which may find something; anything but an answer ends the bench."""

    def run() -> None:
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1, 2, 4, 6, 8, 10, 12, 14), done.stderr

    return run


def timings(folder: Path) -> dict[str, float]:
    """Median seconds of each checker as a process, and of a check within one."""
    assembly = app(folder)
    templates = sorted(str(stack.template) for stack in read(assembly).stacks.values())
    beside = Path(sys.executable).parent
    runs = {
        "strat": process([beside / "strat", "check", assembly, "--fail-on", "none"]),
        "cfn-lint": process([beside / "cfn-lint", "--non-zero-exit-code", "none", "--", *templates]),
    }
    if program := checkov():
        runs["checkov"] = process(
            [
                program,
                "--framework",
                "cloudformation",
                "--compact",
                "--quiet",
                "--skip-download",
                "-f",
                *templates,
            ]
        )
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            taken[name].append(seconds(run))
    medians = {name: statistics.median(all_) for name, all_ in taken.items()}
    check(read(assembly))
    medians["warm"] = statistics.median(seconds(lambda: check(read(assembly))) for _ in range(11))
    return medians


def corpus(folder: Path) -> Counter[str]:
    """Check every target; a rule that raises counts as a traceback."""
    counts: Counter[str] = Counter()
    for target in targets(folder):
        try:
            found = check(read(target))
        except WrongUse:
            counts["clear errors"] += 1
            continue
        except Exception:
            counts["tracebacks"] += 1
            print(f"  {target}\n{traceback.format_exc()}")
            continue
        counts["checked"] += 1
        counts["findings"] += len(found.findings)
        for note in found.notes:
            if "bug in strat" in note or "did not run" in note:
                counts["tracebacks"] += 1
                print(f"  {target}\n  {note}")
    return counts


def main(folder: Path) -> int:
    counts = corpus(folder)
    for name in ("checked", "findings", "clear errors", "tracebacks"):
        print(f"{name} {counts[name]}")
    with tempfile.TemporaryDirectory() as scratch:
        taken = timings(Path(scratch))
    print(f"{RESOURCES} resources, in a process that runs: {taken['warm']:.3f} s; limit {WARM_SECONDS:g} s")
    print(f"{RESOURCES} resources, the whole process: {taken['strat']:.2f} s; limit {COLD_SECONDS:g} s")
    slow = taken["warm"] > WARM_SECONDS or taken["strat"] > COLD_SECONDS
    for name, least in PEERS.items():
        if name not in taken:
            print(f"{name} could not be installed here, so it is not compared")
            continue
        times = taken[name] / taken["strat"]
        print(f"{name} {taken[name]:.2f} s: {times:.1f} x ours; limit {least:g} x")
        slow = slow or times < least
    return int(slow or bool(counts["tracebacks"]))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FIXTURES))
