import pytest

from check.judging import judged

JOINED = {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":iam::aws:policy/AdministratorAccess"]]}


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::IAM::Role", {"ManagedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"]}, True),
        ("AWS::IAM::User", {"ManagedPolicyArns": ["arn:aws-cn:iam::aws:policy/AdministratorAccess"]}, True),
        ("AWS::IAM::Group", {"ManagedPolicyArns": [JOINED]}, True),
        ("AWS::Serverless::Function", {"Policies": "AdministratorAccess"}, True),
        ("AWS::IAM::Role", {"ManagedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"]}, False),
        ("AWS::IAM::Role", {"ManagedPolicyArns": [{"Ref": "Policy"}]}, False),
        ("AWS::IAM::Role", {}, False),
    ],
)
def test_no_identity_may_have_AdministratorAccess(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("iam-administrator-access", type_, properties) is wrong
