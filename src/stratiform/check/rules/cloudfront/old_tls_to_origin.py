"""A distribution that accepts old TLS from its origin."""

from __future__ import annotations

from collections.abc import Mapping

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, items, may_be, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_OLD = ("SSLv3", "TLSv1", "TLSv1.1")


def _faults(distribution: Resource, graph: Graph) -> Fault | None:
    for index, origin in enumerate(items(value(distribution, "DistributionConfig.Origins"))):
        custom = value(origin, "CustomOriginConfig")
        if (
            not isinstance(custom, Mapping)
            or is_unknown(custom)
            or may_be(custom.get("OriginProtocolPolicy"), "http-only")
        ):
            continue
        # Absent, CloudFront offers TLSv1 and SSLv3.
        found = [name for name in items(custom.get("OriginSSLProtocols", ["TLSv1", "SSLv3"])) if name in _OLD]
        if found:
            at = f"DistributionConfig.Origins[{index}].CustomOriginConfig.OriginSSLProtocols"
            return Fault(f"OriginSSLProtocols offers {', '.join(found)}.", at=at)
    return None


RULE = Rule(
    title="A distribution accepts old TLS from its origin",
    why="SSL 3, TLS 1.0 and 1.1 have known faults, so the way to the server can be read.",
    fix="Set OriginSSLProtocols to TLSv1.2 alone.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-10",
    types=("AWS::CloudFront::Distribution",),
    faults=_faults,
    references=References(security_hub=("CloudFront.10",), cdk_nag=("AwsSolutions-CFR5",)),
)
