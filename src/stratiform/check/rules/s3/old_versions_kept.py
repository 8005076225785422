"""A versioned bucket that keeps every old version for ever."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, items, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_PATH = "LifecycleConfiguration.Rules"
_EXPIRES = (
    "NoncurrentVersionExpiration",
    "NoncurrentVersionExpirationInDays",
    "NoncurrentVersionTransitions",
    "NoncurrentVersionTransition",
)


def _is_versioned_with_lifecycle(bucket: Resource, graph: Graph) -> bool:
    """Without any lifecycle, that is the fault."""
    versioned = value(bucket, "VersioningConfiguration.Status") == "Enabled"
    return versioned and bool(items(value(bucket, _PATH)))


def _faults(bucket: Resource, graph: Graph) -> Fault | None:
    for rule in items(value(bucket, _PATH)):
        if is_unknown(rule) or any(value(rule, name) is not None for name in _EXPIRES):
            return None
    return Fault("Versioning is on and no lifecycle rule is about old versions.", at=_PATH)


RULE = Rule(
    title="Old versions of objects are kept for ever",
    why="Each overwritten or deleted object stays and is paid for, unseen in listings.",
    fix="Add a lifecycle rule with NoncurrentVersionExpiration.",
    pillar=Pillar.COST,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-10",
    types=("AWS::S3::Bucket",),
    faults=_faults,
    applies=_is_versioned_with_lifecycle,
    references=References(security_hub=("S3.10",)),
)
