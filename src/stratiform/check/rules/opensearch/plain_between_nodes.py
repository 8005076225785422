"""A search domain whose nodes talk without encryption."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.search_domains import DOMAINS
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="The nodes of a search domain talk without encryption",
    why="Whoever can read the network between the nodes reads the indexes.",
    fix="Set NodeToNodeEncryptionOptions.Enabled to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html#opensearch-3",
    types=DOMAINS,
    faults=must_be_true(
        "NodeToNodeEncryptionOptions.Enabled",
        "NodeToNodeEncryptionOptions.Enabled is {value}: nodes exchange plain data.",
    ),
    references=References(
        security_hub=("Opensearch.3", "ES.3"),
        cdk_nag=("AwsSolutions-OS2",),
        checkov=("CKV_AWS_6",),
        cfn_nag=("W85",),
        guard=("OPENSEARCH_NODE_TO_NODE_ENCRYPTION_CHECK", "ELASTICSEARCH_NODE_TO_NODE_ENCRYPTION_CHECK"),
    ),
)
