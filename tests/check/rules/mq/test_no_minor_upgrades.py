import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"AutoMinorVersionUpgrade": False}, True),
        ({"AutoMinorVersionUpgrade": True}, False),
        ({"AutoMinorVersionUpgrade": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_message_broker_does_not_take_minor_engine_versions_by_itself(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("mq-no-minor-upgrades", "AWS::AmazonMQ::Broker", properties) is wrong
