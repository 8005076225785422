"""A project that stores what it builds as it is."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_true, items, may_be, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(project: Resource, graph: Graph) -> Fault | None:
    places = [("Artifacts", value(project, "Artifacts"))]
    others = items(value(project, "SecondaryArtifacts"))
    places += [(f"SecondaryArtifacts[{index}]", one) for index, one in enumerate(others)]
    for at, artifacts in places:
        if not may_be(value(artifacts or {}, "Type"), "NO_ARTIFACTS") and is_true(
            value(artifacts or {}, "EncryptionDisabled")
        ):
            return Fault("EncryptionDisabled is true.", at=f"{at}.EncryptionDisabled")
    return None


RULE = Rule(
    title="Artifacts of a build are not encrypted",
    why="Whoever gets at the bucket reads, and may learn to change, what is deployed.",
    fix="Remove EncryptionDisabled from Artifacts and SecondaryArtifacts.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/codebuild/latest/userguide/security-encryption.html",
    types=("AWS::CodeBuild::Project",),
    faults=_faults,
    references=References(checkov=("CKV_AWS_78",)),
)
