"""A search domain with a public endpoint."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.search_domains import DOMAINS
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="A search domain has a public endpoint",
    why="Everybody on the internet reaches its API; one wrong statement in its policy opens the data.",
    fix="Set VPCOptions with subnets and a security group. A running domain must be replaced.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html#opensearch-2",
    types=DOMAINS,
    faults=must_be_set("VPCOptions", "VPCOptions is {value}: the endpoint is on the internet."),
    references=References(
        security_hub=("Opensearch.2", "ES.2"),
        cdk_nag=("AwsSolutions-OS1",),
        cfn_nag=("W90",),
        guard=("OPENSEARCH_IN_VPC_ONLY", "ELASTICSEARCH_IN_VPC_ONLY"),
    ),
)
