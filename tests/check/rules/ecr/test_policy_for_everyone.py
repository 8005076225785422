import pytest

from check.judging import judged


def _policy(principal: object, condition: object = None) -> dict[str, object]:
    statement = {"Effect": "Allow", "Principal": principal, "Action": "ecr:BatchGetImage"}
    if condition:
        statement["Condition"] = condition
    return {"RepositoryPolicyText": {"Statement": [statement]}}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_policy("*"), True),
        (_policy({"AWS": "*"}), True),
        (_policy({"AWS": ["111122223333", "*"]}), True),
        (_policy({"AWS": "arn:aws:iam::111122223333:root"}), False),
        (_policy({"Service": "codebuild.amazonaws.com"}), False),
        (_policy("*", {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}), False),
        ({"RepositoryPolicyText": {"Ref": "Policy"}}, False),
    ],
)
def test_a_repository_policy_must_not_let_everybody_in(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ecr-policy-for-everyone", "AWS::ECR::Repository", properties) is wrong
