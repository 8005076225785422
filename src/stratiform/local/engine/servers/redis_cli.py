"""The part of redis-cli that probes and scripts use, for a wheel that brings no client.

Run inside a container as ``redis-cli [-h H] [-p P] [-a PASSWORD] [--user U] [-n DB] [--tls] COMMAND...``.
``STRATIFORM_CACHE`` is JSON: the real port behind the container's port, with and without TLS, and where the
container's files are. Answers are printed as redis-cli prints them to a pipe.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

import valkey  # its connections have no types


def main(words: list[str]) -> int:
    """The exit code: 1 when the server cannot be reached or a login fails, as redis-cli has it."""
    options = _options().parse_args(words)
    container = json.loads(os.environ.get("STRATIFORM_CACHE", "{}"))
    try:
        connection = _connection(options, container)
        connection.connect()
    except (valkey.ConnectionError, valkey.TimeoutError, OSError) as error:
        print(f"Could not connect to Redis at {options.host}:{options.port}: {error}", file=sys.stderr)
        return 1
    except valkey.ResponseError as error:
        print(f"AUTH failed: {error}", file=sys.stderr)
        return 1
    try:
        connection.send_command(*(options.command or ["PING"]))
        answer = connection.read_response(disable_decoding=True)
    except valkey.ResponseError as error:
        # The library takes the common code away and leaves the others, e.g. WRONGTYPE.
        answer = str(error) if str(error).split(" ", 1)[0].isupper() else f"ERR {error}"
    finally:
        connection.disconnect()
    for line in _lines(answer):
        sys.stdout.buffer.write(line + b"\n")
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="redis-cli", add_help=False)
    parser.add_argument("-h", dest="host", default="127.0.0.1")
    parser.add_argument("-p", dest="port", type=int, default=6379)
    parser.add_argument("-n", dest="database", type=int, default=0)
    parser.add_argument("-a", "--pass", dest="password", default=os.environ.get("REDISCLI_AUTH"))
    parser.add_argument("--user", default=None)
    parser.add_argument("--tls", action="store_true")
    parser.add_argument("--cacert", default=None)
    parser.add_argument("--insecure", action="store_true")
    parser.add_argument("--no-auth-warning", action="store_true")
    parser.add_argument("--raw", action="store_true")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    return parser


def _connection(options: argparse.Namespace, container: dict[str, Any]) -> Any:
    port = options.port
    if port == container.get("port"):
        port = container["tls" if options.tls else "plain"]
        if port is None:
            raise ConnectionRefusedError("Connection refused")
    values: dict[str, Any] = {"host": options.host, "port": port, "db": options.database}
    values |= {"password": options.password, "username": options.user, "socket_timeout": 60, "protocol": 2}
    kinds: Any = valkey
    if not options.tls:
        return kinds.Connection(**values)
    if options.cacert is not None:
        path = Path(options.cacert)
        inside = Path(container.get("files", "/")) / str(path).lstrip("/")
        values["ssl_ca_certs"] = str(inside if inside.exists() else path)
    values["ssl_cert_reqs"] = "none" if options.insecure else "required"
    values["ssl_check_hostname"] = False  # redis-cli does not either
    return kinds.SSLConnection(**values)


def _lines(answer: Any) -> list[bytes]:
    if isinstance(answer, list):
        return [line for item in answer for line in _lines(item)] or [b""]
    if isinstance(answer, bytes):
        return [answer]
    return [b"" if answer is None else str(answer).encode()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
