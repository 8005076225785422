"""Tasks by size, processor, capacity provider and count."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import BillOf, Resources

X86, ARM, SPOT = 0.04048 + 2 * 0.004445, 0.03238 + 2 * 0.00356, 0.01214434 + 2 * 0.00133353
TASK = {"Cpu": "1024", "Memory": "2048", "RequiresCompatibilities": ["FARGATE"]}


def service(task: dict[str, Any] | None = None, /, **properties: Any) -> dict[str, tuple[str, Any]]:
    told = {"LaunchType": "FARGATE", "TaskDefinition": {"Ref": "T"}, **properties}
    return {"T": ("AWS::ECS::TaskDefinition", task or TASK), "S": ("AWS::ECS::Service", told)}


def strategy(*shares: tuple[str, int, int]) -> dict[str, Any]:
    return {
        "LaunchType": "",
        "CapacityProviderStrategy": [{"CapacityProvider": n, "Base": b, "Weight": w} for n, b, w in shares],
    }


@pytest.mark.parametrize(
    ("resources", "hourly"),
    [
        (service(DesiredCount=2), 2 * X86),
        (service(), X86),
        (service({**TASK, "RuntimePlatform": {"CpuArchitecture": "ARM64"}}, DesiredCount=3), 3 * ARM),
        (service({**TASK, "EphemeralStorage": {"SizeInGiB": 120}}), X86 + 100 * 0.000111),
        (service(DesiredCount=2, **strategy(("FARGATE_SPOT", 0, 1))), 2 * SPOT),
        # One on demand as the base, the other two by the weights.
        (service(DesiredCount=3, **strategy(("FARGATE", 1, 1), ("FARGATE_SPOT", 0, 1))), 2 * X86 + SPOT),
    ],
)
def test_tasks_run_all_month(bill_of: BillOf, resources: Resources, hourly: float) -> None:
    assert float(bill_of(resources).total) == pytest.approx(hourly * 730)


def test_the_cluster_decides_where_the_service_does_not(bill_of: BillOf) -> None:
    resources = service(LaunchType="", Cluster={"Ref": "C"})
    spot = [{"CapacityProvider": "FARGATE_SPOT", "Weight": 1}]
    resources["C"] = ("AWS::ECS::Cluster", {})
    resources["A"] = (
        "AWS::ECS::ClusterCapacityProviderAssociations",
        {"Cluster": {"Ref": "C"}, "DefaultCapacityProviderStrategy": spot},
    )
    assert float(bill_of(resources).total) == pytest.approx(SPOT * 730)


def test_scaling_is_told(bill_of: BillOf) -> None:
    resources = service(DesiredCount=2)
    target = {"MinCapacity": 1, "MaxCapacity": 8, "ResourceId": {"Fn::GetAtt": ["S", "Name"]}}
    resources["A"] = ("AWS::ApplicationAutoScaling::ScalableTarget", target)
    bill = bill_of(resources)
    assert bill.charges[0].scale == (1, 2, 8)
    assert [float(each) for each in bill.span] == pytest.approx([X86 * 730, 8 * X86 * 730])


def test_tasks_on_instances_are_charged_there(bill_of: BillOf) -> None:
    bill = bill_of(service(LaunchType="EC2"))
    assert bill.charges == ()
    assert "AWS::ECS::Service" in [each.type for each in bill.free]


def test_a_task_that_no_service_runs_is_charged_by_its_hours(bill_of: BillOf) -> None:
    bill = bill_of({"T": ("AWS::ECS::TaskDefinition", TASK)}, {"T": {"monthly_task_hrs": 100}})
    assert float(bill.total) == pytest.approx(100 * X86)


@pytest.mark.parametrize(("value", "metrics"), [("enabled", 23), ("enhanced", 23)])
def test_container_insights_are_metrics(bill_of: BillOf, value: str, metrics: int) -> None:
    settings = [{"Name": "containerInsights", "Value": value}]
    resources = service(LaunchType="EC2", Cluster={"Ref": "C"})
    resources["C"] = ("AWS::ECS::Cluster", {"ClusterSettings": settings})
    assert float(bill_of(resources).total) == pytest.approx(metrics * 0.3)


def test_a_cluster_without_insights_is_free(bill_of: BillOf) -> None:
    settings = [{"Name": "containerInsights", "Value": "disabled"}]
    (free,) = bill_of({"C": ("AWS::ECS::Cluster", {"ClusterSettings": settings})}).free
    assert "only for the tasks" in free.reason


def test_a_service_of_no_tasks_says_so(bill_of: BillOf) -> None:
    (charge,) = bill_of(service(DesiredCount=0)).charges
    assert charge.monthly == 0
    assert any("desired count is 0" in note for note in charge.notes)
