"""SARIF 2.1.0, which code scanners' dashboards read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import stratiform
from stratiform.check.catalogue import catalogue
from stratiform.check.finding import Finding
from stratiform.check.formats.report import Report
from stratiform.check.page import references
from stratiform.check.rule import Severity

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
}
# GitHub's scale for security findings: above 9 critical, above 7 high, above 4 medium.
_SCORES = {Severity.CRITICAL: "9.5", Severity.HIGH: "8.0", Severity.MEDIUM: "5.5", Severity.LOW: "2.0"}


def render(report: Report) -> str:
    """One run with the rules that found something or could have, and a result for each finding."""
    found = report.findings
    rules = {id_: _rule(id_) for id_ in found.rules if id_ in catalogue()}
    for one in found.findings:
        rules.setdefault(one.rule, _foreign(one))
    index = {id_: number for number, id_ in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "stratiform",
                "semanticVersion": stratiform.__version__,
                "rules": list(rules.values()),
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "note", "message": {"text": note}} for note in found.notes
                ],
            }
        ],
        "results": [_result(one, index[one.rule], report) for one in found.findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(id_: str) -> Mapping[str, Any]:
    rule = catalogue()[id_]
    help_ = "\n\n".join([rule.why, f"Fix: {rule.fix}", *references(rule.references)])
    return {
        "id": id_,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": help_, "markdown": help_},
        "helpUri": rule.source,
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": _properties(rule.pillar.value, rule.severity),
    }


def _foreign(one: Finding) -> Mapping[str, Any]:
    return {
        "id": one.rule,
        "shortDescription": {"text": one.title},
        "help": {"text": one.fix},
        "defaultConfiguration": {"level": _LEVELS[one.severity]},
        "properties": _properties(one.pillar.value, one.severity),
    }


def _properties(pillar: str, severity: Severity) -> Mapping[str, Any]:
    score = {"security-severity": _SCORES[severity]} if pillar == "security" else {}
    return {"tags": [pillar], **score}


def _result(one: Finding, index: int, report: Report) -> Mapping[str, Any]:
    result: dict[str, Any] = {
        "ruleId": one.rule,
        "ruleIndex": index,
        "level": _LEVELS[one.severity],
        "message": {"text": f"{one.path}: {one.says.rstrip('.')}. Fix: {one.fix}".removeprefix(": ")},
        "locations": [_location(one, report)],
        "partialFingerprints": {"stratiform/v1": _fingerprint(one)},
        "properties": {
            "at": one.at,
            "type": one.type,
            "evidence": [str(address) for address in one.evidence],
            "also": list(one.also),
        },
    }
    if one.waiver:
        result["suppressions"] = [{"kind": "external", "justification": one.waiver.reason}]
    return result


def _location(one: Finding, report: Report) -> Mapping[str, Any]:
    location: dict[str, Any] = {}
    if one.origin:
        file = report.file(one.origin)
        uri = Path(file).as_uri() if Path(file).is_absolute() else quote(Path(file).as_posix())
        location["physicalLocation"] = {
            "artifactLocation": {"uri": uri},
            "region": {"startLine": one.origin.line},
        }
    if one.path:
        location["logicalLocations"] = [{"fullyQualifiedName": one.path, "kind": "resource"}]
    return location


def _fingerprint(one: Finding) -> str:
    """The same for the same fault of the same resource, wherever its line moves to."""
    what = [one.rule, one.path, str(one.address or ""), one.at or ""]
    return hashlib.sha256(json.dumps(what).encode()).hexdigest()[:32]
