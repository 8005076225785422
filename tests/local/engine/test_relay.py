"""A published port is reached at another address of this machine too, and at no other."""

from __future__ import annotations

import asyncio

import pytest

from stratiform.local.engine.relay import relay

PLACE = "127.0.0.2"


async def _shout(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write((await reader.read()).upper())
    writer.close()
    await writer.wait_closed()


async def _asked(place: str, port: int) -> bytes:
    reader, writer = await asyncio.open_connection(place, port)
    writer.write(b"hello")
    writer.write_eof()
    said = await reader.read()
    writer.close()
    await writer.wait_closed()
    return said


def test_what_is_sent_there_arrives_at_loopback_until_the_end() -> None:
    async def work() -> None:
        server = await asyncio.start_server(_shout, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server:
            async with relay(PLACE, port):
                assert await _asked(PLACE, port) == b"HELLO"
            with pytest.raises(ConnectionRefusedError):
                await _asked(PLACE, port)

    asyncio.run(work())


def test_a_client_of_a_server_that_is_not_there_sees_the_end() -> None:
    async def work() -> None:
        server = await asyncio.start_server(_shout, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        server.close()
        await server.wait_closed()
        async with relay(PLACE, port):
            reader, writer = await asyncio.open_connection(PLACE, port)
            assert await reader.read() == b""
            writer.close()

    asyncio.run(work())


def test_a_port_that_another_program_has_is_told_with_its_address() -> None:
    async def work() -> None:
        server = await asyncio.start_server(_shout, PLACE, 0)
        port = server.sockets[0].getsockname()[1]
        async with server:
            with pytest.raises(OSError, match=f"Bind for {PLACE}:{port} failed"):
                async with relay(PLACE, port):
                    pass

    asyncio.run(work())
