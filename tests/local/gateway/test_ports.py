from __future__ import annotations

from pathlib import Path

import pytest

from stratiform.errors import MachineFailed
from stratiform.local.engine import address
from stratiform.local.gateway import ports
from stratiform.local.state import State


def test_a_listener_keeps_its_port_and_gets_another_where_it_is_taken(tmp_path: Path) -> None:
    state = State.of(tmp_path)
    with ports.listen(state, "web:80") as first:
        port = first.getsockname()[1]
        with ports.listen(state, "web:80") as second:
            other = second.getsockname()[1]
    assert other != port
    with ports.listen(state, "web:80") as again:
        assert again.getsockname()[1] == other


def test_an_exhausted_range_is_told_with_the_listener_that_gets_no_port(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "is_free", lambda port: False)
    with pytest.raises(MachineFailed, match="web:80 gets no port: every port from 20000 to 31999") as told:
        ports.listen(State.of(tmp_path), "web:80")
    assert told.value.fix == "Stop programs that hold ports."
