"""The emulator's life: one at a time, found again, stopped whole."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from stratiform.errors import EmulatorFailed, PortInUse
from stratiform.local.emulator import process
from stratiform.local.emulator.process import Started
from stratiform.local.emulator.record import RECORD
from stratiform.local.ended import ended
from stratiform.local.lease import lease
from stratiform.local.state import State
from waiting import until

from ..conftest import WAIT, LocalCloud, client_of
from .behaviours.functions import template

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


def test_two_apps_are_up_at_once(fresh_state: State, local_cloud: LocalCloud) -> None:
    other = start(fresh_state).emulator
    assert other.port != local_cloud.emulator.port


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
    port = start(fresh_state).emulator.port
    process.stop(fresh_state)
    with subprocess.Popen(["sleep", "60"], start_new_session=True) as other:
        record = {"pid": other.pid, "started": 1.0, "port": port, "account": ACCOUNT, "region": REGION}
        fresh_state.write(RECORD, record)
        assert process.find(fresh_state) is None
        assert process.stop(fresh_state) is False
        assert other.poll() is None
        other.kill()


def test_an_emulator_that_nobody_waits_for_ends(fresh_state: State) -> None:
    first = start(fresh_state).emulator
    with socket.create_server(("127.0.0.1", 0)) as listening, lease() as life:
        given = (listening.fileno(), life.descriptor)
        second = subprocess.Popen(
            [sys.executable, "-I", "-m", "stratiform.local.emulator", *map(str, given)],
            env=psutil.Process(first.pid).environ(),
            pass_fds=given,
        )
    assert second.wait(timeout=60) == -signal.SIGTERM
    assert process.find(fresh_state) == first


@pytest.mark.parametrize("after", [0.0, 0.05, 0.15, 0.3])
def test_a_start_that_was_killed_half_way_is_recovered_from(fresh_state: State, after: float) -> None:
    call = "import sys; from pathlib import Path; from stratiform.local.state import State\n"
    call += "from stratiform.local.emulator import process\n"
    call += "print('starting', flush=True)\n"
    call += f"process.start(State.of(Path(sys.argv[1])), port=None, account='{ACCOUNT}', region='{REGION}')"
    command = [sys.executable, "-c", call, str(fresh_state.app)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as interrupted:
        assert interrupted.stdout is not None
        interrupted.stdout.readline()
        time.sleep(after)
        interrupted.kill()
    emulator = start(fresh_state).emulator

    def running() -> list[int]:
        known = psutil.process_iter(["cmdline", "environ"])
        return [each.pid for each in known if _is_emulator_of(each, fresh_state)]

    assert emulator.pid in running()
    until(lambda: running() == [emulator.pid])  # what was starting for the killed one ends by itself


def test_an_emulator_that_is_busy_is_waited_for_and_one_that_is_stuck_is_replaced(
    fresh_state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "_ANSWER_SECONDS", 0.1)
    first = start(fresh_state).emulator
    silent = psutil.Process(first.pid)
    silent.suspend()
    with ThreadPoolExecutor(1) as pool:
        starting = pool.submit(start, fresh_state)
        assert process.find(fresh_state) is None
        with pytest.raises(TimeoutError):
            starting.result(timeout=0.3)
        silent.resume()
        assert starting.result().emulator == first
    monkeypatch.setattr(process, "_BUSY_SECONDS", 0.1)
    monkeypatch.setattr(process, "_ANSWER_SECONDS", 5.0)
    silent.suspend()
    assert start(fresh_state).emulator.pid != first.pid
    assert ended(silent, 0)


def test_a_hung_custom_resource_and_an_open_connection_do_not_hold_up_a_stop(fresh_state: State) -> None:
    emulator = start(fresh_state).emulator
    stacks = client_of(emulator, "cloudformation")
    made = template("silent", "def handler(event, context):\n    while True: pass", Timeout=900)
    made["Resources"]["Hung"] = {
        "Type": "Custom::Hung",
        "Properties": {"ServiceToken": {"Fn::GetAtt": ["Function", "Arn"]}},
    }
    stacks.create_stack(
        StackName="hung", TemplateBody=json.dumps(made), Capabilities=["CAPABILITY_NAMED_IAM"]
    )
    until(lambda: len(_members(emulator.pid)) >= 3)  # the emulator, its guardian, the worker
    with socket.create_connection(("127.0.0.1", emulator.port)):
        began = time.monotonic()
        process.stop(fresh_state)
    assert time.monotonic() - began < 14, "a stop that is held up kills after 15 seconds"
    assert _members(emulator.pid) == []
    assert start(fresh_state).notes == ()


def test_no_secret_is_in_the_log(fresh_state: State) -> None:
    emulator = start(fresh_state).emulator
    client_of(emulator, "secretsmanager").create_secret(Name="s", SecretString="a-secret-value")
    client_of(emulator, "ssm").put_parameter(Name="/s", Value="a-secret-value", Type="SecureString")
    made = template("f", "def handler(e, c): return 1", Environment={"Variables": {"S": "a-secret-value"}})
    made["Parameters"] = {"P": {"Type": "String", "NoEcho": True}}
    stacks = client_of(emulator, "cloudformation")
    stacks.create_stack(
        StackName="s",
        TemplateBody=json.dumps(made),
        Capabilities=["CAPABILITY_NAMED_IAM"],
        Parameters=[{"ParameterKey": "P", "ParameterValue": "a-secret-value"}],
    )
    stacks.get_waiter("stack_create_complete").wait(StackName="s", WaiterConfig=WAIT)
    process.stop(fresh_state)
    assert "a-secret-value" not in (fresh_state.folder / "emulator.log").read_text()


def test_another_region_needs_a_stop_first(fresh_state: State) -> None:
    start(fresh_state)
    with pytest.raises(EmulatorFailed, match="us-east-1"):
        process.start(fresh_state, port=None, account=ACCOUNT, region="eu-west-1")


def _is_emulator_of(process_: psutil.Process, state: State) -> bool:
    command, environment = process_.info["cmdline"] or [], process_.info["environ"] or {}
    return (
        "stratiform.local.emulator" in command
        and environment.get("STRATIFORM_STATE") == str(state.folder)
        and process_.is_running()
    )


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
