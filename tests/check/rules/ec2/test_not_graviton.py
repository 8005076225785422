import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::EC2::Instance", {}, False),
        ("AWS::EC2::Instance", {"InstanceType": "t3.micro"}, True),
        ("AWS::EC2::Instance", {"InstanceType": "m6a.large"}, True),
        ("AWS::EC2::Instance", {"InstanceType": "t4g.micro"}, False),
        ("AWS::EC2::Instance", {"InstanceType": "c7gn.large"}, False),
        ("AWS::EC2::Instance", {"InstanceType": "m4.large"}, False),
        ("AWS::EC2::Instance", {"InstanceType": "g5.xlarge"}, False),
        ("AWS::EC2::Instance", {"InstanceType": {"Ref": "Type"}}, False),
        ("AWS::EC2::LaunchTemplate", {"LaunchTemplateData": {"InstanceType": "r6i.large"}}, True),
    ],
)
def test_an_instance_should_run_on_Graviton(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("ec2-not-graviton", type_, properties) is wrong
