"""A DocumentDB parameter group that turns TLS off."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="A DocumentDB cluster accepts plain connections",
    why="Whoever can read the network reads queries and results.",
    fix='Set the parameter tls to "enabled" or leave it out.',
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/documentdb-controls.html#documentdb-6",
    types=("AWS::DocDB::DBClusterParameterGroup",),
    faults=none_of(
        "Parameters.tls",
        ("disabled",),
        "The parameter tls is {value}: clients may connect without encryption.",
    ),
    references=References(security_hub=("DocumentDB.6",), checkov=("CKV_AWS_90",)),
)
