"""A topic that answers requests without TLS."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.transport import must_refuse_plain_http

RULE = Rule(
    title="A topic answers requests over plain HTTP",
    why="Messages and signatures of requests can be read on the way.",
    fix="Add a policy that denies sns actions to everyone where aws:SecureTransport is false.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html",
    types=("AWS::SNS::Topic",),
    faults=must_refuse_plain_http("topic", "AWS::SNS::TopicPolicy", "Topics"),
    references=References(cdk_nag=("AwsSolutions-SNS3",)),
)
