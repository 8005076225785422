import pytest

from check.balancers import attribute
from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        (attribute("deletion_protection.enabled", "false"), True),
        (attribute("deletion_protection.enabled", "true"), False),
        (attribute("deletion_protection.enabled", True), False),
        (attribute("deletion_protection.enabled", {"Ref": "Flag"}), False),
        (attribute({"Ref": "Key"}, "true"), False),
        ({"Type": "network"}, True),
    ],
)
def test_a_load_balancer_must_be_protected_from_deletion(properties: dict[str, object], wrong: bool) -> None:
    assert (
        judged("elb-no-deletion-protection", "AWS::ElasticLoadBalancingV2::LoadBalancer", properties) is wrong
    )
