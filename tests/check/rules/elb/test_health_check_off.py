import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"HealthCheckEnabled": False}, True),
        ({"HealthCheckEnabled": "false"}, True),
        ({"HealthCheckEnabled": True}, False),
        ({"HealthCheckEnabled": {"Ref": "Flag"}}, False),
        # Each check of a function is an invocation that is paid for, so off is its default.
        ({"HealthCheckEnabled": False, "TargetType": "lambda"}, False),
    ],
)
def test_a_target_group_must_check_its_targets(properties: dict[str, object], wrong: bool) -> None:
    assert judged("elb-health-check-off", "AWS::ElasticLoadBalancingV2::TargetGroup", properties) is wrong
