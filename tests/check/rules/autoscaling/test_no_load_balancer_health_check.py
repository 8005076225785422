import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"TargetGroupARNs": ["arn"]}, True),
        ({"LoadBalancerNames": ["name"], "HealthCheckType": "EC2"}, True),
        ({"TargetGroupARNs": ["arn"], "HealthCheckType": "ELB"}, False),
        ({"TargetGroupARNs": ["arn"], "HealthCheckType": "EBS,ELB"}, False),
        ({"TargetGroupARNs": ["arn"], "HealthCheckType": {"Ref": "Type"}}, False),
        ({"TargetGroupARNs": {"Ref": "Groups"}}, True),
    ],
)
def test_a_group_must_ask_its_load_balancer(properties: dict[str, object], wrong: bool) -> None:
    assert (
        judged("autoscaling-no-load-balancer-health-check", "AWS::AutoScaling::AutoScalingGroup", properties)
        is wrong
    )
