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
def test_no_minor_upgrades(properties: dict[str, object], wrong: bool) -> None:
    assert judged("mq-no-minor-upgrades", "AWS::AmazonMQ::Broker", properties) is wrong
