import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"VpcEndpointType": "Interface", "SubnetIds": ["subnet-1"]}, True),
        ({"VpcEndpointType": "Interface", "SubnetIds": [{"Ref": "Subnet"}]}, True),
        ({"VpcEndpointType": "Interface", "SubnetIds": ["subnet-1", "subnet-2"]}, False),
        ({"VpcEndpointType": "Interface", "SubnetIds": {"Ref": "Subnets"}}, False),
        ({"VpcEndpointType": "Interface", "SubnetIds": [{"Fn::ImportValue": "Subnets"}]}, False),
        # One of these stands in one subnet by its nature.
        ({"VpcEndpointType": "GatewayLoadBalancer", "SubnetIds": ["subnet-1"]}, False),
    ],
)
def test_an_interface_endpoint_must_stand_in_several_zones(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("vpc-endpoint-one-zone", "AWS::EC2::VPCEndpoint", properties) is wrong
