import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"AcceptanceRequired": False}, True),
        ({"AcceptanceRequired": True}, False),
        ({"AcceptanceRequired": {"Ref": "Flag"}}, False),
    ],
)
def test_an_endpoint_service_must_ask_before_it_accepts(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ec2-shared-by-anyone", "AWS::EC2::VPCEndpointService", properties) is wrong
