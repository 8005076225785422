"""What does the gateway cost? python bench/gateway.py

The peer is the process itself, called directly. Two processes: a FastAPI service that validates its query and
answers a page of items, which is what the limits are about, and an ASGI application that does nothing at all,
the worst case for any proxy, which is printed beside it. Windows with and without the gateway alternate; the
figure is the median over adjacent pairs, so that a machine busy with other things slows both sides of a pair.
Where the process alone already varies by more than a limit allows, there is no verdict, and that is no pass.
CPU time per request is printed too: it hardly depends on what else the machine has to do.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import uvloop
from pydantic import BaseModel

from stratiform.local.gateway.gateway import Gateway
from stratiform.local.gateway.routes import Forward, HealthCheck, Listener, Routes, Rule, Target, TargetGroup
from stratiform.local.gateway.shared import Shared
from stratiform.local.state import State

CONNECTIONS = 16
ROUNDS = 8
SECONDS = 1.0
LEAST_RATIO = 0.6
MOST_ADDED_MS = 3.0
REQUEST = b"GET /items?page=3&size=20 HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n"
END = b'"the end"}'
"""How every body ends, so that the callers need no parser."""

NOTHING = b'{"x":' + END


class Item(BaseModel):
    id: int
    name: str
    tags: list[str]
    price: float


class Page(BaseModel):
    items: list[Item]
    x: str = "the end"


def service() -> Any:
    """The FastAPI service."""
    from fastapi import FastAPI, Query

    app = FastAPI()

    @app.get("/items")
    async def items(page: int = Query(ge=1), size: int = Query(ge=1, le=100)) -> Page:
        numbers = range(page * size, (page + 1) * size)
        return Page(items=[Item(id=n, name=f"item {n}", tags=["a", "b"], price=n / 10) for n in numbers])

    return app


async def nothing(scope: dict, receive: Callable, send: Callable) -> None:  # type: ignore[type-arg]
    """The worst case: a process that costs as little as one in Python can."""
    if scope["type"] == "http":
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(NOTHING))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": NOTHING})


async def serve_gateway(folder: Path, port: int) -> None:
    """A gateway with one listener in front of ``port``; prints its own port."""
    group = TargetGroup(
        arn="arn", name="group", targets=(Target("127.0.0.1", port),), health=HealthCheck(enabled=False)
    )
    rule = Rule(None, (), Forward((("arn", 1),)))
    listener = Listener(arn="listener", load_balancer="lb", protocol="HTTP", port=80, rules=(rule,))
    gateway = Gateway(
        State.of(folder),
        Shared(lambda function, event: b""),
        lambda host, number: (host, number),
        ("127.0.0.1", 9),
        lambda bucket, key: None,
    )
    await gateway.apply(Routes(listeners=(listener,), groups={"arn": group}))
    print(gateway.open[listener.key].port, flush=True)
    await asyncio.Event().wait()


@dataclass(frozen=True)
class Served:
    """A process of this script, on a port of its own."""

    process: subprocess.Popen[str]
    port: int

    def cpu(self) -> float:
        """Seconds of CPU that it has used."""
        times = psutil.Process(self.process.pid).cpu_times()
        return times.user + times.system


class Caller(asyncio.Protocol):
    """One connection that sends a request and waits for its answer."""

    def __init__(self) -> None:
        self.answer: asyncio.Future[None] | None = None
        self.received = b""
        self.served = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.received += data
        if self.answer is not None and self.received.endswith(END):
            wrong = not self.received.startswith(b"HTTP/1.1 200")
            answer, self.answer, self.received = self.answer, None, b""
            answer.set_exception(ValueError("not 200")) if wrong else answer.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        if self.answer is not None:
            self.answer.set_exception(exc or ConnectionResetError("closed in the middle"))

    async def call(self) -> float:
        """Seconds until the answer."""
        started = time.perf_counter()
        answer = self.answer = asyncio.get_running_loop().create_future()
        self.transport.write(REQUEST)  # type: ignore[attr-defined]
        await asyncio.wait_for(answer, 10)
        self.served += 1
        return time.perf_counter() - started


async def callers(port: int) -> list[Caller]:
    """Open connections."""
    loop = asyncio.get_running_loop()
    return [(await loop.create_connection(Caller, "127.0.0.1", port))[1] for _ in range(CONNECTIONS)]


async def flat_out(connections: list[Caller]) -> float:
    """Requests a second when every connection sends the next as soon as it has the answer."""
    end = time.perf_counter() + SECONDS

    async def one(caller: Caller) -> int:
        done = 0
        while time.perf_counter() < end:
            await caller.call()
            done += 1
        return done

    return sum(await asyncio.gather(*(one(caller) for caller in connections))) / SECONDS


async def paced(connections: list[Caller], rate: float) -> list[float]:
    """How long each request took, sent evenly at ``rate`` a second whatever the answers do."""
    pause = len(connections) / rate
    start = time.perf_counter()

    async def one(number: int, caller: Caller) -> list[float]:
        times = []
        due = start + number * pause / len(connections)
        while due < start + SECONDS:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            await caller.call()
            times.append(time.perf_counter() - due)  # from when it was due: waiting in line counts
            due += pause
        return times

    return [
        t for times in await asyncio.gather(*(one(*pair) for pair in enumerate(connections))) for t in times
    ]


async def alternating(
    direct: list[Caller], through: list[Caller], measure: Callable[[list[Caller]], Awaitable[object]]
) -> tuple[list, list]:  # type: ignore[type-arg]
    """``measure`` of both, ROUNDS times, one after the other; the first of each warms up."""
    results: tuple[list, list] = ([], [])  # type: ignore[type-arg]
    for number in range(ROUNDS + 1):
        for result, connections in zip(results, (direct, through), strict=True):
            value = await measure(connections)
            if number:
                result.append(value)
    return results


def p99_ms(times: list[float]) -> float:
    """Milliseconds that 99 of 100 requests stay under."""
    return statistics.quantiles(times, n=100)[98] * 1000


async def compare(name: str, process: Served, gateway: Served) -> bool:
    """Print the figures of one process; whether they are within the limits, and certain enough to say so."""
    direct, through = await callers(process.port), await callers(gateway.port)
    spent = process.cpu(), gateway.cpu()
    alone, with_gateway = await alternating(direct, through, flat_out)
    served = sum(caller.served for caller in (*direct, *through))
    passed = sum(caller.served for caller in through)
    of_process = (process.cpu() - spent[0]) / served * 1e6
    of_gateway = (gateway.cpu() - spent[1]) / passed * 1e6
    ratios = [after / before for before, after in zip(alone, with_gateway, strict=True)]
    ratio, rate = statistics.median(ratios), statistics.median(with_gateway) / 2
    before, after = await alternating(direct, through, lambda connections: paced(connections, rate))
    alone_ms = [p99_ms(one) for one in before]
    added = [p99_ms(two) - one for one, two in zip(alone_ms, after, strict=True)]
    low, _, high = statistics.quantiles(alone_ms, n=4)
    certain = high - low < MOST_ADDED_MS and max(alone) < 1.5 * min(alone)
    print(
        f"{name}: {ratio:.0%} of the throughput of calling it directly"
        f" ({statistics.median(with_gateway):,.0f} against {statistics.median(alone):,.0f} requests a second;"
        f" pairs {min(ratios):.0%} to {max(ratios):.0%})"
    )
    print(
        f"{name}: p99 {statistics.median(added):+.2f} ms at {rate:,.0f} requests a second, half load"
        f" (directly {statistics.median(alone_ms):.2f}, from {min(alone_ms):.2f} to {max(alone_ms):.2f})"
    )
    print(f"{name}: CPU a request: process {of_process:.0f} us, gateway {of_gateway:.0f} us")
    if not certain:
        print(f"{name}: NO VERDICT: the process alone varies too much; this machine does other things")
    for caller in (*direct, *through):
        caller.transport.close()  # type: ignore[attr-defined]
    return certain and ratio >= LEAST_RATIO and statistics.median(added) < MOST_ADDED_MS


def started(*arguments: str) -> Served:
    """This script in another process, which prints its port."""
    process = subprocess.Popen([sys.executable, __file__, *arguments], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    return Served(process, int(process.stdout.readline()))


def serve_process(kind: str) -> None:
    """uvicorn on a free port, which it prints."""
    import socket

    import uvicorn

    app = service() if kind == "FastAPI" else nothing
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(128)
    print(listening.getsockname()[1], flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="error", loop="uvloop", http="httptools")).run([listening])


def measured(kind: str) -> bool:
    """The figures of one kind of process, with a gateway of its own."""
    with tempfile.TemporaryDirectory() as folder:
        process = started("process", kind)
        gateway = started("gateway", folder, str(process.port))
        try:
            return uvloop.run(compare(kind, process, gateway))
        finally:
            for one in (gateway, process):
                one.process.kill()
                one.process.communicate()


def main() -> int:
    """0 when the figures of the FastAPI service are within the limits, 1 when not."""
    if sys.argv[1:2] == ["process"]:
        serve_process(sys.argv[2])
        return 0
    if sys.argv[1:2] == ["gateway"]:
        uvloop.run(serve_gateway(Path(sys.argv[2]), int(sys.argv[3])))
        return 0
    within = measured("FastAPI")
    measured("nothing")
    print(f"limits, for the FastAPI service: at least {LEAST_RATIO:.0%}, less than {MOST_ADDED_MS} ms added")
    print(f"load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
