"""A transit gateway that accepts whatever network asks."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="A transit gateway accepts every attachment",
    why="Any account it is shared with joins its network to yours without anybody looking.",
    fix="Set AutoAcceptSharedAttachments to disable.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-23",
    types=("AWS::EC2::TransitGateway",),
    faults=none_of("AutoAcceptSharedAttachments", ("enable",), "AutoAcceptSharedAttachments is {value}."),
    references=References(security_hub=("EC2.23",)),
)
