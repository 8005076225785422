"""A cluster of Aurora Serverless v1, which AWS has ended."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="A cluster uses Aurora Serverless v1, which AWS has ended",
    why=(
        "AWS ended v1 on 31 March 2025: clusters can no longer be created and are moved by AWS at a "
        "time it chooses."
    ),
    fix=(
        "Remove EngineMode, and set ServerlessV2ScalingConfiguration with instances of class db.serverless."
    ),
    pillar=Pillar.OPERATIONS,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless.html",
    types=("AWS::RDS::DBCluster",),
    faults=none_of(
        "EngineMode", ("serverless",), "EngineMode is {value}: Aurora Serverless v1 ended on 2025-03-31."
    ),
)
