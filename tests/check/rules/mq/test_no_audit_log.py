import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"EngineType": "ACTIVEMQ"}, True),
        ({"EngineType": "ActiveMQ", "Logs": {"General": True}}, True),
        ({"EngineType": "ACTIVEMQ", "Logs": {"Audit": True}}, False),
        ({"EngineType": "RABBITMQ"}, False),
        ({"Logs": {"Audit": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_an_activemq_broker_keeps_no_audit_log(properties: dict[str, object], wrong: bool) -> None:
    assert judged("mq-no-audit-log", "AWS::AmazonMQ::Broker", properties) is wrong
