from typing import Any

from check.evidence import faults, proof, subjects

RULE = "system-visibility-below-six-timeouts"


def system(visibility: int, timeout: int, **mapping: Any) -> dict[str, Any]:
    ends = {"EventSourceArn": {"Fn::GetAtt": ["Work", "Arn"]}, "FunctionName": {"Ref": "Handler"}}
    return {
        "Work": ("AWS::SQS::Queue", {"VisibilityTimeout": visibility}),
        "Handler": ("AWS::Lambda::Function", {"Timeout": timeout}),
        "Mapping": ("AWS::Lambda::EventSourceMapping", {**ends, **mapping}),
    }


def test_six_timeouts_are_advised() -> None:
    assert proof(RULE, system(59, 10)) == {"Work": ["Mapping", "Handler"]}
    assert not proof(RULE, system(60, 10))


def test_the_batching_window_comes_on_top() -> None:
    assert "61 s" in faults(RULE, system(60, 10, MaximumBatchingWindowInSeconds=1))["Work"].says


def test_less_than_one_timeout_is_the_business_of_another_rule() -> None:
    assert subjects(RULE, system(9, 10)) == []


def test_a_consumer_whose_timeout_is_not_known_does_not_hide_another() -> None:
    unknown = {
        "Other": ("AWS::Lambda::Function", {"Timeout": {"Ref": "Seconds"}}),
        "First": (
            "AWS::Lambda::EventSourceMapping",
            {"EventSourceArn": {"Fn::GetAtt": ["Work", "Arn"]}, "FunctionName": {"Ref": "Other"}},
        ),
    }
    sections = {"Parameters": {"Seconds": {"Type": "Number"}}}
    assert proof(RULE, unknown | system(59, 10), **sections) == {"Work": ["Mapping", "Handler"]}
    assert not proof(RULE, unknown | system(60, 10), **sections)
