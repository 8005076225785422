from typing import Any

import pytest

from check.asserting import answer, shown, verdict

GIVEN = {"types": ["AWS::Lambda::Function"], "metric": "Errors", "threshold": 5, "seconds": 300}
RIGHT = {
    "MetricName": "Errors",
    "Dimensions": [{"Name": "FunctionName", "Value": {"Ref": "Handler"}}],
    "Threshold": 5,
    "Period": 300,
    "EvaluationPeriods": 1,
    "Statistic": "Sum",
    "ComparisonOperator": "GreaterThanOrEqualToThreshold",
}


def system(**changes: Any) -> dict[str, Any]:
    return {
        "Handler": ("AWS::Lambda::Function", {}),
        "Alarm": ("AWS::CloudWatch::Alarm", {**RIGHT, **changes}),
    }


def test_function_and_alarm_are_the_evidence() -> None:
    row = answer("alarm_on", GIVEN, system())
    assert (row.verdict, shown(row)) == ("PASS", ["Handler", "Alarm"])


@pytest.mark.parametrize(
    "change",
    [
        {"Threshold": 1},
        {"Period": 60, "EvaluationPeriods": 5},
        {"MetricName": "Throttles"},
        {"Statistic": "Average"},
        {"ComparisonOperator": "LessThanThreshold"},
        {"Dimensions": []},
    ],
)
def test_another_alarm_is_not_the_one(change: dict[str, Any]) -> None:
    assert verdict("alarm_on", GIVEN, system(**change)) == "FAIL"


def test_the_alarm_that_there_is_is_told() -> None:
    assert "Alarm is at 1 in 1 x 300 s" in answer("alarm_on", GIVEN, system(Threshold=1)).says
