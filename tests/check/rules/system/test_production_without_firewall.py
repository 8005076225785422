from typing import Any

from check.evidence import proof, subjects

RULE = "system-production-without-firewall"
BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"
PROD = {"Tags": [{"Key": "Environment", "Value": "prod"}]}


def association(arn: Any) -> dict[str, Any]:
    return {
        "Guard": ("AWS::WAFv2::WebACLAssociation", {"ResourceArn": arn, "WebACLArn": "arn:aws:wafv2:::x"})
    }


def test_a_load_balancer_of_production_needs_a_web_acl() -> None:
    assert list(proof(RULE, {"Web": (BALANCER, PROD)})) == ["Web"]
    assert not proof(RULE, {"Web": (BALANCER, PROD), **association({"Ref": "Web"})})


def test_a_stage_is_guarded_by_its_arn() -> None:
    stage = ("AWS::ApiGateway::Stage", {"RestApiId": {"Ref": "Api"}, "StageName": "v1", **PROD})
    resources = {"Api": ("AWS::ApiGateway::RestApi", {}), "Stage": stage}
    assert proof(RULE, resources) == {"Stage": ["Api"]}
    arn = {"Fn::Sub": "arn:aws:apigateway:us-east-1::/restapis/${Api}/stages/v1"}
    assert not proof(RULE, resources | association(arn))


def test_internal_network_and_other_environments_are_not_judged() -> None:
    assert subjects(RULE, {"Web": (BALANCER, {**PROD, "Scheme": "internal"})}) == []
    assert subjects(RULE, {"Web": (BALANCER, {**PROD, "Type": "network"})}) == []
    assert subjects(RULE, {"Web": (BALANCER, {})}) == []
