"""A distribution that accepts TLS older than 1.2."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_true, is_unknown, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_PATH = "DistributionConfig.ViewerCertificate"


def _faults(distribution: Resource, graph: Graph) -> Fault | None:
    certificate = value(distribution, _PATH)
    if is_unknown(certificate):
        return None
    if certificate is None or is_true(value(certificate, "CloudFrontDefaultCertificate")):
        return Fault("With the certificate of CloudFront, TLS 1.0 is accepted.", at=_PATH)
    # Absent with a certificate of one's own, CloudFront takes TLSv1.
    version = value(certificate, "MinimumProtocolVersion", "TLSv1")
    if is_unknown(version) or str(version).startswith(("TLSv1.2", "TLSv1.3")):
        return None
    return Fault(f"MinimumProtocolVersion is {version}.", at=f"{_PATH}.MinimumProtocolVersion")


RULE = Rule(
    title="A distribution accepts old TLS",
    why="TLS 1.0 and 1.1 have known faults, and browsers and standards no longer accept them.",
    fix="Use a certificate of your own, and set MinimumProtocolVersion to TLSv1.2_2021.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-15",
    types=("AWS::CloudFront::Distribution",),
    faults=_faults,
    references=References(
        security_hub=("CloudFront.15",),
        checkov=("CKV_AWS_174",),
        cfn_nag=("W70",),
        guard=("CLOUDFRONT_MINIMUM_PROTOCOL_VERSION_RULE",),
    ),
)
