"""What is kept, what is lost, and what is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from acceptance.running import STRAT, App, Running, copied, eventually
from acceptance.test_items_api import answered, item_url
from processes import words
from stratiform.local.emulator import snapshot

pytestmark = [pytest.mark.synth, pytest.mark.local]
SMALL = """\
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
Outputs:
  TableName: {Value: !Ref Table}
"""


@pytest.fixture
def small(tmp_path: Path) -> Iterator[App]:
    """One table, from a template: quick to bring up and down."""
    app = App(tmp_path / "small")
    app.folder.mkdir()
    (app.folder / "template.yaml").write_text(SMALL)
    yield app
    app.strat("down", "template.yaml", "--wipe", check=None)


def up(app: App) -> Running:
    return Running(app, app.json("up", "template.yaml", "--detach"))


def put(running: Running, id: str) -> None:
    running.client("dynamodb").put_item(TableName=running.outputs["TableName"], Item={"id": {"S": id}})


def ids(running: Running) -> set[str]:
    rows = running.client("dynamodb").scan(TableName=running.outputs["TableName"])["Items"]
    return {row["id"]["S"] for row in rows}


def processes_of(app: App) -> list[psutil.Process]:
    """Every process that runs in the app's folder, names it, or has it in its environment."""
    found = []
    for process in psutil.process_iter():
        try:
            told = [process.cwd(), *process.cmdline(), *process.environ().values()]
        except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
            continue
        if process.pid != os.getpid() and any(str(app.folder) in text for text in told):
            found.append(process)
    return found


def test_data_survives_down_and_ends_with_wipe(small: App) -> None:
    put(up(small), "kept")
    small.strat("down", "template.yaml")
    assert ids(up(small)) == {"kept"}
    small.strat("down", "template.yaml", "--wipe")
    assert ids(up(small)) == set()


def test_down_leaves_no_process(small: App) -> None:
    up(small)
    assert processes_of(small)
    small.strat("down", "template.yaml")
    assert processes_of(small) == []


def test_after_a_kill_the_next_up_restores_and_says_what_it_could_not(small: App) -> None:
    first = up(small)
    put(first, "old")
    snapshots = small.folder / ".stratiform" / "local" / "data" / "snapshots"

    def is_saved() -> bool:
        found, _ = snapshot.newest(snapshots)  # one that is not whole yet does not come back
        return found is not None and b"old" in (found.folder / "dynamodb.json").read_bytes()

    eventually(is_saved)
    for process in processes_of(small):
        process.kill()
    second = up(small)
    assert ids(second) == {"old"}
    assert any("back as of" in note for note in second.document["notes"])


def test_the_address_stays_the_same(small: App) -> None:
    first = up(small).document["endpoint"]
    small.strat("down", "template.yaml")
    assert up(small).document["endpoint"] == first


def test_two_apps_are_up_at_once(small: App, tmp_path: Path) -> None:
    other = copied(small.folder, tmp_path / "other")
    try:
        first, second = up(small), up(other)
        put(first, "first")
        assert first.document["endpoint"] != second.document["endpoint"]
        assert (ids(first), ids(second)) == ({"first"}, set())
    finally:
        other.strat("down", "template.yaml", "--wipe")


@pytest.mark.parametrize("signal_", [signal.SIGINT, signal.SIGTERM])
def test_ending_a_foreground_up_leaves_nothing_running(small: App, signal_: signal.Signals) -> None:
    log = small.folder / "up.log"
    with log.open("w") as stream:
        foreground = subprocess.Popen(
            [STRAT, "up", "template.yaml"],
            cwd=small.folder,
            stdout=stream,
            stderr=stream,
            stdin=subprocess.DEVNULL,
        )
        eventually(lambda: "Ctrl-C" in log.read_text())
        foreground.send_signal(signal_)
        foreground.wait(timeout=60)
    assert processes_of(small) == []
    assert "Traceback" not in log.read_text()


def test_a_killed_up_is_recovered_by_the_next(small: App) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "stratiform.cli.main", "up", "template.yaml"],
        cwd=small.folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    ) as foreground:
        eventually(lambda: any("emulator" in " ".join(words(p)) for p in processes_of(small)))
        foreground.kill()
    put(running := up(small), "after")
    assert ids(running) == {"after"}


def test_items_stay_after_a_second_up_of_the_same_definition(items_api: Running) -> None:
    _, _, item = answered(item_url(items_api))
    again = Running(items_api.app, items_api.app.json("up", "--detach"))
    assert again.outputs == items_api.outputs
    found = again.client("dynamodb").get_item(
        TableName=again.outputs["TableName"], Key={"itemId": {"S": str(item["itemId"])}}
    )
    assert "Item" in found
