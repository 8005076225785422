"""A queue that answers requests without TLS."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.links import sources
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity
from stratiform.check.transport import refuses_plain_http


def _faults(queue: Resource, graph: Graph) -> Fault | None:
    policies = list(sources(graph, queue, "AWS::SQS::QueuePolicy", "Queues"))
    if any(refuses_plain_http(policy) for policy in policies):
        return None
    what = "No policy of the queue denies" if policies else "The queue has no policy, so nothing refuses"
    return Fault(f"{what} requests where aws:SecureTransport is false.")


RULE = Rule(
    title="A queue answers requests over plain HTTP",
    why="Messages and signatures of requests can be read on the way.",
    fix="Add a policy that denies sqs actions to everyone where aws:SecureTransport is false.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html",
    types=("AWS::SQS::Queue",),
    faults=_faults,
    references=References(cdk_nag=("AwsSolutions-SQS4",)),
)
