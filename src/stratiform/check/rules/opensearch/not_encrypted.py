"""A search domain whose storage is not encrypted."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.search_domains import DOMAINS
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A search domain is not encrypted at rest",
    why="Whoever gets at the disks, the swap or a snapshot can read the indexes.",
    fix="Set EncryptionAtRestOptions.Enabled to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html#opensearch-1",
    types=DOMAINS,
    faults=must_be_true(
        "EncryptionAtRestOptions.Enabled",
        "EncryptionAtRestOptions.Enabled is {value}: indexes and logs are plain.",
    ),
    references=References(
        security_hub=("Opensearch.1", "ES.1"),
        cdk_nag=("AwsSolutions-OS8",),
        checkov=("CKV_AWS_5",),
        cfn_nag=("W54",),
        guard=("OPENSEARCH_ENCRYPTED_AT_REST", "ELASTICSEARCH_ENCRYPTED_AT_REST"),
    ),
)
