"""How long until the web service serves, scales, heals and changes? python bench/services.py [RUNS]

Every time is wall seconds to what a client sees through the load balancer's URL. Packages are installed: the
image's environment has been made once before the clock starts.

Memory is the proportional set size (PSS) of every process of the run but PostgreSQL's: emulator, engine,
gateway, tasks, cache, functions, and the resident synthesizer with all that it started. It is read twice:
right after the first 200, when nothing of the deployment has been given time to end, and after a minute in
which nobody asked anything. Both have the same limit.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import shutil
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
from reading import seconds
from running import client, strat, until, watching

ROOT = Path(__file__).parents[1]
RATE = 50  # requests a second while something changes
IDLE_SECONDS = 60.0
COUNTED_SECONDS = 20.0  # at their end: what came with the deployment has ended by then
LIMITS = {
    "up, to the first 200": 12.0,
    "killed task serving again": 2.0,
    "scale 1 to 4": 3.0,
    "save a source file, new code serving": 3.0,
    "down": 3.0,
    "idle CPU, % of a core": 5.0,
    "memory beyond PostgreSQL, right after the first 200, MB": 400.0,
    "memory beyond PostgreSQL, after 60 s idle, MB": 400.0,
    "failed requests of a rolling update": 0.0,
    "failed requests of a save": 0.0,
}


@dataclass
class Found:
    """Values by the name of their limit."""

    values: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in LIMITS})

    def add(self, name: str, value: float) -> None:
        self.values[name].append(value)
        print(f"  {name}: {value:.2f}", flush=True)

    def report(self) -> bool:
        """Print each median beside its limit; whether all hold."""
        fine = True
        for name, limit in LIMITS.items():
            values = self.values[name]
            median = statistics.median(values)
            fine &= median <= limit
            verdict = "" if median <= limit else "  MISSED"
            spread = f"{min(values):.2f} to {max(values):.2f} in {len(values)}"
            print(f"{name}: {median:.2f} (limit {limit:g}; {spread}){verdict}")
        return fine


@dataclass(frozen=True)
class System:
    """A running copy of the web service."""

    app: Path

    @property
    def deployment(self) -> dict[str, Any]:
        return json.loads((self.app / ".stratiform/local/deployment.json").read_text())

    @property
    def address(self) -> tuple[str, int]:
        url = urlsplit(self.deployment["urls"]["Url"])
        return url.hostname or "localhost", url.port or 80

    def client(self, service: str) -> Any:
        return client(self.deployment["endpoint"], service)

    @property
    def service(self) -> dict[str, str]:
        [placed] = [one for one in self.deployment["resources"] if one["type"] == "AWS::ECS::Service"]
        _, cluster, name = placed["physical_id"].rsplit("/", 2)
        return {"cluster": cluster, "service": name}

    def get(self, path: str = "/health") -> str | None:
        """The body of a 200, None for anything else."""
        connection = http.client.HTTPConnection(*self.address, timeout=5)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read().decode()
            return body if answer.status == 200 else None
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()


def main(runs: int) -> int:
    found = Found()
    with tempfile.TemporaryDirectory() as scratch:
        app = Path(scratch) / "web_service"
        ignored = shutil.ignore_patterns("cdk.out", ".stratiform", "__pycache__")
        shutil.copytree(ROOT / "blueprints/web_service", app, ignore=ignored)
        system = System(app)
        try:
            up(system)  # packages are installed
            for _ in range(runs):
                strat(app, "down", "--wipe")
                shutil.rmtree(app / "cdk.out", ignore_errors=True)
                found.add("up, to the first 200", seconds(lambda: up(system)))
                found.add("memory beyond PostgreSQL, right after the first 200, MB", megabytes(system))
            idle(system, found)
            fixed(system)
            for _ in range(runs):
                found.add("killed task serving again", killed(system))
                found.add("scale 1 to 4", scaled(system))
                found.add("failed requests of a rolling update", rolled(system))
            with watching(app, signal.SIGTERM):
                for number in range(runs):
                    saved(system, found, number)
            up(system)
            found.add("down", seconds(lambda: strat(app, "down")))
        finally:
            strat(app, "down", "--wipe")
    return int(not found.report())


def up(system: System) -> None:
    strat(system.app, "up", "--detach", "--json")
    until(lambda: system.get() is not None)


def idle(system: System, found: Found) -> None:
    """CPU over a while in which nobody asks, and memory at its end."""
    time.sleep(IDLE_SECONDS - COUNTED_SECONDS)
    processes = of_app(system.app)
    before = {process.pid: cpu(process) for process in processes}
    time.sleep(COUNTED_SECONDS)
    used = sum(cpu(process) - before[process.pid] for process in processes)
    found.add("idle CPU, % of a core", used / COUNTED_SECONDS * 100)
    found.add("memory beyond PostgreSQL, after 60 s idle, MB", megabytes(system))


def megabytes(system: System) -> float:
    """Of every process of the run but PostgreSQL's."""
    rest = [process for process in of_app(system.app) if not name(process).startswith("postgres")]
    return sum(memory(process) for process in rest) / 2**20


def fixed(system: System) -> None:
    """Let nothing but this script scale the service, as far as it wants."""
    scaling = system.client("application-autoscaling")
    [target] = scaling.describe_scalable_targets(ServiceNamespace="ecs")["ScalableTargets"]
    scaling.register_scalable_target(
        **{key: target[key] for key in ("ServiceNamespace", "ResourceId", "ScalableDimension")},
        MaxCapacity=10,
        SuspendedState={"DynamicScalingInSuspended": True, "DynamicScalingOutSuspended": True},
    )


def killed(system: System) -> float:
    """From the death of the only task to the first answer of its successor."""
    settle(system, 1)
    [victim] = tasks_of(system.app)
    started = time.perf_counter()
    victim.kill()
    until(lambda: victim.pid not in {one.pid for one in tasks_of(system.app)} and system.get() is not None)
    return time.perf_counter() - started


def scaled(system: System) -> float:
    """From the wish to four tasks that the load balancer finds healthy."""
    settle(system, 1)
    ecs = system.client("ecs")
    started = time.perf_counter()
    ecs.update_service(**system.service, desiredCount=4)
    until(lambda: healthy(system) == 4)
    took = time.perf_counter() - started
    settle(system, 1)
    return took


def rolled(system: System) -> float:
    """How many requests fail while every task is replaced."""
    settle(system, 1)
    before = {task["taskArn"] for task in running(system)}
    with load(system) as answers:
        time.sleep(1)
        system.client("ecs").update_service(**system.service, forceNewDeployment=True)
        until(lambda: running(system) and not before & {task["taskArn"] for task in running(system)})
        time.sleep(2)
    assert sum(answers.values()) > RATE, answers
    return float(sum(many for answer, many in answers.items() if answer != 200))


def saved(system: System, found: Found, number: int) -> None:
    """From a save to the first answer of the new code, under load."""
    file = system.app / "src/links/api.py"
    before = file.read_text()
    after = before.replace('"status": "ok"', f'"status": "ok", "version": "{number}"', 1)
    assert after != before, f"{file} is not what this script knows"
    with load(system) as answers:
        time.sleep(1)
        file.write_text(after)
        started = time.perf_counter()
        until(lambda: f'"version":"{number}"' in (system.get() or ""))
        found.add("save a source file, new code serving", time.perf_counter() - started)
        time.sleep(2)
    found.add("failed requests of a save", sum(many for answer, many in answers.items() if answer != 200))
    file.write_text(before)
    until(lambda: "version" not in (system.get() or "version"))
    settle(system, 1)


@contextmanager
def load(system: System) -> Iterator[Counter[Any]]:
    """``RATE`` requests a second, each on its own connection; how often each status or error came."""
    answers: Counter[Any] = Counter()
    ended = threading.Event()
    workers = 10

    def ask(offset: float) -> None:
        due = time.perf_counter() + offset
        while not ended.is_set():
            time.sleep(max(0.0, due - time.perf_counter()))
            due = max(due + workers / RATE, time.perf_counter())
            connection = http.client.HTTPConnection(*address, timeout=10)
            try:
                connection.request("GET", "/health")
                answer = connection.getresponse()
                answer.read()
                answers[answer.status] += 1
            except (OSError, http.client.HTTPException) as error:
                answers[type(error).__name__] += 1
            finally:
                connection.close()

    address = system.address
    threads = [threading.Thread(target=ask, args=(number / RATE,)) for number in range(workers)]
    for thread in threads:
        thread.start()
    try:
        yield answers
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def settle(system: System, count: int) -> None:
    """One deployment with ``count`` healthy tasks, and nothing else."""
    ecs = system.client("ecs")
    ecs.update_service(**system.service, desiredCount=count)
    where = system.service

    def settled() -> bool:
        [service] = ecs.describe_services(cluster=where["cluster"], services=[where["service"]])["services"]
        tasks = len(tasks_of(system.app))
        return (
            len(service["deployments"]) == 1 and service["runningCount"] == tasks == healthy(system) == count
        )

    until(settled)


def healthy(system: System) -> int:
    elb = system.client("elbv2")
    [group] = elb.describe_target_groups()["TargetGroups"]
    told = elb.describe_target_health(TargetGroupArn=group["TargetGroupArn"])["TargetHealthDescriptions"]
    return sum(one["TargetHealth"]["State"] == "healthy" for one in told)


def running(system: System) -> list[dict[str, Any]]:
    ecs, where = system.client("ecs"), system.service
    arns = ecs.list_tasks(cluster=where["cluster"], serviceName=where["service"])["taskArns"]
    if not arns:
        return []
    tasks = ecs.describe_tasks(cluster=where["cluster"], tasks=arns)["tasks"]
    return [task for task in tasks if task["lastStatus"] == "RUNNING"]


def of_app(app: Path) -> list[psutil.Process]:
    """Every process of the local run: in the app's folder, or with it in its arguments or variables.

    And what those started: the Node of a synthesizer that waits has nothing of the app yet.
    """
    found = []
    for process in psutil.process_iter():
        try:
            texts = [process.cwd(), *process.cmdline(), *process.environ().values()]
        except psutil.Error:
            continue
        if process.pid != psutil.Process().pid and any(str(app) in text for text in texts):
            found.append(process)
            with contextlib.suppress(psutil.Error):
                found += process.children(recursive=True)
    return list({process.pid: process for process in found}.values())


def tasks_of(app: Path) -> list[psutil.Process]:
    """The processes of the service's own tasks."""
    found = []
    for process in of_app(app):
        try:
            if process.cmdline()[-2:] == ["-m", "links"]:
                found.append(process)
        except psutil.Error:
            continue
    return found


def name(process: psutil.Process) -> str:
    try:
        return str(process.name())
    except psutil.Error:
        return ""


def cpu(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)


def memory(process: psutil.Process) -> int:
    """What only this process has, and its share of the rest."""
    try:
        return int(process.memory_full_info().pss)
    except (psutil.Error, AttributeError):
        return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
