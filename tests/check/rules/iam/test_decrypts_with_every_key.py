import pytest

from check.judging import judged
from check.policies import allowing


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::IAM::Policy", allowing("kms:Decrypt", "*"), True),
        ("AWS::IAM::ManagedPolicy", allowing(["kms:ReEncrypt*"], "arn:aws:kms:eu-west-1:1:key/*"), True),
        ("AWS::IAM::Role", {"Policies": [allowing("kms:*", "*")]}, True),
        ("AWS::IAM::Policy", allowing("kms:Decrypt", {"Fn::GetAtt": ["Key", "Arn"]}), False),
        ("AWS::IAM::Policy", allowing("kms:Encrypt", "*"), False),
        (
            "AWS::IAM::Policy",
            allowing("kms:Decrypt", "*", {"StringEquals": {"kms:ViaService": "s3.amazonaws.com"}}),
            False,
        ),
        ("AWS::IAM::Policy", allowing("kms:Decrypt", "*", effect="Deny"), False),
    ],
)
def test_a_policy_must_name_the_keys_it_decrypts_with(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("iam-decrypts-with-every-key", type_, properties) is wrong
