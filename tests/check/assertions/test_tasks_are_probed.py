from typing import Any

from check.asserting import answer, shown, verdict


def system(container: dict[str, Any], **service: Any) -> dict[str, Any]:
    return {
        "Task": ("AWS::ECS::TaskDefinition", {"ContainerDefinitions": [{"Name": "web", **container}]}),
        "Web": ("AWS::ECS::Service", {"TaskDefinition": {"Ref": "Task"}, **service}),
        "Targets": ("AWS::ElasticLoadBalancingV2::TargetGroup", {}),
    }


def test_a_service_is_asked_how_it_is() -> None:
    assert verdict("tasks_are_probed", {}, system({"HealthCheck": {"Command": ["CMD", "true"]}})) == "PASS"
    row = answer("tasks_are_probed", {}, system({}, LoadBalancers=[{"TargetGroupArn": {"Ref": "Targets"}}]))
    assert (row.verdict, shown(row)) == ("PASS", ["Task", "Targets"])
    assert verdict("tasks_are_probed", {}, system({})) == "FAIL"


def test_a_task_that_ends_by_itself_is_not_judged() -> None:
    job = {name: one for name, one in system({}).items() if name != "Web"}
    assert verdict("tasks_are_probed", {}, job) == "NOT-APPLICABLE"
