"""What does the gateway cost? python bench/gateway.py

The peer is the process itself, called directly. Two processes: a FastAPI service that validates its query and
answers a page of items, which is what the limits are about, and an ASGI application that does nothing at all,
the worst case for any proxy, which is printed beside it. Half load is half of what the gateway served at
most; requests are due evenly, whatever the answers do, and a time counts from when its request was due.

Windows with and without the gateway alternate; a figure is the median over adjacent pairs. A request through
the gateway waits for a processor twice as often as a direct one, so other work on this machine adds to what
is measured. A pair counts where the rest of the machine used nearly no CPU meanwhile; where too few pairs are
so, the quietest are printed without a verdict, which is no pass. CPU time per request is printed too: it
hardly depends on what else the machine has to do.
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
ROUNDS = 8  # quiet pairs
MOST_ROUNDS = 24
SECONDS = 1.0
QUIET = 0.15  # processors that everything else may use
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


@dataclass(frozen=True)
class Pair:
    """What one measurement gave directly and through the gateway, and the processors that all else used."""

    direct: Any
    through: Any
    others: float


async def quietest(
    direct: list[Caller],
    through: list[Caller],
    measure: Callable[[list[Caller]], Awaitable[object]],
    own: Callable[[], float],
) -> list[Pair]:
    """ROUNDS pairs: quiet ones, or the quietest of MOST_ROUNDS. ``own``: CPU seconds of our processes."""
    await measure(direct)
    await measure(through)
    pairs: list[Pair] = []
    while len(pairs) < MOST_ROUNDS and sum(pair.others < QUIET for pair in pairs) < ROUNDS:
        began, before = time.perf_counter(), busy() - own()
        values = await measure(direct), await measure(through)
        used = busy() - own() - before
        pairs.append(Pair(*values, others=max(0.0, used / (time.perf_counter() - began))))
    return sorted(pairs, key=lambda pair: pair.others)[:ROUNDS]


def busy() -> float:
    """Seconds that the processors of this machine have worked, for whatever process."""
    times = psutil.cpu_times()
    return times.user + times.nice + times.system + times.irq + times.softirq + times.steal


def p99_ms(times: list[float]) -> float:
    """Milliseconds that 99 of 100 requests stay under."""
    return statistics.quantiles(times, n=100)[98] * 1000


async def compare(name: str, process: Served, gateway: Served) -> bool:
    """Print the figures of one process; whether they are within the limits, and certain enough to say so."""
    direct, through = await callers(process.port), await callers(gateway.port)
    spent = process.cpu(), gateway.cpu()
    here = psutil.Process()

    def own() -> float:
        times = here.cpu_times()
        return times.user + times.system + process.cpu() + gateway.cpu()

    most = await quietest(direct, through, flat_out, own)
    served = sum(caller.served for caller in (*direct, *through))
    passed = sum(caller.served for caller in through)
    of_process = (process.cpu() - spent[0]) / served * 1e6
    of_gateway = (gateway.cpu() - spent[1]) / passed * 1e6
    ratios = [pair.through / pair.direct for pair in most]
    ratio, rate = statistics.median(ratios), statistics.median(pair.through for pair in most) / 2
    half = await quietest(direct, through, lambda connections: paced(connections, rate), own)
    alone_ms = [p99_ms(pair.direct) for pair in half]
    added = [p99_ms(pair.through) - alone for pair, alone in zip(half, alone_ms, strict=True)]
    others = max(pair.others for pair in (*most, *half))
    print(
        f"{name}: {ratio:.0%} of the throughput of calling it directly"
        f" ({2 * rate:,.0f} against {statistics.median(pair.direct for pair in most):,.0f} requests a second;"
        f" pairs {min(ratios):.0%} to {max(ratios):.0%})"
    )
    print(
        f"{name}: p99 {statistics.median(added):+.2f} ms at {rate:,.0f} requests a second, half load"
        f" (pairs {min(added):+.2f} to {max(added):+.2f}; directly {statistics.median(alone_ms):.2f},"
        f" from {min(alone_ms):.2f} to {max(alone_ms):.2f})"
    )
    print(f"{name}: CPU a request: process {of_process:.0f} us, gateway {of_gateway:.0f} us")
    if others >= QUIET:
        print(f"{name}: NO VERDICT: other work used up to {others:.1f} processors of this machine meanwhile")
    for caller in (*direct, *through):
        caller.transport.close()  # type: ignore[attr-defined]
    return others < QUIET and ratio >= LEAST_RATIO and statistics.median(added) < MOST_ADDED_MS


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
