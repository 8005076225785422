import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"VPCZoneIdentifier": ["subnet-1"]}, True),
        ({"VPCZoneIdentifier": [{"Ref": "Subnet"}]}, True),
        ({"VPCZoneIdentifier": ["subnet-1", "subnet-2"]}, False),
        ({"VPCZoneIdentifier": {"Ref": "Subnets"}}, False),
        ({"AvailabilityZones": ["eu-west-1a"]}, True),
        ({"AvailabilityZones": {"Fn::GetAZs": ""}}, False),
        ({"VPCZoneIdentifier": [{"Fn::ImportValue": "Subnets"}]}, False),
    ],
)
def test_a_group_must_stand_in_several_zones(properties: dict[str, object], wrong: bool) -> None:
    assert judged("autoscaling-one-zone", "AWS::AutoScaling::AutoScalingGroup", properties) is wrong
