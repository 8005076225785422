from typing import Any

from check.evidence import proof, subjects

RULE = "system-unused-role"


def role(principal: dict[str, Any], **properties: Any) -> tuple[str, dict[str, Any]]:
    statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal}
    return "AWS::IAM::Role", {"AssumeRolePolicyDocument": {"Statement": [statement]}, **properties}


LAMBDA = role({"Service": "lambda.amazonaws.com"})
POLICY = ("AWS::IAM::Policy", {"Roles": [{"Ref": "Role"}], "PolicyDocument": {"Statement": []}})


def test_a_role_that_nothing_has_is_told_with_its_policies() -> None:
    assert proof(RULE, {"Role": LAMBDA, "Policy": POLICY}) == {"Role": ["Policy"]}


def test_what_has_it_or_an_output_uses_it() -> None:
    handler = ("AWS::Lambda::Function", {"Role": {"Fn::GetAtt": ["Role", "Arn"]}})
    assert not proof(RULE, {"Role": LAMBDA, "Handler": handler})
    assert not proof(RULE, {"Role": LAMBDA, "Handler": handler, "Policy": POLICY})
    assert not proof(RULE, {"Role": LAMBDA}, Outputs={"Role": {"Value": {"Fn::GetAtt": ["Role", "Arn"]}}})


def test_who_else_may_use_it_is_not_known() -> None:
    assert subjects(RULE, {"Role": role({"AWS": "111111111111"})}) == []
    assert subjects(RULE, {"Role": role({"Service": "lambda.amazonaws.com"}, RoleName="deploy")}) == []
    included = {"Body": {"Fn::Transform": {"Name": "AWS::Include", "Parameters": {"Location": "api.yaml"}}}}
    assert subjects(RULE, {"Role": LAMBDA, "Api": ("AWS::ApiGateway::RestApi", included)}) == []
    whole = ("AWS::ApiGateway::RestApi", {"Body": {"openapi": "3.0.1"}})
    assert subjects(RULE, {"Role": LAMBDA, "Api": whole}) == ["Role"]
