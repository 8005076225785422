"""A rule, findings and a report that tests share."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from stratiform.assembly.graph import Address, Graph, Origin, Resource
from stratiform.check.finding import Finding, Findings
from stratiform.check.formats.report import Report
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def no_key(queue: Resource, system: Graph) -> Fault | None:
    key = queue.properties.get("KmsMasterKeyId")
    return None if key else Fault(f"KmsMasterKeyId is {key}", at="QueueName")


RULE = Rule(
    title="A queue has no key",
    why="Somebody else reads it.",
    fix="Set KmsMasterKeyId.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/",
    types=("AWS::SQS::Queue",),
    faults=no_key,
    references=References(cdk_nag=("AwsSolutions-SQS2",), checkov=("CKV_AWS_27",), cfn_nag=("W48",)),
)
RULES = {"sqs-no-key": RULE}


def finding(**changes: Any) -> Finding:
    jobs = Finding(
        rule="sqs-no-key",
        title="A queue has no key",
        pillar=Pillar.SECURITY,
        severity=Severity.HIGH,
        says="KmsMasterKeyId is None",
        fix="Set KmsMasterKeyId.",
        address=Address("Shop", "Jobs"),
        path="Shop/Jobs/Resource",
        type="AWS::SQS::Queue",
        at="KmsMasterKeyId",
        origin=Origin("/app/shop.py", 12),
        references=RULE.references,
    )
    return replace(jobs, **changes)


def report(*findings: Finding, **changes: Any) -> Report:
    notes = changes.pop("notes", ())
    found = Findings(findings, ("sqs-no-key",), 7, notes)
    return Report(found, changes.pop("subject", "shop"), Path("/app"), **changes)
