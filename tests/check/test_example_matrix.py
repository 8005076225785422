"""The matrix file that the documentation shows is one, and says what it is said to say."""

from pathlib import Path
from typing import Any

import pytest

from graphs import graph
from networks import NETWORK, database
from stratiform.check.matrix import evaluate, load

FILE = Path(__file__).parents[2] / "docs" / "examples" / "audit.yaml"
TAGS = [{"Key": "Owner", "Value": "me"}, {"Key": "CostCenter", "Value": "1"}]


def system(**changes: Any) -> dict[str, Any]:
    function = {
        "FunctionName": "shop-dev-items",
        "LoggingConfig": {"LogGroup": {"Ref": "Logs"}},
        "Tags": TAGS,
    }
    return {
        **NETWORK,
        **database("Isolated"),
        "Handler": ("AWS::Lambda::Function", function | changes.pop("function", {})),
        "Logs": ("AWS::Logs::LogGroup", {"RetentionInDays": 90}),
        **changes,
    }


def failing(resources: dict[str, Any]) -> list[str]:
    return [row.id for row in evaluate(load(FILE), graph(resources)).rows if row.verdict == "FAIL"]


def test_a_system_that_meets_it() -> None:
    rows = evaluate(load(FILE), graph(system())).rows
    assert {row.verdict for row in rows} == {"PASS"}
    assert all(row.evidence for row in rows)


@pytest.mark.parametrize(
    ("broken", "change"),
    [
        ("closed-databases", database("Public")),
        ("kept-logs", {"Logs": ("AWS::Logs::LogGroup", {"RetentionInDays": 30})}),
        ("small-functions", {"function": {"MemorySize": 2048}}),
        ("owned", {"function": {"Tags": TAGS[:1]}}),
        ("owned", {"function": {"FunctionName": "items"}}),
    ],
)
def test_each_constraint_can_fail(broken: str, change: dict[str, Any]) -> None:
    assert failing(system(**change)) == [broken]
