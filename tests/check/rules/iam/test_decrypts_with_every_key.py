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
        ("AWS::IAM::Policy", _policy("kms:Decrypt", "*"), True),
        ("AWS::IAM::ManagedPolicy", _policy(["kms:ReEncrypt*"], "arn:aws:kms:eu-west-1:1:key/*"), True),
        ("AWS::IAM::Role", {"Policies": [_policy("kms:*", "*")]}, True),
        ("AWS::IAM::Policy", _policy("kms:Decrypt", {"Fn::GetAtt": ["Key", "Arn"]}), False),
        ("AWS::IAM::Policy", _policy("kms:Encrypt", "*"), False),
        (
            "AWS::IAM::Policy",
            _policy("kms:Decrypt", "*", {"StringEquals": {"kms:ViaService": "s3.amazonaws.com"}}),
            False,
        ),
        ("AWS::IAM::Policy", _policy("kms:Decrypt", "*", effect="Deny"), False),
    ],
)
def test_a_policy_must_name_the_keys_it_decrypts_with(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("iam-decrypts-with-every-key", type_, properties) is wrong
