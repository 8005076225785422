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
        ("AWS::IAM::Policy", _policy("iam:PassRole", "*"), True),
        ("AWS::IAM::Role", {"Policies": [_policy(["iam:*"], "*")]}, True),
        ("AWS::IAM::Policy", _policy("iam:PassRole", {"Fn::GetAtt": ["Role", "Arn"]}), False),
        ("AWS::IAM::Policy", _policy("iam:GetRole", "*"), False),
        (
            "AWS::IAM::Policy",
            _policy(
                "iam:PassRole", "*", {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}
            ),
            False,
        ),
        ("AWS::IAM::Policy", _policy("iam:PassRole", "*", effect="Deny"), False),
    ],
)
def test_a_policy_must_name_the_roles_it_passes(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("iam-passes-every-role", type_, properties) is wrong
