import pytest

from check.judging import judged


def _with(key: object, value: object, **others: object) -> dict[str, object]:
    return {"LoadBalancerAttributes": [{"Key": key, "Value": value}], **others}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        (_with("deletion_protection.enabled", "false"), True),
        (_with("deletion_protection.enabled", "true"), False),
        (_with("deletion_protection.enabled", True), False),
        (_with("deletion_protection.enabled", {"Ref": "Flag"}), False),
        (_with({"Ref": "Key"}, "true"), False),
        ({"Type": "network"}, True),
    ],
)
def test_a_load_balancer_must_be_protected_from_deletion(properties: dict[str, object], wrong: bool) -> None:
    assert (
        judged("elb-no-deletion-protection", "AWS::ElasticLoadBalancingV2::LoadBalancer", properties) is wrong
    )
