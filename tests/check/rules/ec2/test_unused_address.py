import pytest

from check.judging import failing, judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"InstanceId": "i-1"}, False),
        ({"InstanceId": {"Ref": "Instance"}}, False),
    ],
)
def test_an_address_must_be_used(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ec2-unused-address", "AWS::EC2::EIP", properties) is wrong


def test_an_address_of_a_nat_gateway_or_of_an_output_is_used() -> None:
    gateway = ("AWS::EC2::NatGateway", {"AllocationId": {"Fn::GetAtt": ["Address", "AllocationId"]}})
    address = ("AWS::EC2::EIP", {"Domain": "vpc"})
    assert failing("ec2-unused-address", {"Address": address, "Gateway": gateway}) == {}
    outputs = {"Ip": {"Value": {"Ref": "Address"}}}
    assert failing("ec2-unused-address", {"Address": address}, Outputs=outputs) == {}
