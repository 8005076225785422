import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"PubliclyAccessible": True}, True),
        ({"PubliclyAccessible": False}, False),
        ({"PubliclyAccessible": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_message_broker_has_a_public_address(properties: dict[str, object], wrong: bool) -> None:
    assert judged("mq-public", "AWS::AmazonMQ::Broker", properties) is wrong
