"""A workgroup whose settings its clients may ignore."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="Clients may ignore the settings of a workgroup",
    why="Encryption and place of the results are what each client says, not what you say.",
    fix="Remove EnforceWorkGroupConfiguration, or set it to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/athena/latest/ug/workgroups-settings-override.html",
    types=("AWS::Athena::WorkGroup",),
    faults=must_be_true(
        "WorkGroupConfiguration.EnforceWorkGroupConfiguration",
        "EnforceWorkGroupConfiguration is {value}: each client decides.",
        default=True,
    ),
    references=References(checkov=("CKV_AWS_82",)),
)
