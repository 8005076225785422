"""What does the gateway cost? python bench/gateway.py

The peer is the process itself, called directly: uvicorn with an ASGI application that answers JSON. Windows
with and without the gateway alternate, so that a machine that is busy with other things slows both alike.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import uvloop

from stratiform.local.gateway.gateway import Gateway
from stratiform.local.gateway.routes import Forward, Listener, Routes, Rule, Target, TargetGroup
from stratiform.local.gateway.shared import Shared
from stratiform.local.state import State

CONNECTIONS = 16
ROUNDS = 8
SECONDS = 1.0
LEAST_RATIO = 0.6
MOST_ADDED_MS = 3.0
REQUEST = b"GET /items/1?x=1 HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n"
BODY = json.dumps({"id": 1, "name": "an item", "tags": ["a", "b"], "price": "9.90"}).encode()


async def application(scope: dict, receive: Callable, send: Callable) -> None:  # type: ignore[type-arg]
    """What the process serves."""
    if scope["type"] == "http":
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(BODY))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": BODY})


async def serve_gateway(folder: Path, port: int) -> None:
    """A gateway with one listener in front of ``port``; prints its own port."""
    group = TargetGroup(arn="arn", name="group", targets=(Target("127.0.0.1", port),))
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


class Caller(asyncio.Protocol):
    """One connection that sends a request and waits for its answer."""

    def __init__(self) -> None:
        self.answer: asyncio.Future[None] | None = None
        self.received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.received += data
        if self.answer is not None and self.received.endswith(BODY):
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


async def compare(direct_port: int, gateway_port: int) -> bool:
    """Print both figures; whether they hold."""
    direct, through = await callers(direct_port), await callers(gateway_port)
    alone, with_gateway = await alternating(direct, through, flat_out)
    ratio = sum(with_gateway) / sum(alone)
    rate = statistics.median(with_gateway) / 2
    before, after = await alternating(direct, through, lambda connections: paced(connections, rate))
    added = statistics.median(map(p99_ms, after)) - statistics.median(map(p99_ms, before))
    print(
        f"throughput through the gateway: {ratio:.0%} of calling the process directly"
        f" ({statistics.median(with_gateway):,.0f} and {statistics.median(alone):,.0f} requests a second;"
        f" at least {LEAST_RATIO:.0%})"
    )
    print(
        f"p99 added at {rate:,.0f} requests a second, half of that: {added:.2f} ms"
        f" (less than {MOST_ADDED_MS} ms)"
    )
    for caller in (*direct, *through):
        caller.transport.close()  # type: ignore[attr-defined]
    return ratio >= LEAST_RATIO and added < MOST_ADDED_MS


def started(*arguments: str) -> tuple[subprocess.Popen[str], int]:
    """This script in another process, and the port it prints."""
    process = subprocess.Popen([sys.executable, __file__, *arguments], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    return process, int(process.stdout.readline())


def serve_process() -> None:
    """uvicorn on a free port, which it prints."""
    import socket

    import uvicorn

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    config = uvicorn.Config(application, log_level="error", loop="uvloop", http="httptools")  # type: ignore[arg-type]
    uvicorn.Server(config).run([listening])


def main() -> int:
    """0 when both figures hold, 1 when not."""
    if sys.argv[1:2] == ["process"]:
        serve_process()
        return 0
    if sys.argv[1:2] == ["gateway"]:
        uvloop.run(serve_gateway(Path(sys.argv[2]), int(sys.argv[3])))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        process, port = started("process")
        gateway, gateway_port = started("gateway", folder, str(port))
        try:
            return 0 if uvloop.run(compare(port, gateway_port)) else 1
        finally:
            for one in (gateway, process):
                one.kill()
                one.communicate()


if __name__ == "__main__":
    sys.exit(main())
