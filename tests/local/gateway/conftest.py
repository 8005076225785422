"""A gateway in this process, over real sockets, with small real servers behind it."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import inspect
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from stratiform.local.gateway.gateway import Gateway
from stratiform.local.gateway.routes import (
    Fixed,
    Forward,
    HealthCheck,
    Listener,
    Routes,
    Rule,
    Target,
    TargetGroup,
)
from stratiform.local.gateway.shared import Shared
from stratiform.local.state import State
from waiting import PATIENCE, eventually

GROUP = "arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/web/1"
Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(collector: Any, name: str, obj: Any) -> None:
    """Asynchronous tests run in a loop of their own."""
    if name.startswith("test_") and inspect.iscoroutinefunction(obj):

        @functools.wraps(obj)
        def run(*arguments: Any, **keywords: Any) -> None:
            asyncio.run(whole(obj(*arguments, **keywords)))

        setattr(collector.obj, name, run)


async def whole(test: Coroutine[Any, Any, None]) -> None:
    """The test, and the steps that its sockets take until they are closed."""
    await asyncio.wait_for(test, PATIENCE)
    loop: Any = asyncio.get_running_loop()
    itself = asyncio.current_task()

    def is_over() -> bool:
        closed = all(transport._sock is None for transport in list(loop._transports.values()))
        return closed and asyncio.all_tasks() <= {itself}

    await eventually(is_over)


@dataclass(frozen=True)
class Answer:
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def __getitem__(self, name: str) -> str:
        return dict(self.headers)[name.lower()]

    def __contains__(self, name: str) -> bool:
        return name.lower() in dict(self.headers)

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name.lower()]


@dataclass
class Connection:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def head(self) -> Answer:
        lines = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")[:-2]
        _, status, reason = (lines[0] + " ").split(" ", 2)
        fields = tuple(
            (name.lower(), value) for name, _, value in (line.partition(": ") for line in lines[1:])
        )
        return Answer(int(status), reason.strip(), fields, b"")

    async def chunk(self) -> bytes:
        size = int(await self.reader.readline(), 16)
        return (await self.reader.readexactly(size + 2))[:-2]

    async def answer(self, *, bodyless: bool = False) -> Answer:
        head = await self.head()
        body = b""
        if bodyless:
            pass
        elif "content-length" in head:
            body = await self.reader.readexactly(int(head["content-length"]))
        elif "transfer-encoding" in head:
            while piece := await self.chunk():
                body += piece
        else:
            body = await self.reader.read()
        return Answer(head.status, head.reason, head.headers, body)

    async def close(self) -> None:
        self.writer.close()
        with contextlib.suppress(OSError):
            await self.writer.wait_closed()


@dataclass
class Server:
    """A target. ``heads`` are the request heads that it saw."""

    name: str
    server: asyncio.Server
    target: Target
    heads: list[str] = field(default_factory=list)
    open: set[asyncio.StreamWriter] = field(default_factory=set)
    killed: bool = False

    def kill(self) -> None:
        """As the kernel does when a process is killed: every socket is gone at once."""
        if self.killed:
            return
        self.killed = True
        loop: Any = self.server.get_loop()
        for listening in self.server.sockets:
            # Server.close() would forget, unclosed, what it has just accepted.
            loop._stop_serving(listening._sock)  # type: ignore[attr-defined]
        for writer in tuple(self.open):
            writer.transport.abort()


async def read_body(reader: asyncio.StreamReader, head: str) -> bytes:
    fields = {
        line.partition(":")[0].lower(): line.partition(":")[2].strip() for line in head.split("\r\n")[1:]
    }
    if "content-length" in fields:
        return await reader.readexactly(int(fields["content-length"]))
    body = b""
    while "transfer-encoding" in fields:
        size = int(await reader.readline(), 16)
        body += (await reader.readexactly(size + 2))[:-2]
        if not size:
            break
    return body


class World:
    """Everything of one test; gone when the test is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.functions: dict[str, Callable[[dict[str, Any]], bytes]] = {}
        self.objects: dict[tuple[str, str], Any] = {}
        self.emulator = ("127.0.0.1", 1)
        self.servers: list[Server] = []
        self.connections: list[Connection] = []
        self.gateway: Gateway

    def start(self) -> None:
        shared = Shared(lambda function, event: self.functions[function](event))
        self.gateway = Gateway(
            State.of(self.folder),
            shared,
            lambda host, port: (host, port) if port else None,
            self.emulator,
            lambda bucket, key: self.objects.get((bucket, key)),
        )

    async def serve(self, handle: Serve, name: str = "") -> Server:
        """A server whose connections are handled by ``handle``."""
        made: list[Server] = []

        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            if made[0].killed:  # accepted by the kernel just before
                writer.transport.abort()
                return
            made[0].open.add(writer)
            try:
                with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                    await handle(reader, writer)
            finally:
                made[0].open.discard(writer)
                writer.close()

        server = await asyncio.start_server(connected, "127.0.0.1", 0, limit=2**20)
        made.append(Server(name, server, Target("127.0.0.1", server.sockets[0].getsockname()[1])))
        self.servers.append(made[0])
        return made[0]

    async def http(self, name: str = "", respond: Callable[[str, bytes], bytes] | None = None) -> Server:
        """A server that keeps connections and answers each request, by default with its name."""

        def default(head: str, body: bytes) -> bytes:
            return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(name) + name.encode()

        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                server.heads.append(head)
                writer.write((respond or default)(head, await read_body(reader, head)))
                await writer.drain()

        server = await self.serve(handle, name)
        return server

    def group(self, *servers: Server, **settings: Any) -> TargetGroup:
        settings.setdefault("health", HealthCheck(enabled=False))
        targets = tuple(server.target for server in servers)
        return TargetGroup(**{"arn": GROUP, "name": "web", "targets": targets, **settings})

    async def listen(
        self, *groups: TargetGroup, rules: tuple[Rule, ...] | None = None, **settings: Any
    ) -> int:
        """The port of one listener in front of ``groups``: the first by default, or as ``rules`` say."""
        if rules is None:
            rules = (Rule(None, (), Forward(((groups[0].arn, 1),)) if groups else Fixed(404)),)
        values = {"arn": "arn:x:listener/app/lb/1/2", "load_balancer": "lb", "protocol": "HTTP", "port": 80}
        listener = Listener(**{**values, "rules": rules, **settings})
        await self.gateway.apply(Routes(listeners=(listener,), groups={group.arn: group for group in groups}))
        return self.gateway.open[listener.key].port

    def trusting(self) -> ssl.SSLContext:
        """A client that trusts the gateway's authority and no other."""
        return ssl.create_default_context(cafile=self.folder / ".stratiform/local/gateway/authority.pem")

    async def connect(self, port: int, *, encrypted: bool = False) -> Connection:
        host, tls = ("localhost", self.trusting()) if encrypted else ("127.0.0.1", None)
        reader, writer = await asyncio.open_connection(host, port, limit=2**20, ssl=tls)
        connection = Connection(reader, writer)
        self.connections.append(connection)
        return connection

    async def call(
        self,
        port: int,
        target: str = "/",
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        encrypted: bool = False,
    ) -> Answer:
        """One request on a connection of its own."""
        connection = await self.connect(port, encrypted=encrypted)
        fields = {"Host": "localhost", **(headers or {})}
        if body:
            fields["Content-Length"] = str(len(body))
        lines = [
            f"{method} {target} HTTP/1.1",
            *(f"{name}: {value}" for name, value in fields.items()),
            "",
            "",
        ]
        await connection.send("\r\n".join(lines).encode("latin-1") + body)
        answer = await connection.answer(bodyless=method == "HEAD")
        await connection.close()
        return answer

    async def close(self) -> None:
        for connection in self.connections:
            await connection.close()
        await self.gateway.close()
        for server in self.servers:
            server.kill()
        for _ in range(10):  # what was accepted in the last moment is closed in its own steps
            await asyncio.sleep(0.001)


@pytest.fixture
def world(tmp_path: Path) -> Callable[[], contextlib.AbstractAsyncContextManager[World]]:
    @contextlib.asynccontextmanager
    async def made() -> AsyncIterator[World]:
        world = World(tmp_path)
        world.start()
        try:
            yield world
        finally:
            await world.close()

    return made
