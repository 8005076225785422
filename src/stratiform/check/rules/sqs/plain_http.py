"""A queue that answers requests without TLS."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.transport import must_refuse_plain_http

RULE = Rule(
    title="A queue answers requests over plain HTTP",
    why="Messages and signatures of requests can be read on the way.",
    fix="Add a policy that denies sqs actions to everyone where aws:SecureTransport is false.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html",
    types=("AWS::SQS::Queue",),
    faults=must_refuse_plain_http("queue", "AWS::SQS::QueuePolicy", "Queues"),
    references=References(cdk_nag=("AwsSolutions-SQS4",)),
)
