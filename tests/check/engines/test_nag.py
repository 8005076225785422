from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from stratiform.assembly import read
from stratiform.assembly.graph import Address
from stratiform.check.engines import nag
from stratiform.check.engines.engine import Report
from stratiform.check.finding import Waiver
from stratiform.check.rule import Severity

QUEUE = {"Type": "AWS::SQS::Queue", "Metadata": {"aws:cdk:path": "Shop/Jobs/Resource"}}
CSV = """\
Rule ID,Resource ID,Compliance,Exception Reason,Rule Level,Rule Info
"AwsSolutions-SQS3","Shop/Jobs/Resource","Non-Compliant","N/A","Error","The queue has no ""DLQ""."
"AwsSolutions-SQS4","Shop/Jobs/Resource","Suppressed","Only tests, and never more","Warning","No TLS."
"AwsSolutions-SQS2","Shop/Jobs/Resource","Compliant","N/A","Error","A key."
"AwsSolutions-SQS5","Shop/Jobs/Resource","UNKNOWN","N/A","Error","A parameter."
"""


@pytest.fixture
def examined(tmp_path: Path) -> Callable[..., Report]:
    def examined(**files: str) -> Report:
        inner = tmp_path / "assembly-dev"
        inner.mkdir()
        (inner / "Shop.template.json").write_text(json.dumps({"Resources": {"Jobs1": QUEUE}}))
        stack = {"type": "aws:cloudformation:stack", "properties": {"templateFile": "Shop.template.json"}}
        stage = {"type": "cdk:cloud-assembly", "properties": {"directoryName": "assembly-dev"}}
        for folder, artifacts in ((tmp_path, {"dev": stage}), (inner, {"Shop": stack})):
            (folder / "manifest.json").write_text(json.dumps({"version": "55.0.0", "artifacts": artifacts}))
        for name, text in files.items():
            (tmp_path / f"AwsSolutions-Shop-NagReport.{name}").write_text(text)
        return nag.run(read(tmp_path))

    return examined


def test_what_is_not_compliant_is_a_finding_and_what_is_suppressed_a_waived_one(
    examined: Callable[..., Report],
) -> None:
    fault, accepted = examined(csv=CSV).findings
    assert (fault.rule, fault.severity) == ("nag:AwsSolutions-SQS3", Severity.HIGH)
    assert (fault.says, fault.address) == ('The queue has no "DLQ".', Address("Shop", "Jobs1"))
    assert fault.waiver is None
    assert accepted.waiver == Waiver("cdk-nag: Only tests, and never more")


def test_what_cdk_nag_could_not_judge_is_a_note(examined: Callable[..., Report]) -> None:
    [note] = examined(csv=CSV).notes
    assert "AwsSolutions-SQS5" in note
    assert "Shop/Jobs/Resource" in note


def test_the_json_report_says_the_same_and_both_are_told_once(examined: Callable[..., Report]) -> None:
    line = {
        "ruleId": "AwsSolutions-SQS3",
        "resourceId": "Shop/Jobs/Resource",
        "compliance": "Non-Compliant",
        "exceptionReason": "N/A",
        "ruleLevel": "Error",
        "ruleInfo": 'The queue has no "DLQ".',
    }
    report = examined(csv=CSV, json=json.dumps({"lines": [line]}))
    assert [one.rule for one in report.findings] == ["nag:AwsSolutions-SQS3", "nag:AwsSolutions-SQS4"]


@pytest.mark.parametrize(("kind", "text"), [("json", "{"), ("json", "[]"), ("csv", "a,b\n1,2\n")])
def test_a_report_that_is_none_is_a_note(examined: Callable[..., Report], kind: str, text: str) -> None:
    report = examined(**{kind: text})
    assert report.findings == ()
    assert "is not a report of cdk-nag" in report.notes[0]
