"""A distribution without a web application firewall."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="A distribution has no firewall",
    why="Floods, scanners and known attacks reach the application as they are.",
    fix="Set WebACLId to a web ACL of WAF with scope CLOUDFRONT.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-6",
    types=("AWS::CloudFront::Distribution",),
    faults=must_be_set("DistributionConfig.WebACLId", "WebACLId is absent."),
    references=References(
        security_hub=("CloudFront.6",), cdk_nag=("AwsSolutions-CFR2",), checkov=("CKV_AWS_68",)
    ),
)
