"""A network load balancer's listener over real sockets."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from stratiform.local.gateway.routes import Forward, HealthCheck, Rule, TargetGroup
from waiting import eventually


async def upper(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(1000):
        writer.write(data.upper())
        await writer.drain()
    writer.write(b"!")  # the client has closed its side only
    await writer.drain()


async def test_bytes_go_both_ways_and_one_side_may_close_first(world: Any) -> None:
    async with world() as w:
        port = await w.listen(w.group(await w.serve(upper)), protocol="TCP")
        connection = await w.connect(port)
        await connection.send(b"\x00\xffabc")
        assert await connection.reader.readexactly(5) == b"\x00\xffABC"
        connection.writer.write_eof()
        assert await connection.reader.read() == b"!"


async def test_the_server_may_speak_first(world: Any) -> None:
    async def banner(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 ready\r\n")
        await reader.read()

    async with world() as w:
        connection = await w.connect(await w.listen(w.group(await w.serve(banner)), protocol="TCP"))
        assert await connection.reader.readline() == b"220 ready\r\n"


async def test_a_target_that_is_gone_is_passed_over(world: Any) -> None:
    async with world() as w:
        gone, well = await w.serve(upper), await w.serve(upper)
        gone.kill()
        port = await w.listen(w.group(gone, well), protocol="TCP")
        for _ in range(4):
            connection = await w.connect(port)
            await connection.send(b"a")
            assert await connection.reader.readexactly(1) == b"A"


async def test_without_a_target_the_connection_is_reset(world: Any) -> None:
    async with world() as w:
        connection = await w.connect(await w.listen(w.group(), protocol="TCP"))
        with pytest.raises(ConnectionResetError):
            await connection.reader.read()


async def test_weights_share_connections(world: Any) -> None:
    async def named(writer: asyncio.StreamWriter, name: bytes) -> None:
        writer.write(name)
        await writer.drain()

    async with world() as w:
        blue = await w.serve(lambda _, writer: named(writer, b"blue"))
        green = await w.serve(lambda _, writer: named(writer, b"green"))
        other = TargetGroup(
            arn="green", name="green", targets=(green.target,), health=HealthCheck(enabled=False)
        )
        rules = (Rule(None, (), Forward(((w.group().arn, 3), (other.arn, 1)))),)
        port = await w.listen(w.group(blue), other, rules=rules, protocol="TCP")
        answers = [await (await w.connect(port)).reader.read() for _ in range(8)]
        assert sorted(answers) == [b"blue"] * 6 + [b"green"] * 2


async def test_a_check_is_a_connection(world: Any) -> None:
    async with world() as w:
        server = await w.serve(upper)
        check = HealthCheck(protocol="TCP", interval=0.05, unhealthy=2)
        await w.listen(w.group(server, health=check), protocol="TCP")
        (member,) = next(iter(w.gateway.shared.groups.values())).members.values()

        async def reached(state: str) -> None:
            await eventually(lambda: member.health.state == state)

        await reached("healthy")
        server.kill()
        await reached("unhealthy")


async def test_connections_to_a_target_that_leaves_end_after_its_delay(world: Any) -> None:
    async with world() as w:
        server = await w.serve(upper)
        connection = await w.connect(await w.listen(w.group(server), protocol="TCP"))
        await connection.send(b"a")
        assert await connection.reader.readexactly(1) == b"A"
        w.gateway.apply_groups({w.group().arn: w.group(deregistration_delay=0.05)})
        assert await connection.reader.read() == b""
