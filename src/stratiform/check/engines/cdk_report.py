"""The CDK's own validation report: what its plugins and the constructs themselves found in a synthesis.

``validation-report.json``, or ``policy-validation-report.json`` before aws-cdk-lib 2.240; see
https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from stratiform.assembly.graph import Address, Graph
from stratiform.check.engines.engine import Engine, Report
from stratiform.check.engines.folders import folders
from stratiform.check.finding import Finding
from stratiform.check.rule import Pillar, Severity

_PREFIX = "cdk"
_FILES = ("validation-report.json", "policy-validation-report.json")
_SEVERITIES = {
    "fatal": Severity.HIGH,
    "error": Severity.HIGH,
    "warning": Severity.MEDIUM,
    "info": Severity.LOW,
    "critical": Severity.CRITICAL,
    "high": Severity.HIGH,
    "medium": Severity.MEDIUM,
    "low": Severity.LOW,
}
# The CDK runs AWS's validator, too; ours is the newer one, and it always runs.
_OURS = "CloudFormation Validate"


def run(graph: Graph) -> Report:
    """The violations that the assembly's reports name."""
    stacks = {stack.template.name: stack.id for stack in graph.stacks.values()}
    findings: list[Finding] = []
    notes: list[str] = []
    for folder in folders(graph):
        file = next((folder / name for name in _FILES if (folder / name).is_file()), None)
        if file is None:
            continue
        try:
            findings += _findings(json.loads(file.read_text("utf-8")), graph, stacks)
        except (AttributeError, KeyError, TypeError, ValueError, OSError) as failure:
            notes.append(f"{file.name} is not a validation report of the CDK: {failure!r}")
    return Report(tuple(dict.fromkeys(findings)), tuple(notes))


def _findings(report: Mapping[str, Any], graph: Graph, stacks: Mapping[str, str]) -> Iterator[Finding]:
    for plugin in report["pluginReports"]:
        summary = plugin.get("summary") or {}
        name = plugin.get("pluginName") or summary["pluginName"]
        for violation in () if name == _OURS else plugin["violations"]:
            level = str(violation.get("customSeverity") or violation.get("severity") or "error").lower()
            for construct in violation["violatingConstructs"]:
                resource = construct.get("cloudFormationResource") or {
                    "logicalId": construct.get("resourceLogicalId"),
                    "templatePath": construct.get("templatePath"),
                    "propertyPaths": construct.get("locations"),
                }
                path = str(construct.get("constructPath") or "")
                yield Finding(
                    rule=f"{_PREFIX}:{violation['ruleName']}",
                    title=f"{name}: {violation['ruleName']}",
                    pillar=Pillar.OPERATIONS,
                    severity=_SEVERITIES.get(level, Severity.MEDIUM),
                    says=str(violation["description"]),
                    fix=str(violation.get("suggestedFix") or violation.get("fix") or f"Ask {name}."),
                    address=_address(path, resource, graph, stacks),
                    path=path,
                    at=_at(resource.get("propertyPaths")),
                    engine=_PREFIX,
                )


def _address(
    path: str, resource: Mapping[str, Any], graph: Graph, stacks: Mapping[str, str]
) -> Address | None:
    template = Path(str(resource.get("templatePath"))).name
    address = Address(stacks.get(template, ""), str(resource.get("logicalId")))
    if address in graph.resources:
        return address
    return _below(path, graph) if path else None


def _below(path: str, graph: Graph) -> Address | None:
    """The resource that a construct stands for: the one at its path, else the only nearest one below."""
    if found := graph.at(path):
        return found.address
    below = [one for one in graph.resources.values() if one.path.startswith(f"{path}/")]
    depth = min((one.path.count("/") for one in below), default=0)
    nearest = [one.address for one in below if one.path.count("/") == depth]
    return nearest[0] if len(nearest) == 1 else None


def _at(paths: Any) -> str | None:
    return str(paths[0]).removeprefix("Properties.") if paths else None


ENGINE = Engine("The CDK's validation report", _PREFIX, run)
