"""A domain of an API that accepts TLS 1.0."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="A domain of a REST API accepts TLS 1.0",
    why="TLS 1.0 and 1.1 have known weaknesses, and browsers no longer speak them.",
    fix='Set SecurityPolicy to "TLS_1_2" or a newer policy.',
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html",
    types=("AWS::ApiGateway::DomainName",),
    faults=none_of("SecurityPolicy", ("TLS_1_0",), "SecurityPolicy is {value}."),
)
