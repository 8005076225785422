"""A certificate that somebody must renew by a letter."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import one_of

RULE = Rule(
    title="A certificate is validated by email",
    why="Once a year somebody must click in an email, or the site goes down.",
    fix="Set ValidationMethod to DNS.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html",
    types=("AWS::CertificateManager::Certificate",),
    faults=one_of("ValidationMethod", ("DNS", "HTTP"), "ValidationMethod is {value}.", default="EMAIL"),
    applies=lambda certificate, graph: certificate.properties.get("CertificateAuthorityArn") is None,
)
