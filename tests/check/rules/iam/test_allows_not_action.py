import pytest

from check.judging import judged


def _policy(effect: str) -> dict[str, object]:
    return {"PolicyDocument": {"Statement": [{"Effect": effect, "NotAction": "iam:*", "Resource": "*"}]}}


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::IAM::ManagedPolicy", _policy("Allow"), True),
        ("AWS::IAM::Role", {"Policies": [_policy("Allow")]}, True),
        ("AWS::IAM::Policy", _policy("Deny"), False),
        ("AWS::IAM::Policy", {"PolicyDocument": {"Ref": "Document"}}, False),
        ("AWS::IAM::Group", {}, False),
    ],
)
def test_a_statement_must_not_allow_every_action_but_those_named(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("iam-allows-not-action", type_, properties) is wrong
