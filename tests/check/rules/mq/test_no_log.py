import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"Logs": {"General": False}}, True),
        ({"Logs": {"Audit": True}}, True),
        ({"Logs": {"General": True}}, False),
        ({"Logs": {"General": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_a_message_broker_publishes_no_log(properties: dict[str, object], wrong: bool) -> None:
    assert judged("mq-no-log", "AWS::AmazonMQ::Broker", properties) is wrong
