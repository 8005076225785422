import pytest

from check.judging import judged


def _policy(
    action: object, resource: object, condition: object = None, effect: str = "Allow"
) -> dict[str, object]:
    statement = {"Effect": effect, "Action": action, "Resource": resource}
    if condition:
        statement["Condition"] = condition
    return {"PolicyDocument": {"Statement": [statement]}}


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::IAM::Policy", _policy("iam:AttachRolePolicy", "*"), True),
        ("AWS::IAM::Policy", _policy(["iam:Put*"], "*"), True),
        ("AWS::IAM::Role", {"Policies": [_policy("iam:*", "*")]}, True),
        ("AWS::IAM::Policy", _policy("iam:AttachRolePolicy", "arn:aws:iam::1:role/app-*"), False),
        ("AWS::IAM::Policy", _policy(["iam:GetRole", "iam:List*"], "*"), False),
        (
            "AWS::IAM::Policy",
            _policy("iam:PutRolePolicy", "*", {"StringEquals": {"iam:PermissionsBoundary": "arn"}}),
            False,
        ),
    ],
)
def test_an_identity_must_not_give_itself_rights(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("iam-escalates-privileges", type_, properties) is wrong
