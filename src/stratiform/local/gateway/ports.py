"""Which port of this machine belongs to which listener, API or site: kept, so that URLs stay the same."""

from __future__ import annotations

import socket

from stratiform.errors import MachineFailed
from stratiform.local.engine import address
from stratiform.local.state import State

_FILE = "gateway-ports.json"


def listen(state: State, key: str) -> socket.socket:
    """A listening socket on the port that ``key`` had before where that is free, else on a new one.

    Raises MachineFailed when no port is free.
    """
    known: dict[str, int] = state.read(_FILE) or {}
    last = known.get(key)
    if last is not None:
        try:
            return _bound(last)
        except OSError:
            pass
    others = [port for name, port in known.items() if name != key]
    for _ in range(20):
        try:
            listening = _bound(address.free_port(others))
        except RuntimeError as error:
            raise MachineFailed(
                f"{key} gets no port: {error}", fix="Stop programs that hold ports."
            ) from error
        except OSError:
            continue  # taken meanwhile
        state.write(_FILE, {**known, key: listening.getsockname()[1]})
        return listening
    raise MachineFailed(f"{key} gets no port: each was taken at once", fix="Try again.")


def _bound(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((address.LOOPBACK, port))
        listening.listen(1024)
        listening.setblocking(False)
    except OSError:
        listening.close()
        raise
    return listening
