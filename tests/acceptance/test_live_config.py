"""`strat up blueprints/live_config`: flags and a password change, and the page shows it, with no restart."""

from __future__ import annotations

import json
import threading
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psutil
import pytest

from acceptance.running import ROOT, Running, copied, running
from acceptance.test_recovery import processes_of
from processes import words
from waiting import PATIENCE, until

pytestmark = [pytest.mark.synth, pytest.mark.local]


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("up") / "live_config"
    yield from running(copied(ROOT / "blueprints/live_config", folder))


def state(live: Running) -> dict[str, Any]:
    with urllib.request.urlopen(f"{live.outputs['Url']}/state", timeout=60) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def deployed(live: Running, strategy: str = "", **flags: dict[str, Any]) -> int:
    """Deploy these flags, at once unless by another strategy (its id); the deployment's number."""
    appconfig = live.client("appconfig")
    application, profile = live.outputs["ApplicationId"], live.outputs["ProfileId"]
    content = {"version": "1", "flags": {name: {"name": name} for name in flags}, "values": flags}
    version = appconfig.create_hosted_configuration_version(
        ApplicationId=application,
        ConfigurationProfileId=profile,
        Content=json.dumps(content).encode(),
        ContentType="application/json",
    )["VersionNumber"]
    strategies = appconfig.list_deployment_strategies()["Items"]
    [own] = [each["Id"] for each in strategies if each["Name"] == "live-config-local-flags"]
    number: int = appconfig.start_deployment(
        ApplicationId=application,
        EnvironmentId=live.outputs["EnvironmentId"],
        ConfigurationProfileId=profile,
        ConfigurationVersion=str(version),
        DeploymentStrategyId=strategy or own,
    )["DeploymentNumber"]
    return number


def test_a_deployed_flag_is_on_the_page_without_a_restart(live: Running) -> None:
    before = state(live)
    assert before["flags"] == {"banner": {"enabled": True, "text": "Hello"}, "beta": {"enabled": False}}
    assert before["flags in the file"] == before["flags"]
    deployed(live, banner={"enabled": True, "text": "Changed"}, beta={"enabled": True})
    until(lambda: state(live)["flags"]["beta"]["enabled"], seconds=30)  # the poll is each 45 s
    after = state(live)
    assert after["flags"]["banner"] == {"enabled": True, "text": "Changed"}
    assert after["process"] == before["process"]


def test_the_file_changes_as_a_whole_while_it_is_read(live: Running) -> None:
    [file] = live.app.folder.glob(".stratiform/local/tmp/tasks/*/config-files/flags.json")
    until(
        lambda: (now := state(live))["flags in the file"] == now["flags"]
    )  # what was served goes to files next
    done, seen = threading.Event(), set[tuple[str, str]]()

    def read() -> None:
        while not done.is_set():
            found = json.loads(file.read_text())
            seen.add((found["banner"].get("text", ""), found["beta"].get("text", "")))

    with ThreadPoolExecutor(1) as reader:
        reading = reader.submit(read)
        try:
            for number in range(3):
                flag = {"enabled": True, "text": str(number) * 1000}
                deployed(live, banner=flag, beta=flag)
                both = (flag["text"], flag["text"])
                until(lambda both=both: both in seen or reading.done(), seconds=30)
        finally:
            done.set()
        reading.result()
    assert seen - {("Changed", "")} <= {(str(number) * 1000,) * 2 for number in range(3)}
    assert state(live)["flags in the file"] == state(live)["flags"]


def test_the_alarm_of_the_page_takes_a_version_back(live: Running) -> None:
    appconfig, before = live.client("appconfig"), state(live)["flags"]
    strategy = appconfig.create_deployment_strategy(
        Name="bakes",
        DeploymentDurationInMinutes=0,
        GrowthFactor=100,
        FinalBakeTimeInMinutes=60,
        ReplicateTo="NONE",
    )["Id"]
    flag = {"enabled": True, "text": "Wrong"}
    number = deployed(live, strategy, banner=flag, beta=flag)
    poll = 45  # seconds; what is not complete has no event
    until(lambda: state(live)["flags"] == {"banner": flag, "beta": flag}, seconds=poll + PATIENCE)
    live.client("cloudwatch").set_alarm_state(
        AlarmName="live-config-local-page-errors", StateValue="ALARM", StateReason="5xx"
    )
    until(lambda: state(live)["flags"] == before, seconds=30)
    deployment = appconfig.get_deployment(
        ApplicationId=live.outputs["ApplicationId"],
        EnvironmentId=live.outputs["EnvironmentId"],
        DeploymentNumber=number,
    )
    assert deployment["State"] == "ROLLED_BACK"


def test_the_database_survives_the_rotation_of_its_password(live: Running) -> None:
    before = state(live)
    assert before["database"] is True
    live.client("secretsmanager").rotate_secret(SecretId=live.outputs["SecretArn"])
    until(lambda: state(live)["password version"] != before["password version"])
    for _ in range(20):
        assert state(live)["database"] is True
    assert state(live)["process"] == before["process"]


def test_no_value_is_in_a_log(live: Running) -> None:
    secret = live.client("secretsmanager").get_secret_value(SecretId=live.outputs["SecretArn"])
    password = json.loads(secret["SecretString"])["password"]
    told = live.app.strat("logs").stdout
    assert "retrieved initial data" in told
    assert password not in told


def test_a_task_that_ends_takes_its_queue_with_it(live: Running) -> None:
    sqs, ecs = live.client("sqs"), live.client("ecs")

    def queues() -> set[str]:
        return set(sqs.list_queues(QueueNamePrefix="cfg-").get("QueueUrls", ()))

    [before] = until(queues)
    [cluster] = ecs.list_clusters()["clusterArns"]
    [task] = ecs.list_tasks(cluster=cluster)["taskArns"]
    ecs.stop_task(cluster=cluster, task=task)
    until(lambda: queues() and before not in queues())


def test_the_janitor_removes_the_queue_of_a_killed_task(live: Running) -> None:
    sqs = live.client("sqs")

    def queues() -> set[str]:
        return set(sqs.list_queues(QueueNamePrefix="cfg-").get("QueueUrls", ()))

    def agents() -> list[psutil.Process]:
        return [each for each in processes_of(live.app) if "stratiform.agent" in words(each)]

    def settled() -> tuple[str, psutil.Process] | None:
        """The queue and the agent of the one task, once those of the task before are gone."""
        listed, running = queues(), agents()
        return (*listed, *running) if len(listed) == len(running) == 1 else None

    before, agent = until(settled)
    agent.kill()
    until(lambda: queues() and before not in queues())
