"""A delivery stream whose records are not encrypted."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set


def _takes_records(stream: Resource, graph: Graph) -> bool:
    """With a stream as its source, the source encrypts."""
    from_stream = value(stream, "KinesisStreamSourceConfiguration") is not None
    default = "KinesisStreamAsSource" if from_stream else "DirectPut"
    return bool(value(stream, "DeliveryStreamType", default) == "DirectPut")


RULE = Rule(
    title="A delivery stream is not encrypted at rest",
    why="Records that wait for delivery are kept as they are.",
    fix="Set DeliveryStreamEncryptionConfigurationInput.KeyType to AWS_OWNED_CMK or CUSTOMER_MANAGED_CMK.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/datafirehose-controls.html#datafirehose-1",
    types=("AWS::KinesisFirehose::DeliveryStream",),
    faults=must_be_set(
        "DeliveryStreamEncryptionConfigurationInput.KeyType",
        "DeliveryStreamEncryptionConfigurationInput is {value}: waiting records are plain.",
    ),
    applies=_takes_records,
    references=References(
        security_hub=("DataFirehose.1",),
        cdk_nag=("AwsSolutions-KDF1",),
        cfn_nag=("W88",),
        guard=("KINESIS_FIREHOSE_DELIVERY_STREAM_ENCRYPTION_RULE",),
    ),
)
