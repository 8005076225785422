"""What the command says of something else on the agent's port."""

from __future__ import annotations

import socket
import threading

import pytest

from stratiform.agent import healthcheck
from waiting import PATIENCE


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nready", 0),
        (b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", 1),
        (b"SSH-2.0-OpenSSH_9.6\r\n", 1),
        (b"", 1),
    ],
)
@pytest.mark.parametrize("prefix", ["", "AWS_APPCONFIG_EXTENSION_"])
def test_only_an_agent_that_is_ready_is_healthy(answer: bytes, code: int, prefix: str) -> None:
    with socket.create_server(("127.0.0.2", 0)) as server:
        server.settimeout(PATIENCE)

        def speak() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(answer)

        thread = threading.Thread(target=speak)
        thread.start()
        where = {f"{prefix}HTTP_HOST": "127.0.0.2", f"{prefix}HTTP_PORT": str(server.getsockname()[1])}
        assert healthcheck.check(where) == code
        thread.join(PATIENCE)
    assert not thread.is_alive()


def test_nobody_on_the_port_is_not_healthy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert healthcheck.check({"HTTP_PORT": str(port)}) == 1
