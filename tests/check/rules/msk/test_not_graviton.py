import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"BrokerNodeGroupInfo": {"InstanceType": "kafka.m5.large"}}, True),
        ({"BrokerNodeGroupInfo": {"InstanceType": "kafka.m7g.large"}}, False),
        ({"BrokerNodeGroupInfo": {"InstanceType": "kafka.t3.small"}}, False),
        ({"BrokerNodeGroupInfo": {"InstanceType": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_an_msk_cluster_does_not_run_on_graviton(properties: dict[str, object], wrong: bool) -> None:
    assert judged("msk-not-graviton", "AWS::MSK::Cluster", properties) is wrong
