"""An endpoint service that accepts whoever asks."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="An endpoint service accepts every consumer",
    why="Whoever knows its name and is allowed to ask gets a connection into your network.",
    fix="Set AcceptanceRequired to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html",
    types=("AWS::EC2::VPCEndpointService",),
    faults=must_be_true("AcceptanceRequired", "AcceptanceRequired is {value}."),
    references=References(checkov=("CKV_AWS_123",)),
)
