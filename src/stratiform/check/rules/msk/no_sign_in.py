"""An MSK cluster that anybody on the network may use."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_false

RULE = Rule(
    title="An MSK cluster accepts clients that do not sign in",
    why="Reaching a broker is enough to read and to write every topic.",
    fix="Set ClientAuthentication.Unauthenticated.Enabled to false, and let clients sign in through IAM.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/msk-controls.html#msk-6",
    types=("AWS::MSK::Cluster", "AWS::MSK::ServerlessCluster"),
    faults=must_be_false(
        "ClientAuthentication.Unauthenticated.Enabled",
        "Unauthenticated.Enabled is {value}: reaching a broker is enough.",
    ),
    references=References(security_hub=("MSK.6",)),
)
