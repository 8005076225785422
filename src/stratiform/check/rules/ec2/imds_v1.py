"""An instance whose metadata service answers requests without a token."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import targets
from stratiform.assembly.properties import may_be, value
from stratiform.check.launches import INSTANCE, LAUNCHES, prefix, setting
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_PATH = "MetadataOptions.HttpTokens"


def _is_safe(resource: Resource) -> bool:
    """Without tokens is the default, unless an image or the account says otherwise."""
    tokens = setting(resource, _PATH, "optional")
    endpoint = setting(resource, "MetadataOptions.HttpEndpoint", "enabled")
    return may_be(tokens, "required") or may_be(endpoint, "disabled")


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    if resource.type == INSTANCE and value(resource, "LaunchTemplate") is not None:
        templates = list(targets(graph, resource, "LaunchTemplate"))
        if not templates or all(map(_is_safe, templates)):
            return None
    if _is_safe(resource):
        return None
    return Fault("The metadata service answers requests without a token.", at=f"{prefix(resource)}{_PATH}")


RULE = Rule(
    title="An instance answers IMDSv1 requests",
    why=(
        "A fault in the software that fetches a URL for a stranger gives away the credentials of "
        "the instance."
    ),
    fix='Set MetadataOptions.HttpTokens to "required".',
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-8",
    types=LAUNCHES,
    faults=_faults,
    references=References(security_hub=("EC2.8", "EC2.170", "AutoScaling.3"), checkov=("CKV_AWS_79",)),
)
