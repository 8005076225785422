"""A service from its template: it starts, it is reached, it heals, scales, rolls over and stops."""

from __future__ import annotations

import os
import signal
import threading
import time
from datetime import UTC, datetime

import pytest
from botocore.exceptions import ClientError

from local.emulator.ecs.conftest import SERVER
from waiting import until

pytestmark = pytest.mark.local


def server(version: str) -> str:
    return f"VERSION = {version!r}\n{SERVER}"


def test_a_stack_is_complete_when_its_service_serves(containers):
    image = containers.image(server("one"))
    assert containers.deploy("serves", containers.template("serves", image)) == "CREATE_COMPLETE", (
        containers.reasons("serves")
    )
    answer = containers.get("serves")
    assert answer["version"] == "one"
    task = containers.tasks("serves")[0]
    assert task["lastStatus"] == "RUNNING"
    assert answer["env"]["AWS_REGION"] == "us-east-1"
    assert "HOME" in answer["env"]
    until(lambda: "request /" in containers.logs("/test/serves"))
    where = {"cluster": "serves", "task": task["taskArn"], "command": "ls", "interactive": True}
    with pytest.raises(ClientError, match=r"TargetNotConnected.*strat exec"):
        containers.client("ecs").execute_command(**where)


def test_a_killed_task_is_replaced_in_two_seconds(containers):
    image = containers.image(server("heals"))
    assert containers.deploy("heals", containers.template("heals", image)) == "CREATE_COMPLETE", (
        containers.reasons("heals")
    )

    def served_by():
        try:
            return containers.get("heals")["pid"]
        except OSError:
            return None

    def gap():
        """Seconds from the end of a killed task to the beginning of the next."""
        before = until(served_by)
        os.kill(before, signal.SIGKILL)
        until(lambda: served_by() not in (before, None))
        ended = max(task["stoppedAt"] for task in containers.tasks("heals", desiredStatus="STOPPED"))
        return (containers.tasks("heals")[0]["createdAt"] - ended).total_seconds()

    until(lambda: gap() < 2)  # a busy machine may hold up some of them, and a pause of ours all
    for stopped in containers.tasks("heals", desiredStatus="STOPPED"):
        assert stopped["containers"][0]["exitCode"] == 137
        assert stopped["stopCode"] == "EssentialContainerExited"


def test_scaling_adds_and_removes_tasks(containers):
    image = containers.image(server("scales"))
    assert containers.deploy("scales", containers.template("scales", image)) == "CREATE_COMPLETE"
    ecs = containers.client("ecs")

    def count(number):
        ecs.update_service(cluster="scales", service="scales", desiredCount=number)

    def running():
        tasks = containers.tasks("scales")
        return tasks if all(task["lastStatus"] == "RUNNING" for task in tasks) else []

    def delay():
        """Seconds from the call that asks for four to the beginning of the last of them."""
        until(lambda: len(running()) == 1)
        began = datetime.now(UTC)
        count(4)
        until(lambda: len(running()) == 4)
        begun = max(task["createdAt"] for task in running()) - began
        until(lambda: len({containers.get("scales")["pid"] for _ in range(40)}) == 4)
        count(1)
        until(lambda: len(containers.tasks("scales")) == 1)
        return begun.total_seconds()

    until(lambda: delay() < 4)  # a busy machine may hold up some of them, and a pause of ours all


def test_a_new_version_drops_no_request(containers):
    name = "rolls"
    assert (
        containers.deploy(name, containers.template(name, containers.image(server("old")), count=2))
        == "CREATE_COMPLETE"
    )
    seen, failed, done = [], [], threading.Event()

    def load():
        while not done.is_set():
            try:
                seen.append(containers.get(name)["version"])
            except Exception as error:
                failed.append(repr(error))
            time.sleep(0.02)

    thread = threading.Thread(target=load)
    thread.start()
    try:
        assert (
            containers.deploy(name, containers.template(name, containers.image(server("new")), count=2))
            == "UPDATE_COMPLETE"
        )
        until(lambda: len(seen) > 20 and set(seen[-20:]) == {"new"})
        time.sleep(1.5)
    finally:
        done.set()
        thread.join()
    assert failed == []
    assert "old" in seen


def test_a_program_that_crashes_at_its_start_fails_the_stack_with_its_own_words(containers):
    image = containers.image("import nonesuch_module\n")
    status = containers.deploy("crashes", containers.template("crashes", image))
    assert status == "ROLLBACK_COMPLETE"
    told = containers.reasons("crashes")
    assert "ModuleNotFoundError: No module named 'nonesuch_module'" in told
    assert "exited with code 1" in told


def test_a_program_on_another_port_fails_the_stack_and_says_which(containers):
    image = containers.image(server("elsewhere").replace('"0.0.0.0", 80', '"0.0.0.0", 9000'))
    status = containers.deploy("elsewhere", containers.template("elsewhere", image), seconds=120)
    assert status == "ROLLBACK_COMPLETE"
    assert "nothing listens on port 80 of the task, it listens on 9000" in containers.reasons("elsewhere")


def test_a_bad_version_is_rolled_back_and_the_old_one_serves_on(containers):
    name = "breaks"
    assert (
        containers.deploy(name, containers.template(name, containers.image(server("good"))))
        == "CREATE_COMPLETE"
    )
    status = containers.deploy(
        name, containers.template(name, containers.image("raise SystemExit('bad version')\n"))
    )
    assert status == "UPDATE_ROLLBACK_COMPLETE"
    assert "bad version" in containers.reasons(name)
    until(lambda: containers.get(name)["version"] == "good")
    time.sleep(1)
    assert containers.get(name)["version"] == "good"


def test_a_failed_deployment_leaves_the_old_tasks_where_nothing_rolls_it_back(containers):
    name = "spared"
    template = containers.template(name, containers.image(server("good")))
    configuration = template["Resources"]["Service"]["Properties"]["DeploymentConfiguration"]
    configuration["DeploymentCircuitBreaker"]["Rollback"] = False
    assert containers.deploy(name, template) == "CREATE_COMPLETE", containers.reasons(name)
    [before], ecs = containers.tasks(name), containers.client("ecs")
    bad = ecs.register_task_definition(
        family="bad",
        networkMode="awsvpc",
        containerDefinitions=[
            {"name": "web", "image": containers.image("raise SystemExit('bad version')\n"), "memory": 128}
        ],
    )["taskDefinition"]["taskDefinitionArn"]
    ecs.update_service(cluster=name, service=name, taskDefinition=bad)

    def states():
        [service] = ecs.describe_services(cluster=name, services=[name])["services"]
        return [each["rolloutState"] for each in service["deployments"]]

    until(lambda: "FAILED" in states())
    ecs.update_service(cluster=name, service=name, desiredCount=1)  # it looks at its tasks once more
    assert [task["taskArn"] for task in containers.tasks(name)] == [before["taskArn"]]
    assert containers.get(name)["version"] == "good"


def test_a_service_of_an_unknown_image_says_what_to_do_while_the_rest_runs(containers):
    assert containers.deploy("foreign", containers.template("foreign", "nginx:1.27")) == "CREATE_COMPLETE"
    ecs = containers.client("ecs")
    service = ecs.describe_services(cluster="foreign", services=["foreign"])["services"][0]
    assert (service["runningCount"], service["deployments"][0]["rolloutState"]) == (0, "FAILED")
    stopped = containers.tasks("foreign", desiredStatus="STOPPED")
    assert all("local.images" in task["stoppedReason"] for task in stopped)
    assert stopped
    assert containers.client("logs").describe_log_groups(logGroupNamePrefix="/test/foreign")["logGroups"]
    corrected = containers.template("foreign", containers.image(server("own")))
    assert containers.deploy("foreign", corrected) == "UPDATE_COMPLETE", containers.reasons("foreign")
    assert containers.get("foreign")["version"] == "own"


def test_a_running_service_is_not_replaced_by_an_unknown_image(containers):
    name = "known"
    known = containers.template(name, containers.image(server("good")))
    assert containers.deploy(name, known) == "CREATE_COMPLETE"
    assert containers.deploy(name, containers.template(name, "nginx:1.27")) == "UPDATE_ROLLBACK_COMPLETE"
    assert "local.images" in containers.reasons(name)
    until(lambda: containers.get(name)["version"] == "good")


def test_a_task_runs_without_a_sidecar_of_an_unknown_image(containers):
    sidecar = {"Name": "monitor", "Image": "example.com/monitor:7", "Essential": True}
    needs = [{"ContainerName": "monitor", "Condition": "START"}]
    template = containers.template(
        "beside", containers.image(server("alone")), Containers=[sidecar], DependsOn=needs
    )
    assert containers.deploy("beside", template) == "CREATE_COMPLETE", containers.reasons("beside")
    assert containers.get("beside")["version"] == "alone"
    ecs = containers.client("ecs")
    [task] = ecs.describe_tasks(cluster="beside", tasks=ecs.list_tasks(cluster="beside")["taskArns"])["tasks"]
    assert [each["name"] for each in task["containers"]] == ["web"]


def test_a_deleted_stack_leaves_no_process(containers):
    from stratiform.local.engine import orphans, process

    image = containers.image(server("gone"))
    assert containers.deploy("gone", containers.template("gone", image)) == "CREATE_COMPLETE"
    pid = containers.get("gone")["pid"]
    containers.client("cloudformation").delete_stack(StackName="gone")
    until(lambda: pid not in orphans.marked(orphans.ENGINE, str(containers.state.folder / process.FOLDER)))


def test_the_gateway_is_told_of_new_and_lost_targets(containers):
    from stratiform.local.emulator.behaviours.target_changes import FILE

    told = containers.state.folder / FILE
    told.parent.mkdir(exist_ok=True)
    image = containers.image(server("told"))
    assert containers.deploy("told", containers.template("told", image)) == "CREATE_COMPLETE"
    assert told.exists()
    told.unlink()
    containers.client("ecs").update_service(cluster="told", service="told", desiredCount=0)
    until(told.exists)


def test_a_service_that_never_gets_healthy_fails_its_stack_with_the_answer(containers):
    ill = server("ill").replace("send_response(200)", "send_response(500)")
    template = containers.template("ill", containers.image(ill))
    assert containers.deploy("ill", template, seconds=150) != "CREATE_COMPLETE"
    assert "Health checks failed with these codes: [500]" in containers.reasons("ill")


@pytest.mark.parametrize("breaker", [True, False], ids=["circuit breaker", "no circuit breaker"])
@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ("raise SystemExit('no licence')", "no licence"),
        (server("elsewhere").replace('"0.0.0.0", 80', '"0.0.0.0", 9999'), "it listens on 9999"),
    ],
    ids=["crashes", "listens elsewhere"],
)
def test_a_deployment_that_failed_goes_back_and_says_nothing_about_the_next(
    containers, breaker, broken, says
):
    name = f"again-{breaker}-{len(broken)}"

    def deployed(program):
        return containers.deploy(name, containers.template(name, containers.image(program), breaker=breaker))

    assert deployed(server("first")) == "CREATE_COMPLETE"
    assert deployed(broken) == "UPDATE_ROLLBACK_COMPLETE"
    assert says in containers.reasons(name)
    [service] = containers.client("ecs").describe_services(cluster=name, services=[name])["services"]
    assert service["taskDefinition"].endswith(":1")
    assert containers.get(name)["version"] == "first"
    assert deployed(server("second")) == "UPDATE_COMPLETE", containers.reasons(name)
    until(lambda: containers.get(name)["version"] == "second")
