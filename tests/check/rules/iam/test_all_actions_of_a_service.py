import pytest

from check.judging import judged


def _policy(action: object, resource: object = "*") -> dict[str, object]:
    return {"PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": action, "Resource": resource}]}}


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::IAM::ManagedPolicy", _policy("s3:*"), True),
        ("AWS::IAM::Policy", _policy(["s3:GetObject", "sqs:*"]), True),
        ("AWS::IAM::Policy", _policy("*", "arn:aws:s3:::bucket"), True),
        ("AWS::IAM::Policy", _policy("*", "*"), False),
        ("AWS::IAM::Policy", _policy("s3:Get*"), False),
        ("AWS::IAM::Policy", _policy({"Ref": "Action"}), False),
        ("AWS::IAM::Role", {"Policies": [_policy("s3:*")]}, True),
        (
            "AWS::Serverless::Function",
            {"Policies": [{"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}]},
            True,
        ),
        ("AWS::IAM::User", {}, False),
    ],
)
def test_a_policy_must_name_the_actions_of_a_service(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("iam-all-actions-of-a-service", type_, properties) is wrong
