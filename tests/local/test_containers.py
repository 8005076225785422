"""`strat up` starts the engine for what needs one, and its databases are there again at the next."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from stratiform.assembly import read
from stratiform.errors import EngineFailed, WrongUse
from stratiform.local import containers, deployment
from stratiform.local.container_host import Choice, chosen, remember
from stratiform.local.down import down
from stratiform.local.engine import process as engine
from stratiform.local.events import silent
from stratiform.local.source import source
from stratiform.local.state import State
from stratiform.local.target import Target
from stratiform.local.up import Request, Running, up

DATABASE = {
    "Type": "AWS::RDS::DBInstance",
    "Properties": {
        "Engine": "postgres",
        "EngineVersion": "12.1",
        "DBInstanceClass": "db.t4g.micro",
        "DBName": "orders",
        "MasterUsername": "owner",
        "MasterUserPassword": "a-password",
    },
}
QUEUE = {"Type": "AWS::SQS::Queue"}


def template(folder: Path, **resources: Any) -> Path:
    outputs = {"Port": {"Value": {"Fn::GetAtt": "Database.Endpoint.Port"}}} if "Database" in resources else {}
    path = folder / "template.json"
    path.write_text(json.dumps({"Resources": resources, "Outputs": outputs}))
    return path


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        (DATABASE, True),
        ({"Type": "AWS::ECS::Service", "Properties": {}}, True),
        ({"Type": "AWS::Lambda::Function", "Properties": {"PackageType": "Image"}}, True),
        ({"Type": "AWS::Lambda::Function", "Properties": {"Runtime": "python3.13"}}, False),
        (QUEUE, False),
    ],
)
def test_an_engine_is_needed_for_containers_alone(tmp_path: Path, resource: Any, expected: bool) -> None:
    assert containers.needed(read(template(tmp_path, Database=resource))) is expected


def test_the_engine_asked_for_is_remembered_and_not_changed_under_a_running_app(
    tmp_path: Path, installed: Callable[..., str]
) -> None:
    state = State.of(tmp_path)
    host = installed()
    assert containers.choose(state, None, running=False) == Choice("process")
    containers.choose(state, "docker", running=False)
    expected = Choice("docker", host, "host.docker.internal")
    assert chosen(state) == containers.choose(state, None, running=True) == expected
    with pytest.raises(WrongUse, match="up with the docker engine"):
        containers.choose(state, "process", running=True)


@pytest.mark.parametrize(
    ("type_", "refused"),
    [("AWS::RDS::DBCluster", True), ("AWS::ECS::Service", False)],
    ids=["rows", "no rows"],
)
def test_rows_of_one_engine_are_not_left_behind_by_the_other(
    tmp_path: Path, installed: Callable[..., str], type_: str, refused: bool
) -> None:
    state, here = State.of(tmp_path), Target("000000000000", "us-east-1")
    placed = deployment.Placed("Shop", "It", "Shop/It", type_, "it", here)
    deployment.save(state, deployment.Deployment("http://127.0.0.1:1", here, resources=(placed,)))
    installed()
    if not refused:
        assert containers.choose(state, "docker", running=False).kind == "docker"
        return
    with pytest.raises(WrongUse, match="kept for the process engine"):
        containers.choose(state, "docker", running=False)
    assert containers.choose(state, "process", running=False).kind == "process"


def test_a_docker_that_is_gone_is_told_before_anything_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = State.of(tmp_path)
    remember(state, Choice("docker", f"unix://{tmp_path}/gone.sock"))
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/gone.sock")
    with pytest.raises(EngineFailed, match="No Docker or Podman"):
        containers.choose(state, None, running=False)


def test_a_machine_without_docker_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/nothing.sock")
    with pytest.raises(EngineFailed, match="No Docker or Podman"):
        containers.choose(State.of(tmp_path), "docker", running=False)


@pytest.fixture
def bring_up(tmp_path: Path) -> Iterator[Callable[[Path], Running]]:
    def bring_up_(path: Path) -> Running:
        return up(Request(source(path)), lambda: path, silent)

    try:
        yield bring_up_
    finally:
        down(State.of(tmp_path))


def rows(running: Running) -> list[Any]:
    """What the table has after one more row."""
    deadline = time.monotonic() + 60
    while True:
        try:
            connection = psycopg2.connect(
                host="localhost",
                port=running.outputs["Port"],
                user="owner",
                password="a-password",
                dbname="orders",
            )
            break
        except psycopg2.OperationalError:
            assert time.monotonic() < deadline
            time.sleep(0.1)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE IF NOT EXISTS kept (id serial); INSERT INTO kept DEFAULT VALUES")
            cursor.execute("SELECT id FROM kept ORDER BY id")
            return [row[0] for row in cursor.fetchall()]
    finally:
        connection.close()


@pytest.mark.local
def test_rows_are_there_again_at_the_next_up(tmp_path: Path, bring_up: Callable[[Path], Running]) -> None:
    state = State.of(tmp_path)
    first = bring_up(template(tmp_path, Queue=QUEUE))
    assert engine.find(state) is None
    first = bring_up(template(tmp_path, Queue=QUEUE, Database=DATABASE))
    assert any("in place of 12" in note for note in first.notes)
    assert rows(first) == [1]
    assert down(state)
    assert engine.find(state) is None
    again = bring_up(template(tmp_path, Queue=QUEUE, Database=DATABASE))
    assert again.outputs["Port"] == first.outputs["Port"]
    assert rows(again) == [1, 2]
