"""How long until the items API answers, and until a save does? python bench/up.py [RUNS]

The peer is `cdk deploy` (the CDK's own command line, pinned, default settings) of the same app into the same
kind of local cloud. Times are medians of wall seconds, from the command or the save to the first HTTP answer
or the updated stack.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from running import STRAT, client, strat, until, watching

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from acceptance import cdk_cli  # noqa: E402

LIMITS = {
    "first answer, nothing running": 8.0,
    "save a handler": 1.0,
    "save infrastructure": 2.0,
    "strat --help": 0.3,
    "strat status": 0.3,
    "strat outputs": 0.3,
}
MEGABYTES = 80


def main(runs: int) -> int:
    found: dict[str, list[float]] = {name: [] for name in LIMITS}
    with tempfile.TemporaryDirectory() as scratch:
        app = Path(scratch) / "items_api"
        ignored = shutil.ignore_patterns("cdk.out", ".stratiform", "__pycache__")
        shutil.copytree(ROOT / "blueprints/items_api", app, ignore=ignored)
        try:
            for _ in range(runs):
                found["first answer, nothing running"].append(first_answer(app))
            kilobytes = max(reads(app, found) for _ in range(5))
            with watched(app) as endpoint:
                for number in range(runs + 2):
                    found["save a handler"].append(handler(app, number))
                    found["save infrastructure"].append(infrastructure(app, endpoint, number))
        finally:
            strat(app, "down", "--wipe")
        failed = [report(name, values) for name, values in found.items()]
        print(f"memory of a reading command: {kilobytes / 1024:.0f} MB (limit {MEGABYTES})", flush=True)
        peer = [deploy_with_the_cdk(Path(scratch), number) for number in range(max(1, runs // 2))]
    ratio = statistics.median(peer) / statistics.median(found["first answer, nothing running"])
    print(
        f"peer, cdk deploy of the same app: {statistics.median(peer):.2f} s; strat up is {ratio:.1f} x faster"
    )
    return int(any(failed) or kilobytes > MEGABYTES * 1024)


def report(name: str, values: list[float]) -> bool:
    median, limit = statistics.median(values), LIMITS[name]
    print(f"{name}: {median:.2f} s (limit {limit}; {min(values):.2f} to {max(values):.2f} in {len(values)})")
    return median > limit


def first_answer(app: Path) -> float:
    strat(app, "down", "--wipe")
    shutil.rmtree(app / "cdk.out", ignore_errors=True)
    started = time.perf_counter()
    strat(app, "up", "--detach", "--json")
    until(lambda: get(app) is not None)
    return time.perf_counter() - started


def reads(app: Path, found: dict[str, list[float]]) -> int:
    most = 0
    for arguments in (["--help"], ["status"], ["outputs"]):
        started = time.perf_counter()
        process = subprocess.Popen([STRAT, *arguments], cwd=app, stdout=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        found[f"strat {arguments[0]}"].append(time.perf_counter() - started)
        most = max(most, usage.ru_maxrss)
    return most


@contextmanager
def watched(app: Path) -> Iterator[str]:
    with watching(app, signal.SIGINT):
        until(lambda: get(app) is not None)
        yield deployment(app)["endpoint"]


def handler(app: Path, number: int) -> float:
    def new(text: str) -> str:
        return text.replace("def handle(", f"VERSION = {number}\n\n\ndef handle(", 1).replace(
            "json.dumps(body)}", f'json.dumps({{**body, "version": {number}}})}}', 1
        )

    with edited(app / "src/handler.py", new) as saved:
        until(lambda: f'"version": {number}' in (get(app) or ""))
        took = time.perf_counter() - saved()
    time.sleep(2)  # the edit that takes it back is deployed too
    return took


def infrastructure(app: Path, endpoint: str, number: int) -> float:
    cloudformation = client(endpoint, "cloudformation")

    def outputs() -> set[str]:
        stacks = cloudformation.describe_stacks()["Stacks"]
        return {item["OutputKey"] for stack in stacks for item in stack.get("Outputs", ())}

    def new(text: str) -> str:
        return text.replace('"TableName"', f'"TableName{number}"', 1)

    with edited(app / "infrastructure/items_api.py", new) as saved:
        until(lambda: f"TableName{number}" in outputs())
        took = time.perf_counter() - saved()
    time.sleep(2)
    return took


@contextmanager
def edited(file: Path, change: Callable[[str], str]) -> Iterator[Callable[[], float]]:
    before = file.read_text()
    after = change(before)
    assert after != before, f"{file} is not what this script knows"
    file.write_text(after)
    saved = time.perf_counter()
    try:
        yield lambda: saved
    finally:
        file.write_text(before)


def deploy_with_the_cdk(scratch: Path, number: int) -> float:
    """The same app into a local cloud that is already up and bootstrapped, to the first answer."""
    cdk_cli.cdk()  # installed before the clock starts
    cloud, app = scratch / f"cloud-{number}", scratch / f"cdk-{number}"
    cloud.mkdir()
    (cloud / "template.yaml").write_text("Resources: {Topic: {Type: 'AWS::SNS::Topic'}}\n")
    ignored = shutil.ignore_patterns("cdk.out", ".stratiform", "__pycache__")
    shutil.copytree(ROOT / "blueprints/items_api", app, ignore=ignored)
    told = json.loads(strat(cloud, "up", "template.yaml", "--detach", "--json"))
    try:
        command = ["deploy", "**", "--app", f"{sys.executable} app.py", "--require-approval", "never"]
        outputs = ["--outputs-file", str(scratch / "outputs.json")]
        started = time.perf_counter()
        done = cdk_cli.run(app, told["endpoint"], *command, *outputs)
        assert done.returncode == 0, done.stdout + done.stderr
        (values,) = json.loads((scratch / "outputs.json").read_text()).values()
        until(lambda: answer(values["ApiUrl"]) is not None)
        return time.perf_counter() - started
    finally:
        strat(cloud, "down", "template.yaml", "--wipe")


def get(app: Path) -> str | None:
    return answer(deployment(app)["urls"]["ApiUrl"])


def answer(url: str) -> str | None:
    try:
        with urllib.request.urlopen(f"{url.rstrip('/')}/item", timeout=20) as response:
            return response.read().decode()
    except urllib.error.URLError:
        return None


def deployment(app: Path) -> dict[str, dict[str, str]]:
    return json.loads((app / ".stratiform/local/deployment.json").read_text())


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
