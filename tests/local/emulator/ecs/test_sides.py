"""Old and new tasks are never in the same target group while traffic shifts."""

from __future__ import annotations

from stratiform.local.emulator.ecs import sides


def deployment(id: str, state: str = "IN_PROGRESS") -> dict[str, str]:
    return {"id": id, "rolloutState": state}


def test_each_deployment_is_on_the_side_that_production_is_not() -> None:
    first = deployment("first")
    service = {"deployments": [first]}
    assert not sides.is_alternate(service, first)
    sides.took_production(service, first)
    for number in range(3):
        new = deployment(f"new {number}")
        service["deployments"].insert(0, new)
        assert sides.is_alternate(service, new) == (number % 2 == 0)
        assert sides.production(service) is not new
        sides.took_production(service, new)
        assert sides.production(service) is new
        service["deployments"] = [new]


def test_one_that_rolled_before_has_production_and_its_target_group() -> None:
    old, new = deployment("old", "COMPLETED"), deployment("new")
    service = {"deployments": [new, old]}
    assert sides.production(service) is old
    assert sides.is_alternate(service, new)
    assert not sides.is_alternate(service, old)


def test_one_that_overtakes_another_takes_its_side() -> None:
    old, overtaken, new = deployment("old", "COMPLETED"), deployment("overtaken"), deployment("new")
    service = {"deployments": [overtaken, old]}
    assert sides.is_alternate(service, overtaken)
    service["deployments"].insert(0, new)
    assert sides.is_alternate(service, new)
    assert sides.production(service) is old
