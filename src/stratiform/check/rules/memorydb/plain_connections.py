"""A MemoryDB cluster that is talked to without encryption."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A MemoryDB cluster is talked to without encryption",
    why=(
        "Whoever can read the network reads keys and values. Without TLS the cluster cannot have users "
        "either."
    ),
    fix="Remove TLSEnabled, or set it to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/memorydb/latest/devguide/in-transit-encryption.html",
    types=("AWS::MemoryDB::Cluster",),
    faults=must_be_true(
        "TLSEnabled", "TLSEnabled is {value}: clients connect without encryption.", default=True
    ),
)
