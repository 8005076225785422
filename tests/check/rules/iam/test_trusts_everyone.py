import pytest

from check.judging import judged


def _trusts(principal: object, condition: object = None) -> dict[str, object]:
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    if condition:
        statement["Condition"] = condition
    return {"AssumeRolePolicyDocument": {"Statement": [statement]}}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_trusts({"AWS": "*"}), True),
        (_trusts("*"), True),
        (_trusts({"AWS": ["arn:aws:iam::111122223333:root", "*"]}), True),
        (_trusts({"AWS": "arn:aws:iam::111122223333:root"}), False),
        (_trusts({"Service": "lambda.amazonaws.com"}), False),
        (_trusts({"AWS": "*"}, {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}), False),
        (_trusts({"Ref": "Principal"}), False),
        (
            {
                "AssumeRolePolicyDocument": {
                    "Statement": [{"Effect": "Allow", "NotPrincipal": {"AWS": "arn"}}]
                }
            },
            True,
        ),
    ],
)
def test_a_role_must_name_whom_it_trusts(properties: dict[str, object], wrong: bool) -> None:
    assert judged("iam-trusts-everyone", "AWS::IAM::Role", properties) is wrong
