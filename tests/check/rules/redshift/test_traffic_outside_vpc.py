import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"EnhancedVpcRouting": True}, False),
        ({"EnhancedVpcRouting": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_traffic_outside_vpc(properties: dict[str, object], wrong: bool) -> None:
    assert judged("redshift-traffic-outside-vpc", "AWS::Redshift::Cluster", properties) is wrong
