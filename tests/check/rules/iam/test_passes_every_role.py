import pytest

from check.judging import judged
from check.policies import allowing


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::IAM::Policy", allowing("iam:PassRole", "*"), True),
        ("AWS::IAM::Role", {"Policies": [allowing(["iam:*"], "*")]}, True),
        ("AWS::IAM::Policy", allowing("iam:PassRole", {"Fn::GetAtt": ["Role", "Arn"]}), False),
        ("AWS::IAM::Policy", allowing("iam:GetRole", "*"), False),
        (
            "AWS::IAM::Policy",
            allowing(
                "iam:PassRole", "*", {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}
            ),
            False,
        ),
        ("AWS::IAM::Policy", allowing("iam:PassRole", "*", effect="Deny"), False),
    ],
)
def test_a_policy_must_name_the_roles_it_passes(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("iam-passes-every-role", type_, properties) is wrong
