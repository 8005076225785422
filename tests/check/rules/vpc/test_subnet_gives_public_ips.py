import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"MapPublicIpOnLaunch": True}, True),
        ({"MapPublicIpOnLaunch": "true"}, True),
        ({"MapPublicIpOnLaunch": False}, False),
        ({"MapPublicIpOnLaunch": {"Ref": "Flag"}}, False),
    ],
)
def test_a_subnet_must_not_give_out_public_addresses(properties: dict[str, object], wrong: bool) -> None:
    assert judged("vpc-subnet-gives-public-ips", "AWS::EC2::Subnet", properties) is wrong
