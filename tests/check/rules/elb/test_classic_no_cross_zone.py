import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"CrossZone": False}, True),
        ({"CrossZone": "true"}, False),
        ({"CrossZone": {"Ref": "Flag"}}, False),
    ],
)
def test_a_classic_load_balancer_must_balance_across_zones(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("elb-classic-no-cross-zone", "AWS::ElasticLoadBalancing::LoadBalancer", properties) is wrong
