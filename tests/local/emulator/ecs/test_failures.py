"""What keeps failing is started ever more slowly, and counted from the first deployment on."""

from __future__ import annotations

import time

import pytest

from local.emulator.ecs.conftest import PYTHON
from stratiform.local.emulator.behaviours.ecs_run_options import health_check
from stratiform.local.emulator.behaviours.ecs_task_order import order
from stratiform.local.emulator.ecs import failures
from waiting import until


def test_the_first_failures_cost_no_time_and_the_next_ever_more():
    delays = []
    for _ in range(7):
        failures.failed("doubling", "why", started=time.time())
        delays.append(failures.delay("doubling"))
    assert delays == [0, 0, 1, 2, 4, 7.5, 7.5] or delays == sorted(delays)
    assert delays[:2] == [0, 0]
    assert delays[-1] > 4


def test_a_long_run_is_forgiven():
    for _ in range(6):
        failures.failed("forgiven", "why", started=time.time())
    failures.failed("forgiven", "after a day", started=time.time() - 86400)
    assert failures.delay("forgiven") == 0
    assert failures.are_enough("forgiven")
    assert failures.reason("forgiven") == "after a day"


def test_what_never_failed_waits_for_nothing():
    assert (failures.delay("new"), failures.are_enough("new"), failures.reason("new")) == (0, False, "")


def test_a_deployment_is_given_up_after_three_failures_or_one_that_had_all_its_time():
    failures.failed("crashing", "why", started=time.time())
    failures.failed("crashing", "why", started=time.time())
    assert not failures.are_enough("crashing")
    failures.failed("crashing", "why", started=time.time())
    failures.failed("ill", "why", started=time.time(), conclusive=True)
    assert failures.are_enough("crashing")
    assert failures.are_enough("ill")


@pytest.mark.parametrize(
    ("definitions", "expected"),
    [
        ([("a", []), ("b", [])], ["a", "b"]),
        ([("web", ["init", "proxy"]), ("proxy", []), ("init", [])], ["proxy", "init", "web"]),
        ([("a", ["b"]), ("b", ["c"]), ("c", [])], ["c", "b", "a"]),
        ([("a", ["b"]), ("b", ["a"])], ["a", "b"]),
        ([("a", ["missing"])], ["a"]),
    ],
)
def test_containers_come_after_what_they_need(definitions, expected):
    written = [{"name": n, "dependsOn": [{"containerName": d} for d in needs]} for n, needs in definitions]
    assert order(written) == expected


def test_a_health_check_is_in_dockers_words():
    assert health_check({"command": ["CMD-SHELL", "x"], "interval": 5, "startPeriod": 2}) == {
        "test": ["CMD-SHELL", "x"],
        "interval": 5 * 10**9,
        "timeout": 5 * 10**9,
        "retries": 3,
        "start_period": 2 * 10**9,
    }
    assert health_check(None) is None


def _crashing(containers, name: str, **deployment):
    ecs = containers.client("ecs")
    ecs.create_cluster(clusterName=name)
    # A shell: Python may take longer to end than a task without a health check is watched.
    image = containers.image("", dockerfile=f'FROM {PYTHON}\nCMD ["sh", "-c", "exit 1"]\n')
    family = ecs.register_task_definition(
        family=name,
        networkMode="awsvpc",
        containerDefinitions=[{"name": "main", "image": image, "memory": 128}],
    )["taskDefinition"]["taskDefinitionArn"]
    ecs.create_service(
        cluster=name,
        serviceName=name,
        taskDefinition=family,
        desiredCount=1,
        deploymentConfiguration=deployment,
    )
    return ecs


@pytest.mark.local
def test_a_crashing_service_without_a_circuit_breaker_is_slowed_down(containers):
    ecs = _crashing(containers, "slowed")
    until(lambda: len(ecs.list_tasks(cluster="slowed", desiredStatus="STOPPED")["taskArns"]) >= 2)
    time.sleep(5)
    stopped = len(ecs.list_tasks(cluster="slowed", desiredStatus="STOPPED")["taskArns"])
    assert 2 <= stopped <= 6
    ecs.delete_service(cluster="slowed", service="slowed", force=True)


@pytest.mark.local
def test_the_circuit_breaker_ends_a_first_deployment(containers):
    breaker = {"deploymentCircuitBreaker": {"enable": True, "rollback": True}}
    ecs = _crashing(containers, "broken", **breaker)

    def state():
        service = ecs.describe_services(cluster="broken", services=["broken"])["services"][0]
        return service["deployments"][0]["rolloutState"] == "FAILED" and service

    service = until(state)
    assert "circuit breaker" in service["deployments"][0]["rolloutStateReason"]
    before = len(ecs.list_tasks(cluster="broken", desiredStatus="STOPPED")["taskArns"])
    time.sleep(2)
    assert len(ecs.list_tasks(cluster="broken", desiredStatus="STOPPED")["taskArns"]) == before


def test_why_an_image_cannot_be_had_is_told_without_the_answer_around_it():
    wrapped = (
        "CannotPullContainerError: 404 Client Error for http+docker://localhost/v1.44/images/a%40sha256:9b/json:"
        ' Not Found ("No such image: a@sha256:9b: uv pip install failed ("no network") (Dockerfile:4).")'
    )
    assert failures.plain(wrapped) == (
        'CannotPullContainerError: uv pip install failed ("no network") (Dockerfile:4).'
    )
    unparsed = (
        'CannotPullContainerError: 404 Client Error for http+docker://x: Not Found ("no instruction FORM")'
    )
    assert failures.plain(unparsed) == "CannotPullContainerError: no instruction FORM"
    assert failures.plain("Essential container in task exited") == "Essential container in task exited"
