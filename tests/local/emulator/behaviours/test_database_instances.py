"""A database of a template takes logins with what its secret says, changes with it and goes with it."""

from __future__ import annotations

import os
import signal
from typing import Any

import psycopg2
import pytest

from stratiform.local.emulator import process, snapshot
from stratiform.local.emulator.process import Emulator
from stratiform.local.engine import process as engine
from stratiform.local.state import State

from ...conftest import ACCOUNT, REGION, LocalCloud, client_of
from ..conftest import Stack, until
from .databases import ask, created, instance, secret

pytestmark = pytest.mark.local

OUTPUTS = {
    "Secret": {"Ref": "Secret"},
    "Host": {"Fn::GetAtt": "Database.Endpoint.Address"},
    "Port": {"Fn::GetAtt": "Database.Endpoint.Port"},
    "Ref": {"Ref": "Database"},
}


@pytest.fixture
def up(container_cloud: LocalCloud, stack: Stack) -> Any:
    return lambda resources: stack.up(resources, OUTPUTS)


def test_the_secret_opens_the_database(up: Any, container_cloud: LocalCloud) -> None:
    outputs = up(instance())
    known = secret(container_cloud, outputs["Secret"])
    assert (known["host"], str(known["port"])) == (outputs["Host"], outputs["Port"])
    assert ask(known, "SELECT current_user || ' of ' || current_database()") == "owner of orders"
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        ask({**known, "password": "wrong"}, "SELECT 1")
    described = container_cloud.client("rds").describe_db_instances(DBInstanceIdentifier=outputs["Ref"])
    (found,) = described["DBInstances"]
    assert (found["DBInstanceStatus"], found["Endpoint"]["Port"]) == ("available", known["port"])
    assert found["EngineVersion"] == "16.4"


def test_what_is_deleted_leaves_no_data_to_the_next_of_its_name(
    up: Any, stack: Stack, container_cloud: LocalCloud
) -> None:
    named = instance(DBInstanceIdentifier="named-again")
    known = secret(container_cloud, up(named)["Secret"])
    ask(known, "CREATE TABLE kept (id int)")
    stack.down()
    with pytest.raises(psycopg2.OperationalError, match="refused"):
        ask(known, "SELECT 1")
    again = secret(container_cloud, up(named)["Secret"])
    assert ask(again, "SELECT to_regclass('kept')") is None


def test_another_password_in_the_template_is_the_databases(up: Any, container_cloud: LocalCloud) -> None:
    outputs = up(instance(MasterUserPassword="first-password"))
    known = {**secret(container_cloud, outputs["Secret"]), "password": "first-password"}
    ask(known, "CREATE TABLE kept (id int)")
    up(instance(MasterUserPassword="second-password"))
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        ask(known, "SELECT 1")
    assert ask({**known, "password": "second-password"}, "SELECT to_regclass('kept')") == "kept"


def test_a_password_that_rds_manages_is_in_its_secret(up: Any, stack: Stack) -> None:
    resources = instance(ManageMasterUserPassword=True, MasterUsername="owner")
    del resources["Database"]["Properties"]["MasterUserPassword"], resources["Attached"], resources["Secret"]
    outputs = stack.up(
        resources,
        {name: OUTPUTS[name] for name in ("Host", "Port")}
        | {"Secret": {"Fn::GetAtt": "Database.MasterUserSecret.SecretArn"}},
    )
    known = {"host": outputs["Host"], "port": outputs["Port"], "dbname": "orders"}
    assert ask(secret(stack.cloud, outputs["Secret"]) | known, "SELECT 1") == 1


def test_a_database_that_cannot_start_fails_the_stack_with_the_reason(up: Any, stack: Stack) -> None:
    resources = instance(DBParameterGroupName={"Ref": "Group"})
    with pytest.raises(AssertionError, match="no_such_parameter"):
        up(resources | group(no_such_parameter="1"))


def group(**parameters: str) -> dict[str, Any]:
    properties = {"Family": "postgres16", "Description": "of the test", "Parameters": parameters}
    return {"Group": {"Type": "AWS::RDS::DBParameterGroup", "Properties": properties}}


def test_parameters_are_the_servers_and_change_with_their_group(up: Any, container_cloud: LocalCloud) -> None:
    resources = instance(DBParameterGroupName={"Ref": "Group"})
    outputs = up(resources | group(work_mem="8192", shared_buffers="{DBInstanceClassMemory/32768}"))
    known = secret(container_cloud, outputs["Secret"])
    assert ask(known, "SHOW work_mem") == "8MB"
    up(resources | group(work_mem="16384"))
    assert ask(known, "SHOW work_mem") == "16MB"


def test_tls_is_required_unless_the_group_says_otherwise(up: Any, container_cloud: LocalCloud) -> None:
    known = secret(container_cloud, up(instance())["Secret"])
    assert ask(known, "SELECT 1", sslmode="require") == 1
    with pytest.raises(psycopg2.OperationalError):
        ask(known, "SELECT 1", sslmode="disable")
    plain = instance(DBParameterGroupName={"Ref": "Group"}) | group(**{"rds.force_ssl": "0"})
    known = secret(container_cloud, up(plain)["Secret"])
    assert ask(known, "SELECT 1", sslmode="disable") == 1


@pytest.fixture
def own_cloud(fresh_state: State) -> Any:
    """Start, or start again, an emulator and an engine of this test alone."""

    def start() -> Emulator:
        engine.start(fresh_state)
        return process.start(fresh_state, port=None, account=ACCOUNT, region=REGION).emulator

    try:
        yield start
    finally:
        process.stop(fresh_state)
        engine.stop(fresh_state)


@pytest.mark.parametrize("way", ["stopped", "killed"])
def test_rows_outlive_the_run(own_cloud: Any, fresh_state: State, way: str) -> None:
    emulator = own_cloud()
    outputs = created(emulator, instance(), OUTPUTS)
    known = secret(LocalCloud(fresh_state, emulator), outputs["Secret"])
    ask(known, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)")
    if way == "stopped":
        process.stop(fresh_state)
        engine.stop(fresh_state)
    else:
        until(lambda: _is_saved(fresh_state), True)
        ask(known, "INSERT INTO kept VALUES (8)")
        running = engine.find(fresh_state)
        assert running is not None
        os.kill(emulator.pid, signal.SIGKILL)
        os.kill(running.pid, signal.SIGKILL)
    again = own_cloud()
    until(lambda: _answers(known), True)
    assert ask(known, "SELECT count(*) FROM kept") == (1 if way == "stopped" else 2)
    found = client_of(again, "rds").describe_db_instances(DBInstanceIdentifier=outputs["Ref"])
    assert found["DBInstances"][0]["Endpoint"]["Port"] == known["port"]


def test_a_killed_engine_comes_back_with_its_databases(own_cloud: Any, fresh_state: State) -> None:
    emulator = own_cloud()
    known = secret(LocalCloud(fresh_state, emulator), created(emulator, instance(), OUTPUTS)["Secret"])
    ask(known, "CREATE TABLE kept (id int)")
    running = engine.find(fresh_state)
    assert running is not None
    os.kill(running.pid, signal.SIGKILL)
    until(lambda: (found := engine.find(fresh_state)) is not None and found.pid != running.pid, True)
    until(lambda: _answers(known), True)
    assert ask(known, "SELECT to_regclass('kept')") == "kept"


def _is_saved(state: State) -> bool:
    """Whether the newest whole snapshot has the stack complete: what a kill leaves is that."""
    found, _ = snapshot.newest(state.folder / "data" / "snapshots")
    return (
        found is not None
        and b'"StackStatus": "CREATE_COMPLETE"' in (found.folder / "cloudformation.json").read_bytes()
    )


def _answers(known: dict[str, Any]) -> bool:
    try:
        return bool(ask(known, "SELECT true"))
    except psycopg2.OperationalError:
        return False
