"""TLS in front of a server that has none: decrypts, and passes the bytes on.

PostgreSQL negotiates before TLS starts, Redis does not.
https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-SSL
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from stratiform.errors import PortInUse
from stratiform.local.engine.accepting import accepting
from stratiform.local.splice import Half

_HOST = "127.0.0.1"
_PATIENCE = 15.0  # seconds for a certificate to arrive, a negotiation, a handshake

_SSL_REQUEST = struct.pack("!ii", 8, 80877103)
_GSS_REQUEST = struct.pack("!ii", 8, 80877104)
_CANCEL_CODE = 80877102
_TLS_HANDSHAKE = b"\x16"


@dataclass(frozen=True)
class Certificate:
    """Files in PEM. ``complete``, where given, is a file that appears after the other two."""

    certificate: Path
    key: Path
    complete: Path | None = None

    def arrived(self) -> bool:
        """Whether the files can be read."""
        return all(path.exists() for path in (self.certificate, self.key, self.complete or self.key))


class Negotiation(Protocol):
    """What a client and the server say before TLS."""

    async def wants_tls(self, client: socket.socket) -> bool | None:
        """True: a TLS handshake follows. False: plain bytes follow. None: refused, and told."""


@dataclass(frozen=True)
class Immediate:
    """TLS from the first byte, as Redis has it."""

    async def wants_tls(self, client: socket.socket) -> bool | None:
        """Always."""
        return True


@dataclass(frozen=True)
class Postgres:
    """SSLRequest and its answer, or TLS at once (``sslnegotiation=direct``); ``require`` refuses the rest."""

    require: bool = False

    async def wants_tls(self, client: socket.socket) -> bool | None:
        """Answer encryption requests until the client starts."""
        loop = asyncio.get_running_loop()
        while True:
            start = await _peek(client, 8)
            if start[:1] == _TLS_HANDSHAKE:
                return True
            if start == _SSL_REQUEST:
                await loop.sock_recv(client, 8)
                await loop.sock_sendall(client, b"S")
                return True
            if start == _GSS_REQUEST:
                await loop.sock_recv(client, 8)
                await loop.sock_sendall(client, b"N")
                continue
            if len(start) < 8:
                return None
            length, code = struct.unpack("!ii", start)
            if code == _CANCEL_CODE or not self.require:
                return False  # a cancellation carries a secret and no data; PostgreSQL takes it plain too
            startup = await _peek(client, min(max(length, 8), 10_000))
            await loop.sock_sendall(client, _no_encryption(startup))
            return None


Halves = Callable[[Callable[[], None], bool], tuple[Half, Half]]
"""Makes the client's and the server's side: given what ends them, and whether the client is encrypted."""


def passed_on(gone: Callable[[], None], encrypted: bool) -> tuple[Half, Half]:
    """Bytes are passed on as they come."""
    return Half(gone), Half(gone)


@contextlib.asynccontextmanager
async def terminate(
    port: int, to: int, certificate: Certificate, negotiation: Negotiation, halves: Halves = passed_on
) -> AsyncIterator[None]:
    """Listen on 127.0.0.1:``port`` and pass decrypted bytes to 127.0.0.1:``to`` while entered.

    The certificate may arrive later: a connection waits for it. Raises PortInUse when the port is taken.
    """
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setblocking(False)
    try:
        listening.bind((_HOST, port))
        listening.listen(256)
    except OSError as error:
        listening.close()
        raise PortInUse(
            f"Port {port} cannot be used for a database: {error.strerror}",
            fix="Stop the program that has it.",
        ) from error
    tls = _Tls(certificate)
    async with accepting(listening, lambda client: _serve(client, to, tls, negotiation, halves)):
        yield


async def _serve(
    client: socket.socket,
    to: int,
    tls: _Tls,
    negotiation: Negotiation,
    halves: Halves,
) -> None:
    loop = asyncio.get_running_loop()
    gone = asyncio.Event()
    outside, inside = passed_on(gone.set, False)
    client.setblocking(False)
    try:
        async with asyncio.timeout(_PATIENCE):
            encrypted = await negotiation.wants_tls(client)
            if encrypted is None:
                return
            context = await tls.context() if encrypted else None
            outside, inside = halves(gone.set, encrypted)
            await loop.create_connection(lambda: inside, _HOST, to)
            await loop.connect_accepted_socket(lambda: outside, client, ssl=context)
        outside.join(inside)
        await gone.wait()
    except asyncio.CancelledError:
        for half in (outside, inside):
            if half.transport is not None:
                half.transport.abort()  # the server is gone: nobody answers a TLS goodbye
        raise
    except (OSError, TimeoutError):
        pass  # a handshake that failed, or a server that is not there: the client sees the connection end
    finally:
        outside.close()
        inside.close()
        if outside.transport is None:
            client.close()


class _Tls:
    """The context of a certificate, loaded once it is there."""

    def __init__(self, certificate: Certificate) -> None:
        self._certificate = certificate
        self._loaded: ssl.SSLContext | None = None

    async def context(self) -> ssl.SSLContext:
        """Waits, but only while a client does, and at most for as long as that is given."""
        while self._loaded is None:
            if self._certificate.arrived():
                self._loaded = _context(self._certificate)
            else:
                await asyncio.sleep(0.05)
        return self._loaded


def _context(certificate: Certificate) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(certificate.certificate, certificate.key)
    context.set_alpn_protocols(["postgresql"])  # asked for by sslnegotiation=direct, and by nobody else
    return context


async def _peek(client: socket.socket, size: int) -> bytes:
    """The next ``size`` bytes, left to be read; fewer when the client ended or starts a TLS handshake."""
    loop = asyncio.get_running_loop()
    while True:
        try:
            data = client.recv(size, socket.MSG_PEEK)
        except BlockingIOError:
            data = None
        if data is not None and (not data or len(data) == size or data[:1] == _TLS_HANDSHAKE):
            return data
        if data:
            await asyncio.sleep(0.005)  # readable already: only more bytes or the patience end this
            continue
        readable = asyncio.Event()
        loop.add_reader(client, readable.set)
        try:
            await readable.wait()
        finally:
            loop.remove_reader(client)


def _no_encryption(startup: bytes) -> bytes:
    """The error that PostgreSQL gives when only ``hostssl`` lines are in its pg_hba.conf."""
    words = [word.decode(errors="replace") for word in startup[8:].split(b"\0")]
    given = dict(zip(words[::2], words[1::2], strict=False))
    user = given.get("user", "")
    message = (
        f'no pg_hba.conf entry for host "{_HOST}", user "{user}", '
        f'database "{given.get("database", user)}", no encryption'
    )
    fields = (("S", "FATAL"), ("V", "FATAL"), ("C", "28000"), ("M", message))
    body = b"".join(name.encode() + value.encode() + b"\0" for name, value in fields) + b"\0"
    return b"E" + struct.pack("!i", 4 + len(body)) + body
