from typing import Any

from check.evidence import faults, subjects

RULE = "system-log-group-undeclared"


def function(**properties: Any) -> dict[str, Any]:
    return {"Handler": ("AWS::Lambda::Function", properties)}


def group(name: Any) -> dict[str, Any]:
    return {"Logs": ("AWS::Logs::LogGroup", {"LogGroupName": name, "RetentionInDays": 30})}


def test_a_function_needs_a_declared_log_group() -> None:
    assert list(faults(RULE, function())) == ["Handler"]
    assert list(faults(RULE, {"Handler": ("AWS::Serverless::Function", {})})) == ["Handler"]


def test_each_way_to_declare_one_counts() -> None:
    assert not faults(RULE, function(LoggingConfig={"LogGroup": {"Ref": "Logs"}}) | group("own"))
    assert not faults(RULE, function() | group({"Fn::Sub": "/aws/lambda/${Handler}"}))
    assert not faults(RULE, function(FunctionName="items") | group("/aws/lambda/items"))
    assert faults(RULE, function(FunctionName="items") | group("/aws/lambda/orders"))
    retention = {
        "LogGroupName": {"Fn::Join": ["", ["/aws/lambda/", {"Ref": "Handler"}]]},
        "ServiceToken": "x",
    }
    assert not faults(RULE, function() | {"Retention": ("Custom::LogRetention", retention)})


def test_code_behind_custom_resources_is_not_judged() -> None:
    custom = ("Custom::Thing", {"ServiceToken": {"Fn::GetAtt": ["Handler", "Arn"]}})
    assert subjects(RULE, function() | {"Thing": custom}) == []


def test_a_build_may_log_elsewhere() -> None:
    off = {"LogsConfig": {"CloudWatchLogs": {"Status": "DISABLED"}}}
    assert list(faults(RULE, {"Build": ("AWS::CodeBuild::Project", {})})) == ["Build"]
    assert subjects(RULE, {"Build": ("AWS::CodeBuild::Project", off)}) == []
