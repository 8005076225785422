from typing import Any

from check.evidence import proof, subjects

RULE = "system-production-on-spot-alone"
SPOT = {"CapacityProvider": "FARGATE_SPOT", "Weight": 1}
BASE = {"CapacityProvider": "FARGATE", "Base": 1, "Weight": 0}


def system(
    strategy: list[Any] | None, cluster: list[Any] | None = None, environment: str = "prod"
) -> dict[str, Any]:
    tags = [{"Key": "Environment", "Value": environment}]
    own = {"CapacityProviderStrategy": strategy} if strategy else {}
    found: dict[str, Any] = {
        "Cluster": ("AWS::ECS::Cluster", {}),
        "Service": ("AWS::ECS::Service", {"Cluster": {"Ref": "Cluster"}, "Tags": tags, **own}),
    }
    if cluster:
        defaults = {"Cluster": {"Ref": "Cluster"}, "DefaultCapacityProviderStrategy": cluster}
        found["Defaults"] = ("AWS::ECS::ClusterCapacityProviderAssociations", defaults)
    return found


def test_production_keeps_a_base_on_demand() -> None:
    assert proof(RULE, system([SPOT])) == {"Service": ["Service"]}
    assert not proof(RULE, system([SPOT, BASE]))


def test_the_clusters_default_counts_where_the_service_says_nothing() -> None:
    assert proof(RULE, system(None, [SPOT])) == {"Service": ["Defaults"]}
    assert not proof(RULE, system([BASE], [SPOT]))


def test_other_environments_may_be_cheap() -> None:
    assert subjects(RULE, system([SPOT], environment="dev")) == []


def test_a_service_with_a_launch_type_uses_no_strategy() -> None:
    resources = system(None, [SPOT])
    type_, properties = resources["Service"]
    assert subjects(RULE, {**resources, "Service": (type_, {**properties, "LaunchType": "FARGATE"})}) == []


def test_a_strategy_that_is_not_known_is_no_fault() -> None:
    sections = {
        "Parameters": {"P": {"Type": "String"}},
        "Conditions": {"C": {"Fn::Equals": [{"Ref": "P"}, "x"]}},
    }
    resources = system([SPOT])
    type_, properties = resources["Service"]
    choice = {"Fn::If": ["C", [SPOT], [BASE]]}
    unknown = {**resources, "Service": (type_, {**properties, "CapacityProviderStrategy": choice})}
    assert not proof(RULE, unknown, **sections)
    mixed = [SPOT, {"Fn::If": ["C", BASE, {"Ref": "AWS::NoValue"}]}]
    partly = {**resources, "Service": (type_, {**properties, "CapacityProviderStrategy": mixed})}
    assert not proof(RULE, partly, **sections)
