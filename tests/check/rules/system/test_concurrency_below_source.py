from typing import Any

from check.evidence import proof, subjects

RULE = "system-concurrency-below-source"


def system(reserved: int | None, most: int | None) -> dict[str, Any]:
    mapping = {"EventSourceArn": {"Fn::GetAtt": ["Work", "Arn"]}, "FunctionName": {"Ref": "Handler"}}
    scaling = {"ScalingConfig": {"MaximumConcurrency": most}} if most else {}
    return {
        "Work": ("AWS::SQS::Queue", {}),
        "Handler": ("AWS::Lambda::Function", {"ReservedConcurrentExecutions": reserved} if reserved else {}),
        "Mapping": ("AWS::Lambda::EventSourceMapping", {**mapping, **scaling}),
    }


def test_a_function_must_run_as_often_as_its_sources_start_it() -> None:
    assert proof(RULE, system(5, 10)) == {"Handler": ["Work"]}
    assert not proof(RULE, system(10, 10))
    assert not proof(RULE, system(None, 10))


def test_other_functions_and_their_sources_do_not_count() -> None:
    mapping = {"EventSourceArn": {"Fn::GetAtt": ["Work", "Arn"]}, "FunctionName": {"Ref": "Other"}}
    other = {
        "Other": ("AWS::Lambda::Function", {}),
        "Mapping2": (
            "AWS::Lambda::EventSourceMapping",
            {**mapping, "ScalingConfig": {"MaximumConcurrency": 50}},
        ),
    }
    assert not proof(RULE, system(10, 10) | other)
    assert proof(RULE, system(5, 10) | other) == {"Handler": ["Work"]}


def test_sources_without_a_limit_are_not_judged() -> None:
    assert subjects(RULE, system(5, None)) == []
