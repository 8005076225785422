"""A distribution that sends text as it is."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A distribution does not compress",
    why="Pages load slower, and more bytes are transferred and paid for.",
    fix="Set Compress to true in the cache behavior.",
    pillar=Pillar.PERFORMANCE,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html",
    types=("AWS::CloudFront::Distribution",),
    faults=must_be_true("DistributionConfig.DefaultCacheBehavior.Compress", "Compress is {value}."),
)
