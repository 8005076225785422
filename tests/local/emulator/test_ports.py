"""A port is listened on before anybody hears of it."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from stratiform.errors import PortInUse
from stratiform.local.emulator import ports


def port_of(listening: socket.socket) -> int:
    port: int = listening.getsockname()[1]
    return port


def test_the_last_port_is_taken_again_where_it_is_free() -> None:
    with ports.listen(None, None) as first:
        last = port_of(first)
    with ports.listen(None, last) as again:
        assert port_of(again) == last


def test_no_outgoing_connection_can_take_it_meanwhile() -> None:
    lowest = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    with ports.listen(None, None) as first:
        assert 1024 <= port_of(first) < lowest


def test_another_port_replaces_a_last_one_that_is_taken() -> None:
    with ports.listen(None, None) as first, ports.listen(None, port_of(first)) as second:
        assert port_of(second) != port_of(first)
        assert second.getsockname()[0] == "127.0.0.1"


def test_a_port_that_this_user_may_not_have_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(port: int) -> socket.socket:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(ports, "_bound", refused)
    with pytest.raises(PortInUse) as raised:
        ports.listen(80, None)
    assert raised.value.what == "Port 80 is not for this user: Permission denied"
    assert "1024" in raised.value.fix


def test_a_port_asked_for_is_that_or_an_error() -> None:
    with ports.listen(None, None) as taken, pytest.raises(PortInUse) as raised:
        ports.listen(port_of(taken), None)
    assert f"(pid {os.getpid()})" in raised.value.what
