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
def test_a_redshift_cluster_moves_data_past_the_vpc(properties: dict[str, object], wrong: bool) -> None:
    assert judged("redshift-traffic-outside-vpc", "AWS::Redshift::Cluster", properties) is wrong
