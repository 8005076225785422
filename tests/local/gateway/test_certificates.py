"""HTTPS listeners, over real sockets: what is encrypted, for whom, and what stays on disk."""

from __future__ import annotations

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509

from local.gateway.test_application import echo
from stratiform.local.gateway import certificates


def test_files_are_the_owners_alone_and_stay_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "app/.stratiform/local/gateway"
    folder.mkdir(parents=True)
    certificates.context(folder)
    first = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert set(first) == {"authority.pem", "localhost.pem"}
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}
    assert b"PRIVATE" not in first["authority.pem"]
    certificates.context(folder)
    assert first == {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_certificate_that_is_about_to_expire_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "app/.stratiform/local/gateway"
    folder.mkdir(parents=True)
    monkeypatch.setattr(certificates, "_DAYS", 20)
    certificates.context(folder)
    monkeypatch.undo()
    certificates.context(folder)
    made = x509.load_pem_x509_certificate((folder / "localhost.pem").read_bytes())
    assert made.not_valid_after_utc > datetime.now(UTC) + timedelta(days=300)


def test_the_authority_can_sign_for_localhost_only(tmp_path: Path) -> None:
    folder = tmp_path / "app/.stratiform/local/gateway"
    folder.mkdir(parents=True)
    certificates.context(folder)
    authority = x509.load_pem_x509_certificate((folder / "authority.pem").read_bytes())
    allowed = authority.extensions.get_extension_for_class(x509.NameConstraints)
    assert allowed.critical
    assert {str(each.value) for each in allowed.value.permitted_subtrees or ()} == {
        "localhost",
        "127.0.0.0/8",
        "::1/128",
    }


async def test_a_listener_with_a_certificate_speaks_tls_and_nothing_else(world: Any) -> None:
    async with world() as w:
        server = await w.http("secure")
        port = await w.listen(w.group(server), protocol="HTTPS", port=443)
        assert w.gateway.urls() == {"lb:443": f"https://localhost:{port}"}
        answer = await w.call(port, encrypted=True)
        assert (answer.status, answer.body) == (200, b"secure")
        assert "X-Forwarded-Proto: https\r\n" in server.heads[0]
        with pytest.raises(ssl.SSLCertVerificationError):
            await asyncio.open_connection("localhost", port, ssl=ssl.create_default_context())
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await w.call(port)


async def test_a_listener_that_gets_a_certificate_keeps_its_port(world: Any) -> None:
    async with world() as w:
        group = w.group(await w.http("one"))
        port = await w.listen(group, port=8443)
        assert (await w.call(port)).status == 200
        assert await w.listen(group, protocol="HTTPS", port=8443) == port
        assert (await w.call(port, encrypted=True)).status == 200


async def test_a_websocket_and_a_large_body_go_through(world: Any) -> None:
    async with world() as w:

        def respond(head: str, body: bytes) -> bytes:
            if "Upgrade: websocket" in head:
                return (
                    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nhi"
                )
            return echo(body)

        port = await w.listen(w.group(await w.http(respond=respond)), protocol="HTTPS", port=443)
        body = bytes(range(256)) * 4096
        assert (await w.call(port, method="POST", body=body, encrypted=True)).body == body
        connection = await w.connect(port, encrypted=True)
        await connection.send(
            b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
        )
        assert (await connection.head()).status == 101
        assert await connection.reader.readexactly(2) == b"hi"


async def test_a_network_load_balancer_decrypts_too(world: Any) -> None:
    async with world() as w:

        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write((await reader.readexactly(4)).upper())
            await writer.drain()

        port = await w.listen(w.group(await w.serve(handle), protocol="TCP"), protocol="TLS", port=443)
        connection = await w.connect(port, encrypted=True)
        await connection.send(b"echo")
        assert await connection.reader.readexactly(4) == b"ECHO"
