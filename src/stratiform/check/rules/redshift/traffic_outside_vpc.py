"""A Redshift cluster that copies data past the VPC."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A Redshift cluster moves data past the VPC",
    why=(
        "COPY and UNLOAD go over the internet, where no security group, endpoint policy or flow log "
        "sees them."
    ),
    fix="Set EnhancedVpcRouting to true, with an endpoint for S3.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/redshift-controls.html#redshift-7",
    types=("AWS::Redshift::Cluster",),
    faults=must_be_true(
        "EnhancedVpcRouting", "EnhancedVpcRouting is {value}: COPY and UNLOAD do not go through the VPC."
    ),
    references=References(security_hub=("Redshift.7",), guard=("REDSHIFT_ENHANCED_VPC_ROUTING_ENABLED",)),
)
