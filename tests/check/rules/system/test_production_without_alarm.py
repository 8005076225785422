from typing import Any

from check.evidence import faults, subjects

RULE = "system-production-without-alarm"
PROD = {"Tags": [{"Key": "Environment", "Value": "prod"}]}


def alarm(value: Any) -> dict[str, Any]:
    return {"Alarm": ("AWS::CloudWatch::Alarm", {"Dimensions": [{"Name": "FunctionName", "Value": value}]})}


def test_production_is_watched() -> None:
    handler = {"Handler": ("AWS::Lambda::Function", {**PROD, "FunctionName": "items"})}
    assert list(faults(RULE, handler)) == ["Handler"]
    assert not faults(RULE, handler | alarm({"Ref": "Handler"}))
    assert not faults(RULE, handler | alarm("items"))
    assert faults(RULE, handler | alarm("orders"))


def test_metrics_inside_an_expression_count() -> None:
    metric = {
        "MetricStat": {"Metric": {"Dimensions": [{"Name": "FunctionName", "Value": {"Ref": "Handler"}}]}}
    }
    resources = {
        "Handler": ("AWS::Lambda::Function", PROD),
        "Alarm": ("AWS::CloudWatch::Alarm", {"Metrics": [metric]}),
    }
    assert not faults(RULE, resources)


def test_code_of_a_deployment_and_other_environments_are_not_judged() -> None:
    custom = ("Custom::Thing", {"ServiceToken": {"Fn::GetAtt": ["Handler", "Arn"]}})
    assert subjects(RULE, {"Handler": ("AWS::Lambda::Function", PROD), "Thing": custom}) == []
    assert subjects(RULE, {"Handler": ("AWS::Lambda::Function", {})}) == []
