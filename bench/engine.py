"""What do services without Docker cost? python bench/engine.py

Peers in the same run: a bare `python` process for the start of a container, and clients that ask the engine
about each task ten times a second, as the emulator does by itself, for the cost of idle tasks.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import docker
import psutil
from running import until

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from local.conftest import client_of  # noqa: E402
from local.emulator.ecs.conftest import ACCOUNT, PYTHON, REGION, SERVER, Containers  # noqa: E402
from stratiform.local.emulator import process as emulator_process  # noqa: E402
from stratiform.local.engine import catalogue, process  # noqa: E402
from stratiform.local.state import State  # noqa: E402

TASKS = 6
SECONDS = 10.0
REQUESTS_PER_SECOND = 50
LIMITS = {
    "engine started": (3.0, "s"),
    "engine stopped, six tasks": (3.0, "s"),
    "memory of the engine": (60.0, "MB"),
    "container started, times a bare process": (12.0, "x"),
    "idle, six tasks, engine and emulator": (5.0, "% of a core"),
    "idle, share of ten questions a second": (0.5, "x"),
    "killed task replaced and serving": (2.0, "s"),
    "scale 1 to 4": (3.0, "s"),
    "requests failed in a rolling update": (0.0, ""),
}


def main() -> int:
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as scratch, local_cloud(Path(scratch), found) as cloud:
        client = docker.DockerClient(base_url=process.find(cloud.state).host)  # type: ignore[union-attr]
        client.images.pull(PYTHON)
        found["container started, times a bare process"] = start(client) / bare()
        service(cloud, found)
        idle(cloud, client, found)
        client.close()
    failed = [name for name, value in found.items() if not report(name, value)]
    return 1 if failed else 0


@contextmanager
def local_cloud(folder: Path, found: dict[str, float]) -> Iterator[Containers]:
    state = State.of(folder)
    (folder / "cdk.out").mkdir()
    began = time.monotonic()
    process.start(state)
    found["engine started"] = time.monotonic() - began
    catalogue.write(state.folder / process.FOLDER, assemblies=[folder / "cdk.out"])
    try:
        emulator = emulator_process.start(state, port=None, account=ACCOUNT, region=REGION).emulator
        yield Containers(
            state, emulator, folder / "cdk.out", lambda name, **keys: client_of(emulator, name, **keys)
        )
        began = time.monotonic()
        process.stop(state)
        found["engine stopped, six tasks"] = time.monotonic() - began
    finally:
        emulator_process.stop(state)
        process.stop(state)


def start(client: docker.DockerClient, times: int = 5) -> float:
    """Seconds from the request to the first line of a program; the best of some."""

    def once() -> float:
        began = time.monotonic()
        container = client.containers.run(PYTHON, ["python", "-c", "print('up')"], detach=True)
        next(iter(container.logs(stream=True, follow=True)))
        took = time.monotonic() - began
        container.remove(force=True)
        return took

    return min(once() for _ in range(times))


def bare(times: int = 5) -> float:
    """The same program without an engine."""

    def once() -> float:
        began = time.monotonic()
        subprocess.run([sys.executable, "-c", "print('up')"], capture_output=True, check=True)
        return time.monotonic() - began

    return min(once() for _ in range(times))


def service(cloud: Containers, found: dict[str, float]) -> None:
    def version(text: str) -> dict[str, object]:
        return cloud.template("bench", cloud.image(f"VERSION = {text!r}\n{SERVER}"))

    assert cloud.deploy("bench", version("one")) == "CREATE_COMPLETE", cloud.reasons("bench")
    before = cloud.get("bench")["pid"]
    os.kill(before, signal.SIGKILL)
    found["killed task replaced and serving"] = until(lambda: pid(cloud) not in (None, before))
    ecs = cloud.client("ecs")
    ecs.update_service(cluster="bench", service="bench", desiredCount=4)
    running: Callable[[], bool] = lambda: (  # noqa: E731
        ecs.describe_services(cluster="bench", services=["bench"])["services"][0]["runningCount"] == 4
    )
    found["scale 1 to 4"] = until(running)
    found["requests failed in a rolling update"] = float(rolling(cloud, version("two")))
    cloud.client("cloudformation").delete_stack(StackName="bench")


def rolling(cloud: Containers, template: dict[str, object]) -> int:
    failed, done = [], threading.Event()

    def load() -> None:
        while not done.is_set():
            try:
                cloud.get("bench")
            except OSError as error:
                failed.append(error)
            time.sleep(4 / REQUESTS_PER_SECOND)

    threads = [threading.Thread(target=load) for _ in range(4)]
    for thread in threads:
        thread.start()
    cloud.deploy("bench", template)
    time.sleep(2)
    done.set()
    for thread in threads:
        thread.join()
    return len(failed)


def idle(cloud: Containers, client: docker.DockerClient, found: dict[str, float]) -> None:
    program = cloud.image("import time; time.sleep(3600)")
    cloud.deploy("idle", cloud.template("idle", program, count=TASKS, balanced=False))
    engine = psutil.Process(process.find(cloud.state).pid)  # type: ignore[union-attr]
    both = [engine, psutil.Process(cloud.emulator.pid)]
    time.sleep(3)
    ours = spent(both)
    found["idle, six tasks, engine and emulator"] = 100 * ours
    done = threading.Event()
    names = [each.id for each in client.containers.list(sparse=True)][:TASKS]

    def ask(name: str) -> None:
        while not done.is_set():
            client.containers.get(name).reload()
            time.sleep(0.1)

    threads = [threading.Thread(target=ask, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    asked = spent([*both, psutil.Process()])
    done.set()
    for thread in threads:
        thread.join()
    found["idle, share of ten questions a second"] = ours / asked
    found["memory of the engine"] = engine.memory_info().rss / 2**20


def spent(processes: list[psutil.Process]) -> float:
    """Cores used by ``processes`` over some seconds."""
    before = [sum(each.cpu_times()[:2]) for each in processes]
    time.sleep(SECONDS)
    return sum(sum(each.cpu_times()[:2]) - was for each, was in zip(processes, before, strict=True)) / SECONDS


def pid(cloud: Containers) -> int | None:
    try:
        return int(cloud.get("bench")["pid"])
    except OSError:
        return None


def report(name: str, value: float) -> bool:
    limit, unit = LIMITS[name]
    good = value <= limit
    print(f"{'ok ' if good else 'BAD'} {name:45} {value:8.2f} {unit:12} at most {limit:g}")
    return good


if __name__ == "__main__":
    sys.exit(main())
