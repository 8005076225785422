"""A published port at another address of this machine: a bridge on which real containers reach it."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator

from stratiform.local.engine.accepting import accepting
from stratiform.local.engine.address import LOOPBACK
from stratiform.local.splice import Half

_IP_FREEBIND = 15  # Podman makes its bridge with the first container


@contextlib.asynccontextmanager
async def relay(place: str, port: int) -> AsyncIterator[None]:
    """Pass connections to ``place``:``port`` on to the same port of 127.0.0.1 while entered.

    Raises OSError when another program has it.
    """
    listening = _bound(place, port)
    async with accepting(listening, lambda client: _pass_on(client, port)):
        yield


def _bound(place: str, port: int) -> socket.socket:
    listening = socket.socket()
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.setsockopt(socket.IPPROTO_IP, _IP_FREEBIND, 1)
        listening.setblocking(False)
        listening.bind((place, port))
        listening.listen(256)
    except OSError as error:
        listening.close()
        raise OSError(error.errno, f"Bind for {place}:{port} failed: {error.strerror}") from error
    return listening


async def _pass_on(client: socket.socket, port: int) -> None:
    loop = asyncio.get_running_loop()
    gone = asyncio.Event()
    outside, inside = Half(gone.set), Half(gone.set)
    try:
        await loop.create_connection(lambda: inside, LOOPBACK, port)
        await loop.connect_accepted_socket(lambda: outside, client)
        outside.join(inside)
        await gone.wait()
    except OSError:
        pass  # the server is not there: the client sees the connection end
    finally:
        outside.close()
        inside.close()
        if outside.transport is None:
            client.close()
