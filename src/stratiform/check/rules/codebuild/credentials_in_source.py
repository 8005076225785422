"""A build whose source address holds a password."""

from __future__ import annotations

import re

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import items, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_CREDENTIALS = re.compile(r"^https?://[^/@]*[^/@]@")
# A user name before the @, which Bitbucket writes into addresses, is no credential.
_USER = re.compile(r"^https?://[^/:@]+@bitbucket\.org/")


def _faults(project: Resource, graph: Graph) -> Fault | None:
    places = [("Source", value(project, "Source"))]
    others = items(value(project, "SecondarySources"))
    places += [(f"SecondarySources[{index}]", one) for index, one in enumerate(others)]
    for at, source in places:
        location = value(source or {}, "Location")
        if isinstance(location, str) and _CREDENTIALS.match(location) and not _USER.match(location):
            return Fault("Location holds credentials.", at=f"{at}.Location")
    return None


RULE = Rule(
    title="The address of a source holds credentials",
    why="Everyone who may look at the project reads them.",
    fix="Remove the credentials from Location, and connect with OAuth or a CodeConnections connection.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-1",
    types=("AWS::CodeBuild::Project",),
    faults=_faults,
    references=References(security_hub=("CodeBuild.1",), guard=("CODEBUILD_PROJECT_SOURCE_REPO_URL_CHECK",)),
)
