"""An MSK cluster with public addresses."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="The brokers of an MSK cluster have public addresses",
    why="Everybody on the internet reaches the brokers wherever a security group lets them.",
    fix='Set ConnectivityInfo.PublicAccess.Type to "DISABLED".',
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/msk-controls.html#msk-4",
    types=("AWS::MSK::Cluster",),
    faults=none_of(
        "BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type",
        ("SERVICE_PROVIDED_EIPS",),
        "PublicAccess.Type is {value}: the brokers have public addresses.",
    ),
    references=References(security_hub=("MSK.4",), checkov=("CKV_AWS_291",)),
)
