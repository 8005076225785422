"""The emulator's life: one at a time, found again, stopped whole."""

from __future__ import annotations

import os
import socket
import threading

import psutil
import pytest

from stratiform.errors import EmulatorFailed, PortInUse
from stratiform.local.emulator import process
from stratiform.local.emulator.process import Started
from stratiform.local.emulator.record import RECORD
from stratiform.local.state import State

ACCOUNT, REGION = "000000000000", "us-east-1"
pytestmark = pytest.mark.local


def start(state: State, port: int | None = None) -> Started:
    return process.start(state, port=port, account=ACCOUNT, region=REGION)


def test_it_is_found_again_and_stopped_with_its_process_group(fresh_state: State) -> None:
    started = start(fresh_state).emulator
    assert process.find(fresh_state) == started
    assert process.stop(fresh_state) is True
    assert process.find(fresh_state) is None
    assert process.stop(fresh_state) is False
    assert _members(started.pid) == []


def test_two_starts_at_once_give_one_emulator(fresh_state: State) -> None:
    results: list[Started] = []
    threads = [threading.Thread(target=lambda: results.append(start(fresh_state))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({result.emulator.pid for result in results}) == 1


def test_two_apps_are_up_at_once(fresh_state: State, local_cloud: object) -> None:
    other = start(fresh_state).emulator
    assert other.port != local_cloud.emulator.port  # type: ignore[attr-defined]


def test_the_port_is_kept(fresh_state: State) -> None:
    first = start(fresh_state).emulator.port
    process.stop(fresh_state)
    assert start(fresh_state).emulator.port == first


def test_a_port_in_use_names_the_program_and_the_fix(fresh_state: State) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(PortInUse) as raised:
        start(fresh_state, port=taken.getsockname()[1])
    assert f"pid {os.getpid()}" in raised.value.what
    assert "--port" in raised.value.fix


def test_a_process_id_used_again_by_another_program_is_left_alone(fresh_state: State) -> None:
    started = start(fresh_state).emulator
    process.stop(fresh_state)
    fresh_state.write(
        RECORD,
        {"pid": os.getpid(), "started": 1.0, "port": started.port, "account": ACCOUNT, "region": REGION},
    )
    assert process.find(fresh_state) is None
    assert process.stop(fresh_state) is False


def test_an_emulator_that_does_not_answer_is_replaced(fresh_state: State) -> None:
    stuck = start(fresh_state).emulator.pid
    psutil.Process(stuck).suspend()
    assert start(fresh_state).emulator.pid != stuck
    assert not psutil.pid_exists(stuck)


def test_another_region_needs_a_stop_first(fresh_state: State) -> None:
    start(fresh_state)
    with pytest.raises(EmulatorFailed, match="us-east-1"):
        process.start(fresh_state, port=None, account=ACCOUNT, region="eu-west-1")


def _members(group: int) -> list[int]:
    """Living processes of a process group; a zombie waits for its parent alone."""
    found = []
    for process_ in psutil.process_iter():
        try:
            if os.getpgid(process_.pid) == group and process_.status() != psutil.STATUS_ZOMBIE:
                found.append(process_.pid)
        except (ProcessLookupError, psutil.NoSuchProcess):
            continue
    return found
