import base64

import pytest

from check.judging import judged

KEY = "AKIA" + "IOSFODNN7EXAMPLE"


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::EC2::Instance", {}, False),
        ("AWS::EC2::Instance", {"UserData": {"Fn::Base64": f"export AWS_ACCESS_KEY_ID={KEY}"}}, True),
        (
            "AWS::EC2::Instance",
            {"UserData": {"Fn::Base64": {"Fn::Join": ["", ["a", {"Ref": "B"}, f" {KEY}"]]}}},
            True,
        ),
        ("AWS::EC2::Instance", {"UserData": base64.b64encode(f"key {KEY} ".encode()).decode()}, True),
        ("AWS::EC2::Instance", {"UserData": {"Fn::Base64": "yum update"}}, False),
        ("AWS::EC2::Instance", {"UserData": {"Ref": "Data"}}, False),
        ("AWS::EC2::LaunchTemplate", {"LaunchTemplateData": {"UserData": {"Fn::Base64": KEY}}}, True),
    ],
)
def test_user_data_must_hold_no_access_key(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("ec2-secret-in-user-data", type_, properties) is wrong
