import pytest

from check.judging import judged

ADMIN = {"Effect": "Allow", "Action": "*", "Resource": "*"}


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::IAM::ManagedPolicy", {"PolicyDocument": {"Statement": ADMIN}}, True),
        (
            "AWS::IAM::Policy",
            {"PolicyDocument": {"Statement": [ADMIN | {"Action": ["*"], "Resource": ["*"]}]}},
            True,
        ),
        ("AWS::IAM::Role", {"Policies": [{"PolicyDocument": {"Statement": [ADMIN]}}]}, True),
        ("AWS::IAM::RolePolicy", {"PolicyDocument": {"Statement": [ADMIN]}}, True),
        ("AWS::Serverless::Function", {"Policies": ["AWSLambdaExecute", {"Statement": [ADMIN]}]}, True),
        ("AWS::IAM::Policy", {"PolicyDocument": {"Statement": [ADMIN | {"Action": "s3:*"}]}}, False),
        (
            "AWS::IAM::Policy",
            {"PolicyDocument": {"Statement": [ADMIN | {"Resource": "arn:aws:s3:::a"}]}},
            False,
        ),
        ("AWS::IAM::Policy", {"PolicyDocument": {"Statement": [ADMIN | {"Effect": "Deny"}]}}, False),
        (
            "AWS::IAM::Policy",
            {"PolicyDocument": {"Statement": [ADMIN | {"Resource": {"Ref": "Arn"}}]}},
            False,
        ),
        ("AWS::IAM::Policy", {"PolicyDocument": {"Ref": "Document"}}, False),
        ("AWS::IAM::Group", {}, False),
    ],
)
def test_a_policy_must_not_allow_everything(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("iam-all-actions-on-everything", type_, properties) is wrong
