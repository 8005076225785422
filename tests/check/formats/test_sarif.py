"""SARIF, held to what the OASIS schema requires of the parts we write."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from check.samples import RULES, finding, report
from stratiform.assembly.graph import Origin
from stratiform.check.finding import Waiver
from stratiform.check.formats import sarif
from stratiform.check.formats.report import Report
from stratiform.check.rule import Severity

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}


def closed(required: list[str], **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required,
        "properties": {**properties, "properties": {"type": "object"}},
        "additionalProperties": False,
    }


RULE = closed(
    ["id"],
    id={"type": "string"},
    shortDescription=TEXT,
    fullDescription=TEXT,
    help=TEXT,
    helpUri={"type": "string", "format": "uri"},
    defaultConfiguration=closed([], level=LEVEL),
)
LOCATION = closed(
    [],
    physicalLocation=closed(
        ["artifactLocation"],
        artifactLocation=closed(["uri"], uri={"type": "string", "pattern": r"^[^ \\]+$"}),
        region=closed(["startLine"], startLine={"type": "integer", "minimum": 1}),
    ),
    logicalLocations={
        "type": "array",
        "items": closed([], fullyQualifiedName={"type": "string"}, kind={"type": "string"}),
    },
)
RESULT = closed(
    ["message"],
    ruleId={"type": "string"},
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=TEXT,
    locations={"type": "array", "items": LOCATION},
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
    suppressions={
        "type": "array",
        "items": closed(["kind"], kind={"enum": ["inSource", "external"]}, justification={"type": "string"}),
    },
)
DRIVER = closed(
    ["name"],
    name={"type": "string"},
    semanticVersion={"type": "string"},
    rules={"type": "array", "uniqueItems": True, "items": RULE},
)
INVOCATION = closed(
    ["executionSuccessful"],
    executionSuccessful={"type": "boolean"},
    toolExecutionNotifications={"type": "array", "items": closed(["message"], level=LEVEL, message=TEXT)},
)
RUN = closed(
    ["tool"],
    tool=closed(["driver"], driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    invocations={"type": "array", "items": INVOCATION},
    results={"type": "array", "items": RESULT},
)
SCHEMA = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": RUN},
    },
    "additionalProperties": False,
}


@pytest.fixture(autouse=True)
def _rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "catalogue", lambda: RULES)


def run(one: Report) -> Any:
    document = json.loads(sarif.render(one))
    jsonschema.validate(document, SCHEMA)
    [only] = document["runs"]
    rules = only["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in only["results"])
    return only


def test_a_finding_is_a_result_at_its_place() -> None:
    [result] = run(report(finding(), notes=("half",)))["results"]
    assert result["level"] == "error"
    assert result["message"]["text"] == (
        "Shop/Jobs/Resource: KmsMasterKeyId is None. Fix: Set KmsMasterKeyId."
    )
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "shop.py"},
        "region": {"startLine": 12},
    }


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("/app/a b.py", "a%20b.py"),
        ("/else where/a.py", "file:///else%20where/a.py"),
        ("x/é.py", "x/%C3%A9.py"),
    ],
)
def test_a_file_is_a_uri_from_the_folder_or_whole(file: str, uri: str) -> None:
    [result] = run(report(finding(origin=Origin(file, 1))))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_a_rule_is_described_even_where_it_found_nothing() -> None:
    [rule] = run(report())["tool"]["driver"]["rules"]
    assert rule["id"] == "sqs-no-key"
    assert rule["properties"] == {"tags": ["security"], "security-severity": "8.0"}


def test_another_engines_rule_and_a_finding_without_a_place_are_valid_too() -> None:
    both = (finding(rule="validate:E1", origin=None), finding(rule="waiver-expired", path="", address=None))
    assert [one["ruleId"] for one in run(report(*both))["results"]] == ["validate:E1", "waiver-expired"]


def test_a_waiver_is_a_suppression_with_its_reason() -> None:
    [result] = run(report(finding(waiver=Waiver("not secret"))))["results"]
    assert result["suppressions"] == [{"kind": "external", "justification": "not secret"}]


def test_a_finding_keeps_its_fingerprint_when_its_line_moves() -> None:
    moved = (finding(), finding(origin=Origin("/app/other.py", 99), severity=Severity.LOW))
    first, second = run(report(*moved))["results"]
    assert first["partialFingerprints"] == second["partialFingerprints"]
    [other] = run(report(finding(at="QueueName")))["results"]
    assert other["partialFingerprints"] != first["partialFingerprints"]
