import json
from typing import Any

import pytest

from graphs import graph
from stratiform.check.state_machines import tasks

PAY = {"Type": "Task", "Resource": "arn:pay", "End": True}
ONE = {"StartAt": "Pay", "States": {"Pay": PAY}}
NESTED = {
    "States": {
        "Both": {"Type": "Parallel", "Branches": [ONE, {"States": {"Ship": PAY}}]},
        "Each": {"Type": "Map", "ItemProcessor": {"States": {"Pack": PAY}}},
        "Old": {"Type": "Map", "Iterator": {"States": {"Label": PAY}}},
    }
}


def names(properties: dict[str, Any]) -> list[str]:
    system = graph({"It": ("AWS::StepFunctions::StateMachine", properties)})
    return [name for name, _ in tasks(next(iter(system.resources.values())))]


@pytest.mark.parametrize(
    ("properties", "found"),
    [
        ({"Definition": ONE}, ["Pay"]),
        ({"DefinitionString": json.dumps(ONE)}, ["Pay"]),
        (
            {
                "DefinitionString": {
                    "Fn::Join": ["", ['{"States":{"A":{"Type":"Task","Resource":"', {"Ref": "F"}, '"}}}']]
                }
            },
            ["A"],
        ),
        ({"DefinitionString": {"Fn::Sub": '{"States":{"A":{"Type":"Task","Resource":"${F.Arn}"}}}'}}, ["A"]),
        ({"Definition": NESTED}, ["Pay", "Ship", "Pack", "Label"]),
        ({"DefinitionString": "{"}, []),
        ({"DefinitionS3Location": {"Bucket": "b", "Key": "k"}}, []),
        ({"DefinitionString": {"Fn::ImportValue": "Definition"}}, []),
    ],
)
def test_the_tasks_of_a_definition_are_found_in_every_form(
    properties: dict[str, Any], found: list[str]
) -> None:
    assert names(properties) == found
