from check.evidence import faults

RULE = "system-unattached-volume"
VOLUME = ("AWS::EC2::Volume", {"Size": 10, "AvailabilityZone": "us-east-1a"})


def test_a_volume_is_attached() -> None:
    assert list(faults(RULE, {"Disk": VOLUME})) == ["Disk"]
    attachment = ("AWS::EC2::VolumeAttachment", {"VolumeId": {"Ref": "Disk"}, "InstanceId": "i-1"})
    assert not faults(RULE, {"Disk": VOLUME, "Attachment": attachment})


def test_an_address_belongs_to_something() -> None:
    assert list(faults(RULE, {"Address": ("AWS::EC2::EIP", {})})) == ["Address"]
    assert not faults(RULE, {"Address": ("AWS::EC2::EIP", {"InstanceId": "i-1"})})
    nat = ("AWS::EC2::NatGateway", {"AllocationId": {"Fn::GetAtt": ["Address", "AllocationId"]}})
    assert not faults(RULE, {"Address": ("AWS::EC2::EIP", {}), "Nat": nat})
    waits = {"Type": "AWS::SQS::Queue", "DependsOn": "Address"}
    assert faults(RULE, {"Address": ("AWS::EC2::EIP", {}), "Queue": waits})
