"""One command to a Redis or Valkey on this machine, for the engine's own questions.

https://valkey.io/topics/protocol/
"""

from __future__ import annotations

import socket

from stratiform.local.engine.servers.loopback import HOST


def ask(port: int, *words: str, password: str | None = None) -> str:
    """The first line of the answer, without its type: ``PONG``, ``OK``, ``3``.

    Raises OSError when nobody answers within two seconds and ValueError with the server's words on an error.
    """
    with (
        socket.create_connection((HOST, port), timeout=2) as connection,
        connection.makefile("rb") as answers,
    ):
        for command in ([("AUTH", password)] if password else []) + [words]:
            connection.sendall(_encoded(command))
            line = answers.readline()
            if not line.endswith(b"\r\n"):
                raise ConnectionResetError("the server closed the connection")
            if line.startswith(b"-"):
                raise ValueError(line[1:].decode(errors="replace").strip())
        return line[1:].decode(errors="replace").strip()


def _encoded(words: tuple[str, ...]) -> bytes:
    parts = [f"*{len(words)}\r\n".encode()]
    for word in words:
        data = word.encode()
        parts.append(b"$%d\r\n%b\r\n" % (len(data), data))
    return b"".join(parts)
