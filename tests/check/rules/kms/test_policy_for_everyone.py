import pytest

from check.judging import judged


def _policy(principal: object, condition: object = None) -> dict[str, object]:
    statement = {"Effect": "Allow", "Principal": principal, "Action": "kms:*", "Resource": "*"}
    if condition:
        statement["Condition"] = condition
    return {"KeyPolicy": {"Statement": [statement]}}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_policy("*"), True),
        (_policy({"AWS": "*"}), True),
        (_policy({"AWS": ["*"]}), True),
        (_policy({"AWS": "arn:aws:iam::111122223333:root"}), False),
        (_policy({"Service": "logs.amazonaws.com"}), False),
        (_policy("*", {"StringEquals": {"kms:CallerAccount": "111122223333"}}), False),
        (_policy("*", {"StringEquals": {"kms:ViaService": "s3.eu-west-1.amazonaws.com"}}), False),
        (_policy({"Ref": "Principal"}), False),
        ({"KeyPolicy": {"Ref": "Policy"}}, False),
    ],
)
def test_a_key_policy_must_not_let_everybody_in(properties: dict[str, object], wrong: bool) -> None:
    assert judged("kms-policy-for-everyone", "AWS::KMS::Key", properties) is wrong
