import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::EC2::Instance", {}, False),
        ("AWS::EC2::Instance", {"NetworkInterfaces": [{"AssociatePublicIpAddress": True}]}, True),
        ("AWS::EC2::Instance", {"NetworkInterfaces": [{"AssociatePublicIpAddress": "false"}]}, False),
        ("AWS::EC2::Instance", {"NetworkInterfaces": [{"AssociatePublicIpAddress": {"Ref": "Flag"}}]}, False),
        ("AWS::AutoScaling::LaunchConfiguration", {"AssociatePublicIpAddress": "true"}, True),
        ("AWS::AutoScaling::LaunchConfiguration", {}, False),
        (
            "AWS::EC2::LaunchTemplate",
            {"LaunchTemplateData": {"NetworkInterfaces": [{"AssociatePublicIpAddress": True}]}},
            True,
        ),
        ("AWS::EC2::LaunchTemplate", {"LaunchTemplateData": {"NetworkInterfaces": [{}]}}, False),
    ],
)
def test_an_instance_must_have_no_public_address(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("ec2-public-ip", type_, properties) is wrong
