import pytest

from check.judging import judged


def _with(key: str, value: object, **others: object) -> dict[str, object]:
    return {"LoadBalancerAttributes": [{"Key": key, "Value": value}], **others}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        (_with("access_logs.s3.enabled", "false"), True),
        (_with("access_logs.s3.enabled", "true"), False),
        (_with("access_logs.s3.enabled", True), False),
        (_with("access_logs.s3.enabled", {"Ref": "Flag"}), False),
        (_with("access_logs.s3.bucket", "logs"), True),
        ({"LoadBalancerAttributes": {"Ref": "Attributes"}}, False),
        ({"Type": "network"}, True),
        ({"Type": "gateway"}, False),
    ],
)
def test_a_load_balancer_must_write_an_access_log(properties: dict[str, object], wrong: bool) -> None:
    assert judged("elb-no-access-log", "AWS::ElasticLoadBalancingV2::LoadBalancer", properties) is wrong
