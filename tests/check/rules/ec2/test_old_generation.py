import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::EC2::Instance", {}, False),
        ("AWS::EC2::Instance", {"InstanceType": "m4.large"}, True),
        ("AWS::EC2::Instance", {"InstanceType": "t2.micro"}, True),
        ("AWS::EC2::Instance", {"InstanceType": "t3.micro"}, False),
        ("AWS::EC2::Instance", {"InstanceType": "m5.large"}, False),
        ("AWS::EC2::Instance", {"InstanceType": "c7gn.large"}, False),
        ("AWS::EC2::Instance", {"InstanceType": "u-6tb1.metal"}, False),
        ("AWS::EC2::Instance", {"InstanceType": {"Ref": "Type"}}, False),
        ("AWS::AutoScaling::LaunchConfiguration", {"InstanceType": "c4.large"}, True),
        ("AWS::EC2::LaunchTemplate", {"LaunchTemplateData": {"InstanceType": "r3.large"}}, True),
    ],
)
def test_an_instance_must_not_be_of_an_old_generation(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("ec2-old-generation", type_, properties) is wrong
