import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::IAM::User", {}, False),
        ("AWS::IAM::User", {"Policies": [{"PolicyName": "own"}]}, True),
        ("AWS::IAM::User", {"ManagedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"]}, True),
        ("AWS::IAM::User", {"Groups": ["people"]}, False),
        ("AWS::IAM::Policy", {"Users": ["somebody"]}, True),
        ("AWS::IAM::Policy", {"Users": {"Ref": "Users"}}, False),
        ("AWS::IAM::Policy", {"Roles": ["role"]}, False),
        ("AWS::IAM::ManagedPolicy", {"Users": [{"Ref": "User"}]}, True),
        ("AWS::IAM::UserPolicy", {"UserName": "somebody"}, True),
    ],
)
def test_a_policy_must_not_be_attached_to_a_user(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("iam-user-with-policies", type_, properties) is wrong
