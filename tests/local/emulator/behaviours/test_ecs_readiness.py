"""How long a task may take until it listens where its load balancer asks."""

from __future__ import annotations

from typing import Any

import pytest

from stratiform.local.emulator.behaviours import ecs_readiness

HOST = "127.0.0.2"


@pytest.fixture
def other_port_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Port 2772 of the task listens at once; 8080 at the third look. Nobody waits for what is elsewhere."""
    looks = iter((False, False, True))
    monkeypatch.setattr(ecs_readiness, "_ELSEWHERE_SECONDS", 0.0)
    monkeypatch.setattr(ecs_readiness, "_accepts", lambda host, port: next(looks))
    monkeypatch.setattr(ecs_readiness, "_listening", lambda host: ["2772 of loopback only"])
    monkeypatch.setattr(ecs_readiness, "_essential_ended", lambda task, client: False)
    monkeypatch.setattr(ecs_readiness.tasks, "active", lambda task: True)
    monkeypatch.setattr(ecs_readiness.tasks, "address", lambda task: HOST)
    monkeypatch.setattr(ecs_readiness.private, "get", lambda *names: lambda: None)


def task(*names: str) -> dict[str, Any]:
    return {"taskArn": "arn", "containers": [{"name": name} for name in names]}


@pytest.mark.usefixtures("other_port_listens")
def test_a_container_that_listens_elsewhere_fails_soon_and_says_where() -> None:
    failed = ecs_readiness._wait(task("page"), [8080], 60.0)
    assert failed is not None
    assert failed.endswith("nothing listens on port 8080 of the task, it listens on 2772 of loopback only")


@pytest.mark.usefixtures("other_port_listens")
def test_beside_a_sidecar_that_listens_an_application_has_all_its_time() -> None:
    assert ecs_readiness._wait(task("page", "config-agent"), [8080], 60.0) is None
