import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"ConnectionDrainingPolicy": {"Enabled": False}}, True),
        ({"ConnectionDrainingPolicy": {"Enabled": True}}, False),
        ({"ConnectionDrainingPolicy": {"Enabled": {"Ref": "Flag"}}}, False),
    ],
)
def test_a_classic_load_balancer_must_drain_its_instances(properties: dict[str, object], wrong: bool) -> None:
    assert judged("elb-classic-no-draining", "AWS::ElasticLoadBalancing::LoadBalancer", properties) is wrong
