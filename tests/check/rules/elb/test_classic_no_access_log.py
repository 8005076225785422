import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"AccessLoggingPolicy": {"Enabled": False}}, True),
        ({"AccessLoggingPolicy": {"Enabled": "true"}}, False),
        ({"AccessLoggingPolicy": {"Enabled": {"Ref": "Flag"}}}, False),
        ({"AccessLoggingPolicy": {"Ref": "Policy"}}, False),
    ],
)
def test_a_classic_load_balancer_must_write_an_access_log(properties: dict[str, object], wrong: bool) -> None:
    assert judged("elb-classic-no-access-log", "AWS::ElasticLoadBalancing::LoadBalancer", properties) is wrong
