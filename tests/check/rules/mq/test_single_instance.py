import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"DeploymentMode": "SINGLE_INSTANCE"}, True),
        ({"DeploymentMode": "ACTIVE_STANDBY_MULTI_AZ"}, False),
        ({"DeploymentMode": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_message_broker_runs_on_a_single_instance(properties: dict[str, object], wrong: bool) -> None:
    assert judged("mq-single-instance", "AWS::AmazonMQ::Broker", properties) is wrong
