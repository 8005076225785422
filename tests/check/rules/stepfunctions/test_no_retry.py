import json

import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("task", "wrong"),
    [({}, True), ({"Retry": []}, True), ({"Retry": [{}]}, False), ({"Catch": [{"Next": "Failed"}]}, False)],
)
def test_a_task_must_be_tried_again(task: dict[str, object], wrong: bool) -> None:
    definition = {
        "StartAt": "Pay",
        "States": {"Pay": {"Type": "Task", "Resource": "arn", "End": True, **task}},
    }
    machine = {"DefinitionString": json.dumps(definition)}
    assert judged("stepfunctions-no-retry", "AWS::StepFunctions::StateMachine", machine) is wrong


def test_a_definition_that_is_not_known_is_no_fault() -> None:
    machine = {"DefinitionS3Location": {"Bucket": "code", "Key": "orders.json"}}
    assert not judged("stepfunctions-no-retry", "AWS::StepFunctions::StateMachine", machine)
