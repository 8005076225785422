"""A distribution that speaks HTTP/1.1 alone."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must

RULE = Rule(
    title="A distribution speaks HTTP/1.1 alone",
    why=(
        "Each connection carries one request at a time, so pages with many files load slower, "
        "above all on phones."
    ),
    fix="Set HttpVersion to http2and3.",
    pillar=Pillar.PERFORMANCE,
    severity=Severity.LOW,
    source=(
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-distributionconfig.html"
    ),
    types=("AWS::CloudFront::Distribution",),
    faults=must(
        "DistributionConfig.HttpVersion",
        "HttpVersion is {value}.",
        lambda found: str(found).lower() != "http1.1",
        default="http1.1",
    ),
)
