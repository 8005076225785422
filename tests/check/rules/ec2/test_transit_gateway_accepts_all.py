import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"AutoAcceptSharedAttachments": "enable"}, True),
        ({"AutoAcceptSharedAttachments": "disable"}, False),
        ({"AutoAcceptSharedAttachments": {"Ref": "Setting"}}, False),
    ],
)
def test_a_transit_gateway_must_ask_before_it_accepts(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ec2-transit-gateway-accepts-all", "AWS::EC2::TransitGateway", properties) is wrong
