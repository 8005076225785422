from check.evidence import proof, subjects

RULE = "system-service-without-grace"
TARGETS = {"Targets": ("AWS::ElasticLoadBalancingV2::TargetGroup", {})}
BEHIND = {
    "LoadBalancers": [{"TargetGroupArn": {"Ref": "Targets"}, "ContainerName": "web", "ContainerPort": 80}]
}


def test_tasks_behind_a_load_balancer_get_time_to_start() -> None:
    assert proof(RULE, {"Web": ("AWS::ECS::Service", BEHIND), **TARGETS}) == {"Web": ["Targets"]}
    patient = {**BEHIND, "HealthCheckGracePeriodSeconds": 60}
    assert not proof(RULE, {"Web": ("AWS::ECS::Service", patient), **TARGETS})


def test_a_service_without_a_load_balancer_is_not_judged() -> None:
    assert subjects(RULE, {"Web": ("AWS::ECS::Service", {})}) == []
