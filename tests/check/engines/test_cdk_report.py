from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stratiform.assembly import read
from stratiform.assembly.graph import Address
from stratiform.check.engines import cdk_report
from stratiform.check.engines.engine import Report
from stratiform.check.rule import Severity

TEMPLATE = {
    "Resources": {"Jobs1": {"Type": "AWS::SQS::Queue", "Metadata": {"aws:cdk:path": "Shop/Jobs/Resource"}}}
}

VIOLATION = {
    "ruleName": "@shop/queue:noKey",
    "description": "Jobs has no key",
    "suggestedFix": "Give it one.",
    "severity": "warning",
    "violatingConstructs": [
        {
            "constructPath": "Shop/Jobs",
            "cloudFormationResource": {
                "templatePath": "Shop.template.json",
                "logicalId": "Jobs1",
                "propertyPaths": ["Properties.KmsMasterKeyId"],
            },
        }
    ],
}


@pytest.fixture
def examined(tmp_path: Path) -> Callable[..., Report]:
    def examined(body: Any, name: str = "validation-report.json") -> Report:
        (tmp_path / "Shop.template.json").write_text(json.dumps(TEMPLATE))
        properties = {"templateFile": "Shop.template.json"}
        artifacts = {"Shop": {"type": "aws:cloudformation:stack", "properties": properties}}
        (tmp_path / "manifest.json").write_text(json.dumps({"version": "55.0.0", "artifacts": artifacts}))
        (tmp_path / name).write_text(body if isinstance(body, str) else json.dumps(body))
        return cdk_report.run(read(tmp_path))

    return examined


def plugin(violation: Any, name: str = "Shop rules") -> Any:
    return {"pluginReports": [{"pluginName": name, "violations": [violation]}]}


def test_a_violation_is_a_finding_of_its_resource(examined: Callable[..., Report]) -> None:
    [found] = examined(plugin(VIOLATION)).findings
    assert found.rule == "cdk:@shop/queue:noKey"
    assert (found.says, found.fix, found.at) == ("Jobs has no key", "Give it one.", "KmsMasterKeyId")
    assert (found.address, found.severity) == (Address("Shop", "Jobs1"), Severity.MEDIUM)


def test_a_construct_without_a_resource_is_found_by_its_path(examined: Callable[..., Report]) -> None:
    [found] = examined(
        plugin({**VIOLATION, "violatingConstructs": [{"constructPath": "Shop/Jobs"}]})
    ).findings
    assert found.address == Address("Shop", "Jobs1")


def test_a_construct_stands_for_the_only_nearest_resource_below_it(examined: Callable[..., Report]) -> None:
    def address(path: str) -> Address | None:
        [found] = examined(plugin({**VIOLATION, "violatingConstructs": [{"constructPath": path}]})).findings
        return found.address

    assert address("Shop") == Address("Shop", "Jobs1")
    assert address("Sho") is None


def test_the_older_report_is_read_too(examined: Callable[..., Report]) -> None:
    older = {
        "pluginReports": [
            {
                "summary": {"pluginName": "Shop rules", "status": "failure"},
                "violations": [
                    {
                        "ruleName": "queue-key",
                        "description": "no key",
                        "severity": "high",
                        "violatingConstructs": [
                            {
                                "constructPath": "N/A",
                                "locations": ["Properties/KmsMasterKeyId"],
                                "resourceLogicalId": "Jobs1",
                                "templatePath": "/elsewhere/cdk.out/Shop.template.json",
                            }
                        ],
                    }
                ],
            }
        ]
    }
    [found] = examined(older, "policy-validation-report.json").findings
    assert (found.address, found.severity) == (Address("Shop", "Jobs1"), Severity.HIGH)
    assert found.fix == "Ask Shop rules."


def test_what_awss_validator_found_in_the_synthesis_is_not_told_twice(
    examined: Callable[..., Report],
) -> None:
    assert examined(plugin(VIOLATION, "CloudFormation Validate")).findings == ()


@pytest.mark.parametrize("body", ["{", "[]", '{"pluginReports": [{}]}', '{"pluginReports": [3]}'])
def test_a_report_that_is_none_is_a_note(examined: Callable[..., Report], body: str) -> None:
    report = examined(body)
    assert report.findings == ()
    assert "validation-report.json is not a validation report" in report.notes[0]
