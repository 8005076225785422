"""An MSK cluster whose brokers log nowhere."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_false, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(cluster: Resource, graph: Graph) -> Fault | None:
    at = "LoggingInfo.BrokerLogs"
    enabled = [value(cluster, f"{at}.{place}.Enabled") for place in ("CloudWatchLogs", "S3", "Firehose")]
    return (
        Fault("No destination of LoggingInfo.BrokerLogs is enabled.", at=at)
        if all(map(is_false, enabled))
        else None
    )


RULE = Rule(
    title="The brokers of an MSK cluster log nowhere",
    why="Rebalances, failing clients and failing brokers leave no trace.",
    fix="Send BrokerLogs to CloudWatch Logs, S3 or Firehose in LoggingInfo.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/msk/latest/developerguide/msk-logging.html",
    types=("AWS::MSK::Cluster",),
    faults=_faults,
    references=References(cdk_nag=("AwsSolutions-MSK6",), checkov=("CKV_AWS_80",)),
)
