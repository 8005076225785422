"""An instance that one call ends."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="An instance has no termination protection",
    why="One wrong call, or one wrong line in a script, ends it with what is on it; nothing starts another.",
    fix="Set DisableApiTermination to true, or let an Auto Scaling group replace it.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_ChangingDisableAPITermination.html",
    types=("AWS::EC2::Instance",),
    faults=must_be_true("DisableApiTermination", "DisableApiTermination is {value}."),
    references=References(cdk_nag=("AwsSolutions-EC29",)),
)
