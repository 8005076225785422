import pytest

from check.judging import judged
from check.policies import allowing


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::IAM::Policy", allowing("iam:AttachRolePolicy", "*"), True),
        ("AWS::IAM::Policy", allowing(["iam:Put*"], "*"), True),
        ("AWS::IAM::Role", {"Policies": [allowing("iam:*", "*")]}, True),
        ("AWS::IAM::Policy", allowing("iam:AttachRolePolicy", "arn:aws:iam::1:role/app-*"), False),
        ("AWS::IAM::Policy", allowing(["iam:GetRole", "iam:List*"], "*"), False),
        (
            "AWS::IAM::Policy",
            allowing("iam:PutRolePolicy", "*", {"StringEquals": {"iam:PermissionsBoundary": "arn"}}),
            False,
        ),
    ],
)
def test_an_identity_must_not_give_itself_rights(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("iam-escalates-privileges", type_, properties) is wrong
