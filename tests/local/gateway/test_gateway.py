"""Routes that change while clients are connected, ports that stay, and what the control port tells."""

from __future__ import annotations

import asyncio
import json
import socket
from dataclasses import replace
from typing import Any

import pytest

from stratiform.local.gateway import ports, snapshot
from stratiform.local.gateway.control import Control
from stratiform.local.gateway.routes import Fixed, Listener, Routes, Rule, Site
from stratiform.local.gateway.snapshot import Snapshot
from stratiform.local.state import State
from waiting import eventually


def listener(body: str, *, port: int = 80, arn: str = "1", protocol: str = "HTTP") -> Listener:
    rules = (Rule(None, (), Fixed(200, body=body)),)
    return Listener(arn=arn, load_balancer="lb", protocol=protocol, port=port, rules=rules)


async def test_a_url_stays_when_the_load_balancer_is_made_anew_and_when_the_gateway_restarts(
    world: Any,
) -> None:
    async with world() as w:
        await w.gateway.apply(Routes(listeners=(listener("a"),)))
        url = w.gateway.urls()["lb:80"]
        port = w.gateway.open["lb:80"].port
        await w.gateway.apply(Routes())
        assert w.gateway.urls() == {}
        await w.gateway.apply(Routes(listeners=(listener("b", arn="2"),)))
        assert w.gateway.urls() == {"lb:80": url} == {"lb:80": f"http://localhost:{port}"}
        await w.gateway.close()
        w.start()
        await w.gateway.apply(Routes(listeners=(listener("c"),)))
        assert w.gateway.urls() == {"lb:80": url}
        assert (await w.call(port)).body == b"c"


async def test_each_listener_and_site_has_a_port_of_its_own_on_this_machine_alone(world: Any) -> None:
    async with world() as w:
        listeners = (listener("a"), listener("b", port=81))
        await w.gateway.apply(Routes(listeners=listeners, sites=(Site(key="api:x:prod", prefix="/x"),)))
        opened = w.gateway.open.values()
        assert len({one.port for one in opened}) == 3
        assert {one.server.sockets[0].getsockname()[0] for one in opened} == {"127.0.0.1"}


async def test_new_rules_apply_to_a_connection_that_is_open(world: Any) -> None:
    async with world() as w:
        await w.gateway.apply(Routes(listeners=(listener("a"),)))
        connection = await w.connect(w.gateway.open["lb:80"].port)
        for body in ("a", "b"):
            await w.gateway.apply(Routes(listeners=(listener(body),)))
            await connection.send(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert (await connection.answer()).body == body.encode()


async def test_a_request_under_way_is_finished_when_its_listener_goes(world: Any) -> None:
    go_on = asyncio.Event()

    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await go_on.wait()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        await writer.drain()

    async with world() as w:
        server = await w.serve(slow)
        under_way = asyncio.create_task(w.call(await w.listen(w.group(server))))
        await eventually(lambda: server.open)
        closing = asyncio.create_task(w.gateway.apply(Routes(groups={w.group().arn: w.group(server)})))
        await asyncio.sleep(0.05)
        go_on.set()
        assert (await under_way).body == b"ok"
        await closing


async def test_a_listener_that_changes_its_protocol_keeps_its_port(world: Any) -> None:
    async with world() as w:
        await w.gateway.apply(Routes(listeners=(listener("a"),)))
        port = w.gateway.open["lb:80"].port
        await w.gateway.apply(Routes(listeners=(listener("a", protocol="TCP"),)))
        assert w.gateway.urls() == {"lb:80": f"tcp://localhost:{port}"}


def test_a_port_that_somebody_took_is_replaced_by_another(tmp_path: Any) -> None:
    state = State.of(tmp_path)
    with ports.listen(state, "lb:80") as first:
        port = first.getsockname()[1]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with ports.listen(state, "lb:80") as second:
            assert second.getsockname()[1] != port


async def test_a_snapshot_survives_its_way_through_json(world: Any) -> None:
    async with world() as w:
        port = await w.listen(w.group(await w.http("a")))
        await w.call(port)
        taken = snapshot.take(
            w.gateway.urls(), w.gateway.shared.groups, w.gateway.shared.metrics, w.gateway.connections()
        )
        back = Snapshot.from_json(json.loads(json.dumps(taken.as_json())))
        assert back == taken
        (group,) = back.groups
        assert (group.target_group, group.healthy) == ("targetgroup/web/1", 1)
        assert replace(group, targets=()).healthy == 0


@pytest.mark.parametrize(
    ("method", "target", "headers", "status"),
    [
        ("GET", "/snapshot", {}, 200),
        ("POST", "/refresh", {}, 200),
        ("POST", "/snapshot", {}, 404),
        ("GET", "/snapshot", {"Origin": "https://evil.example"}, 403),
        ("GET", "/snapshot", {"Host": "evil.example"}, 403),
    ],
)
async def test_the_control_port_answers_this_machine_and_no_web_page(
    world: Any, method: str, target: str, headers: dict[str, str], status: int
) -> None:
    from stratiform.local.gateway.client import Client

    async def refresh() -> None:
        refreshed.append(1)

    refreshed: list[int] = []
    async with world() as w:
        control = Control(lambda: {"number": len(refreshed)}, refresh)
        loop = asyncio.get_running_loop()
        clients: set[Client] = set()
        server = await loop.create_server(lambda: Client(control, clients), "127.0.0.1", 0)
        answer = await w.call(
            server.sockets[0].getsockname()[1],
            target,
            method=method,
            headers={"Host": "127.0.0.1", **headers},
        )
        assert answer.status == status
        if status == 200:
            assert json.loads(answer.body) == {"number": 1 if method == "POST" else 0}
        server.close()
