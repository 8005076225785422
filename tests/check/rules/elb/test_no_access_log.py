import pytest

from check.balancers import attribute
from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        (attribute("access_logs.s3.enabled", "false"), True),
        (attribute("access_logs.s3.enabled", "true"), False),
        (attribute("access_logs.s3.enabled", True), False),
        (attribute("access_logs.s3.enabled", {"Ref": "Flag"}), False),
        (attribute("access_logs.s3.bucket", "logs"), True),
        ({"LoadBalancerAttributes": {"Ref": "Attributes"}}, False),
        ({"Type": "network"}, True),
        ({"Type": "gateway"}, False),
    ],
)
def test_a_load_balancer_must_write_an_access_log(properties: dict[str, object], wrong: bool) -> None:
    assert judged("elb-no-access-log", "AWS::ElasticLoadBalancingV2::LoadBalancer", properties) is wrong
