"""A pipeline whose artifacts have no key of yours."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import items, value
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _faults(pipeline: Resource, graph: Graph) -> Fault | None:
    stores = [("ArtifactStore", value(pipeline, "ArtifactStore"))]
    others = items(value(pipeline, "ArtifactStores"))
    stores += [
        (f"ArtifactStores[{index}].ArtifactStore", value(one, "ArtifactStore"))
        for index, one in enumerate(others)
    ]
    for at, store in stores:
        if store is not None and value(store, "EncryptionKey") is None:
            return Fault("EncryptionKey is absent.", at=at)
    return None


RULE = Rule(
    title="A pipeline has no KMS key",
    why=(
        "Its artifacts are encrypted with the key that S3 has in the account, which another "
        "account cannot use and whose policy you cannot set."
    ),
    fix="Set EncryptionKey in ArtifactStore, or in each of ArtifactStores.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/codepipeline/latest/userguide/S3-artifact-encryption.html",
    types=("AWS::CodePipeline::Pipeline",),
    faults=_faults,
)
