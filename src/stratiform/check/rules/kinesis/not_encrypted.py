"""A stream whose records are not encrypted."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import first, must_be_set, one_of

RULE = Rule(
    title="A stream is not encrypted at rest",
    why="Whoever gets at the storage can read the records.",
    fix='Set StreamEncryption with EncryptionType "KMS" and a KeyId; alias/aws/kinesis costs nothing.',
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/kinesis-controls.html#kinesis-1",
    types=("AWS::Kinesis::Stream",),
    faults=first(
        one_of(
            "StreamEncryption.EncryptionType",
            ("KMS",),
            "EncryptionType is {value}: records are kept as they are.",
        ),
        must_be_set("StreamEncryption.KeyId", "KeyId is {value}, so there is no key to encrypt with."),
    ),
    references=References(
        security_hub=("Kinesis.1",),
        cdk_nag=("AwsSolutions-KDS1",),
        checkov=("CKV_AWS_43",),
        cfn_nag=("W49",),
        guard=("KINESIS_STREAM_ENCRYPTION_RULE",),
    ),
)
