"""A queue whose messages are not encrypted."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true


def _faults(queue: Resource, graph: Graph) -> Fault | None:
    if value(queue, "KmsMasterKeyId"):
        return None
    return must_be_true("SqsManagedSseEnabled", "SqsManagedSseEnabled is {value}.", default=True)(
        queue, graph
    )


RULE = Rule(
    title="A queue is not encrypted at rest",
    why="Whoever gets at the storage can read the messages. SQS encrypts a queue unless it is told not to.",
    fix="Remove SqsManagedSseEnabled, or set KmsMasterKeyId.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html#sqs-1",
    types=("AWS::SQS::Queue",),
    faults=_faults,
    references=References(
        security_hub=("SQS.1",),
        cdk_nag=("AwsSolutions-SQS2",),
        checkov=("CKV_AWS_27",),
        cfn_nag=("W48",),
        guard=("SQS_QUEUE_KMS_MASTER_KEY_ID_RULE",),
    ),
)
