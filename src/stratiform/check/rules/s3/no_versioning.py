"""A bucket that keeps no earlier versions of its objects."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_STATUS = "VersioningConfiguration.Status"


def _faults(bucket: Resource, graph: Graph) -> Fault | None:
    status = value(bucket, _STATUS, "absent")
    if is_unknown(status) or status == "Enabled":
        return None
    return Fault(f"Versioning is {status}, so an object that is overwritten or deleted is lost.", at=_STATUS)


RULE = Rule(
    title="A bucket keeps no earlier versions",
    why="An object that a fault or an attacker overwrites or deletes cannot be brought back.",
    fix='Set VersioningConfiguration.Status to "Enabled", and expire old versions with a lifecycle rule.',
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
    types=("AWS::S3::Bucket",),
    faults=_faults,
    references=References(
        security_hub=("S3.14",), checkov=("CKV_AWS_21",), guard=("S3_BUCKET_VERSIONING_ENABLED",)
    ),
)
