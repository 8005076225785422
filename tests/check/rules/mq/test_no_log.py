import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"Logs": {"General": True}, "EngineType": "RABBITMQ"}, False),
        ({"Logs": {"General": True}, "EngineType": "ACTIVEMQ"}, True),
        ({"Logs": {"General": True, "Audit": True}, "EngineType": "ACTIVEMQ"}, False),
        ({"Logs": {"Audit": True}}, True),
        ({"Logs": {"Fn::ImportValue": "Logs"}}, False),
    ],
)
def test_a_message_broker_publishes_no_logs(properties: dict[str, object], wrong: bool) -> None:
    assert judged("mq-no-log", "AWS::AmazonMQ::Broker", properties) is wrong
