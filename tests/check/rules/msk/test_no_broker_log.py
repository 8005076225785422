import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"LoggingInfo": {"BrokerLogs": {"S3": {"Enabled": False}}}}, True),
        ({"LoggingInfo": {"BrokerLogs": {"S3": {"Enabled": False}, "Firehose": {"Enabled": True}}}}, False),
        ({"LoggingInfo": {"Fn::ImportValue": "Logging"}}, False),
        ({"LoggingInfo": {"BrokerLogs": {"S3": {"Enabled": {"Fn::ImportValue": "On"}}}}}, False),
    ],
)
def test_the_brokers_of_an_msk_cluster_log_nowhere(properties: dict[str, object], wrong: bool) -> None:
    assert judged("msk-no-broker-log", "AWS::MSK::Cluster", properties) is wrong
