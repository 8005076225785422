from __future__ import annotations

import json
import time
from typing import Any

import pytest
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import Stack, total

pytestmark = pytest.mark.local


def test_a_metric_filter_reads_values_from_the_log(stack: Stack, local_cloud: LocalCloud) -> None:
    logs = local_cloud.client("logs")

    def filter_(pattern: str, metric: str, value: str, **more: Any) -> dict[str, Any]:
        transformation = {"MetricNamespace": stack.name, "MetricName": metric, "MetricValue": value, **more}
        return {
            "Type": "AWS::Logs::MetricFilter",
            "Properties": {
                "LogGroupName": {"Ref": "Group"},
                "FilterPattern": pattern,
                "MetricTransformations": [transformation],
            },
        }

    resources = {
        "Group": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": f"/{stack.name}"}},
        "Errors": filter_("?ERROR ?FATAL", "Errors", "1", DefaultValue=0),
        "Took": filter_('{ $.level = "INFO" }', "Took", "$.took"),
        "ByShop": filter_(
            '{ $.level = "INFO" }',
            "ByShop",
            "1",
            Dimensions=[{"Key": "Shop", "Value": "$.shop"}],
        ),
    }
    stack.up(resources)
    logs.create_log_stream(logGroupName=f"/{stack.name}", logStreamName="s")
    lines = ["an ERROR", json.dumps({"level": "INFO", "took": 12.5, "shop": "north"}), "FATAL", "fine"]
    now = int(time.time() * 1000)
    logs.put_log_events(
        logGroupName=f"/{stack.name}",
        logStreamName="s",
        logEvents=[{"timestamp": now, "message": line} for line in lines],
    )
    assert total(local_cloud, stack.name, "Errors") == 2
    assert total(local_cloud, stack.name, "Took") == 12.5
    assert total(local_cloud, stack.name, "ByShop", Shop="north") == 1
    found = logs.filter_log_events(logGroupName=f"/{stack.name}", filterPattern="{ $.took > 10 }")
    assert [event["message"] for event in found["events"]] == [lines[1]]
