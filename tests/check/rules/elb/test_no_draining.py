import pytest

from check.judging import judged


def _delay(seconds: object) -> dict[str, object]:
    return {"TargetGroupAttributes": [{"Key": "deregistration_delay.timeout_seconds", "Value": seconds}]}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_delay("0"), True),
        (_delay(0), True),
        (_delay("30"), False),
        (_delay({"Ref": "Delay"}), False),
    ],
)
def test_a_target_group_must_drain_its_targets(properties: dict[str, object], wrong: bool) -> None:
    assert judged("elb-no-draining", "AWS::ElasticLoadBalancingV2::TargetGroup", properties) is wrong
