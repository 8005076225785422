"""What was written survives a stop, and all but the last seconds survive a kill."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import stat
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from stratiform.local.emulator import process
from stratiform.local.emulator.behaviours import snapshots as behaviour
from stratiform.local.emulator.process import Started
from stratiform.local.state import State
from waiting import until

from ...conftest import ACCOUNT, REGION, WAIT, client_of
from .functions import invoke, template

pytestmark = pytest.mark.local


def start(state: State) -> Started:
    return process.start(state, port=None, account=ACCOUNT, region=REGION)


def fill(emulator: Any) -> None:
    client_of(emulator, "secretsmanager").create_secret(Name="s", SecretString="first")
    client_of(emulator, "s3").create_bucket(Bucket="a-bucket")
    client_of(emulator, "s3").put_object(Bucket="a-bucket", Key="k", Body=b"v")
    stacks = client_of(emulator, "cloudformation")
    made = template("f", "def handler(e, c): return 42")
    stacks.create_stack(StackName="s", TemplateBody=json.dumps(made), Capabilities=["CAPABILITY_NAMED_IAM"])
    stacks.get_waiter("stack_create_complete").wait(StackName="s", WaiterConfig=WAIT)


def assert_filled(emulator: Any, secret: str = "first") -> None:
    assert client_of(emulator, "secretsmanager").get_secret_value(SecretId="s")["SecretString"] == secret
    assert client_of(emulator, "s3").get_object(Bucket="a-bucket", Key="k")["Body"].read() == b"v"
    stacks = client_of(emulator, "cloudformation").describe_stacks()["Stacks"]
    assert [(stack["StackName"], stack["StackStatus"]) for stack in stacks] == [("s", "CREATE_COMPLETE")]
    assert invoke(client_of(emulator, "lambda"), "f") == 42


def snapshots(state: State) -> list[Path]:
    return sorted(path for path in (state.folder / "data" / "snapshots").glob("0*"))


def wait_for_snapshot(state: State, word: str, service: str = "secretsmanager") -> None:
    until(lambda: any(word in (path / f"{service}.json").read_text() for path in snapshots(state)[-1:]))


def test_a_stop_keeps_everything(fresh_state: State) -> None:
    fill(start(fresh_state).emulator)
    process.stop(fresh_state)
    again = start(fresh_state)
    assert again.notes == ()
    assert_filled(again.emulator)


def test_a_kill_keeps_all_but_the_last_seconds_and_says_so(fresh_state: State) -> None:
    emulator = start(fresh_state).emulator
    fill(emulator)
    client_of(emulator, "sqs").create_queue(QueueName="the-last-thing-written")
    wait_for_snapshot(fresh_state, "the-last-thing-written", "sqs")
    client_of(emulator, "secretsmanager").put_secret_value(SecretId="s", SecretString="unsaved")
    psutil.Process(emulator.pid).kill()
    # A snapshot may have been taken between the call and the kill.
    saved = "unsaved" in (snapshots(fresh_state)[-1] / "secretsmanager.json").read_text()
    again = start(fresh_state)
    assert_filled(again.emulator, "unsaved" if saved else "first")
    assert any("did not end cleanly" in note for note in again.notes)
    assert any("as of 20" in note for note in again.notes)


def test_a_damaged_snapshot_is_never_loaded(fresh_state: State) -> None:
    emulator = start(fresh_state).emulator
    fill(emulator)
    client_of(emulator, "sqs").create_queue(QueueName="all-is-there")
    wait_for_snapshot(fresh_state, "all-is-there", "sqs")
    psutil.Process(emulator.pid).kill()
    whole = snapshots(fresh_state)[-1]
    damaged = whole.with_name(f"{int(whole.name) + 1:012d}")
    shutil.copytree(whole, damaged)
    (damaged / "secretsmanager.json").write_text('{"half')
    again = start(fresh_state)
    assert_filled(again.emulator)
    assert damaged.name in again.notes[0]


@pytest.mark.parametrize(("path", "expected"), [("/", True), ("/_ministack/health", False)])
def test_what_a_request_does_after_a_snapshot_is_in_the_next(
    monkeypatch: pytest.MonkeyPatch, path: str, expected: bool
) -> None:
    changed = asyncio.Event()
    monkeypatch.setattr(behaviour, "_changed", changed)

    async def application(*_: Any) -> None:
        changed.clear()  # here a snapshot is taken

    asyncio.run(behaviour._watched(application)({"type": "http", "path": path}, None, None))  # type: ignore[arg-type]
    assert changed.is_set() is expected


def test_secrets_are_readable_by_their_owner_alone(fresh_state: State) -> None:
    fill(start(fresh_state).emulator)
    wait_for_snapshot(fresh_state, "first")
    process.stop(fresh_state)
    open_to_others = [
        path
        for path in fresh_state.folder.rglob("*")
        if not path.is_symlink() and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    assert open_to_others == []


def test_a_wipe_forgets_everything(fresh_state: State) -> None:
    fill(start(fresh_state).emulator)
    process.stop(fresh_state)
    fresh_state.wipe()
    again = start(fresh_state)
    assert again.notes == ()
    assert client_of(again.emulator, "s3").list_buckets()["Buckets"] == []
    assert client_of(again.emulator, "secretsmanager").list_secrets()["SecretList"] == []


def test_one_that_waits_for_a_lock_in_vain_is_given_up_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(behaviour, "_write_and_exit", lambda: time.sleep(600))
    monkeypatch.setattr(behaviour, "_SECONDS_STUCK", 0.1)
    succeeded, cost = asyncio.run(behaviour._take())
    assert not succeeded
    assert cost < 10


def test_one_that_waits_for_the_processor_costs_only_what_it_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow() -> None:
        time.sleep(0.5)
        os._exit(0)

    monkeypatch.setattr(behaviour, "_write_and_exit", slow)
    succeeded, cost = asyncio.run(behaviour._take())
    assert succeeded
    assert cost < 0.3
