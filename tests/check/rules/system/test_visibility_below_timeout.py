from typing import Any

from check.evidence import proof, subjects

RULE = "system-visibility-below-timeout"


def system(queue: dict[str, Any], function: dict[str, Any]) -> dict[str, Any]:
    mapping = {"EventSourceArn": {"Fn::GetAtt": ["Work", "Arn"]}, "FunctionName": {"Ref": "Handler"}}
    return {
        "Work": ("AWS::SQS::Queue", queue),
        "Handler": ("AWS::Lambda::Function", function),
        "Mapping": ("AWS::Lambda::EventSourceMapping", mapping),
    }


def test_a_message_must_be_hidden_while_its_function_runs() -> None:
    assert proof(RULE, system({"VisibilityTimeout": 30}, {"Timeout": 60})) == {"Work": ["Mapping", "Handler"]}
    assert not proof(RULE, system({"VisibilityTimeout": 60}, {"Timeout": 60}))


def test_what_is_absent_is_what_aws_takes() -> None:
    assert proof(RULE, system({}, {"Timeout": 31}))
    assert not proof(RULE, system({}, {"Timeout": 30}))
    assert not proof(RULE, system({"VisibilityTimeout": 3}, {}))
    assert proof(RULE, system({"VisibilityTimeout": 2}, {}))


def test_sam_writes_the_mapping_into_the_function() -> None:
    events = {"Work": {"Type": "SQS", "Properties": {"Queue": {"Fn::GetAtt": ["Work", "Arn"]}}}}
    handler = ("AWS::Serverless::Function", {"Timeout": 60, "Events": events})
    assert proof(RULE, {"Work": ("AWS::SQS::Queue", {}), "Handler": handler}) == {"Work": ["Handler"]}


def test_times_that_are_not_known_are_not_judged() -> None:
    sections = {"Parameters": {"Seconds": {"Type": "Number"}}}
    assert subjects(RULE, system({"VisibilityTimeout": {"Ref": "Seconds"}}, {}), **sections) == []
    assert subjects(RULE, {"Work": ("AWS::SQS::Queue", {})}) == []
