"""`strat status` and `strat logs` tell of a service and its tasks."""

from __future__ import annotations

from typing import Any

import pytest

from local.emulator.ecs.conftest import ACCOUNT, REGION, SERVER
from stratiform.local.cloud import Cloud
from stratiform.local.deployment import Deployment, Placed
from stratiform.local.logs import Tail, groups
from stratiform.local.services import services
from stratiform.local.target import Target
from waiting import until

pytestmark = pytest.mark.local
HERE = Target(ACCOUNT, REGION)


def test_a_services_tasks_and_its_log_groups_are_told_by_its_path(containers: Any) -> None:
    image = containers.image(f"VERSION = 'listed'\n{SERVER}")
    assert containers.deploy("listed", containers.template("listed", image)) == "CREATE_COMPLETE"
    arn = f"arn:aws:ecs:{REGION}:{ACCOUNT}:service/listed/listed"
    placed = Placed("listed", "Service", "App/Web/Service", "AWS::ECS::Service", arn, HERE)
    deployment = Deployment(containers.emulator.endpoint, HERE, resources=(placed,))
    (service,) = services(deployment)
    assert (service.path, service.desired, service.running) == ("App/Web/Service", 1, 1)
    (task,) = service.tasks
    assert task.status == "RUNNING"
    assert task.address.startswith("10.77.")
    cloud = Cloud(containers.emulator.endpoint, HERE)
    try:
        (group,) = groups(deployment, cloud, "Web/Service")
        assert group.name == "/test/listed"
        tail = Tail((group,), cloud, since=0)
        until(lambda: any("serving" in line.text for line in tail.poll()))
    finally:
        cloud.close()


def test_what_does_not_answer_has_no_services() -> None:
    placed = Placed("told", "Service", "App/Service", "AWS::ECS::Service", "a/b/c", HERE)
    assert services(Deployment("http://127.0.0.1:9", HERE, resources=(placed,))) == ()
