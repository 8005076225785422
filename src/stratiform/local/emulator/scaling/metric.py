"""What a policy looks at: a metric of its service, one it names itself, or the metric of its alarm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.local.emulator.alarms.evaluation import latest

_ECS = {
    "ECSServiceAverageCPUUtilization": "CPUUtilization",
    "ECSServiceAverageMemoryUtilization": "MemoryUtilization",
}


def measured(policy: Mapping[str, Any], now: float) -> float | None:
    """The value that a target tracking policy looks at; None without data or for an unknown metric."""
    tracking = policy.get("TargetTrackingScalingPolicyConfiguration") or {}
    if own := tracking.get("CustomizedMetricSpecification"):
        if own.get("Metrics"):
            return latest({"Metrics": [_query(one) for one in own["Metrics"]]}, now)
        return latest({**own, "Period": 60}, now)
    predefined = tracking.get("PredefinedMetricSpecification") or {}
    kind = predefined.get("PredefinedMetricType", "")
    if kind in _ECS:
        _, cluster, service = policy["ResourceId"].split("/")
        return latest(_alarm("AWS/ECS", _ECS[kind], "Average", ClusterName=cluster, ServiceName=service), now)
    if kind == "ALBRequestCountPerTarget":
        balancer, group = predefined["ResourceLabel"].split("/targetgroup/")
        dimensions = {"LoadBalancer": balancer, "TargetGroup": f"targetgroup/{group}"}
        return latest(_alarm("AWS/ApplicationELB", "RequestCountPerTarget", "Sum", **dimensions), now)
    return None


def _alarm(namespace: str, name: str, statistic: str, **dimensions: str) -> dict[str, Any]:
    pairs = [{"Name": key, "Value": value} for key, value in dimensions.items()]
    return {
        "Namespace": namespace,
        "MetricName": name,
        "Statistic": statistic,
        "Dimensions": pairs,
        "Period": 60,
    }


def _query(query: Mapping[str, Any]) -> dict[str, Any]:
    made = {"ReturnData": True, **query}
    if made.get("MetricStat"):
        made["MetricStat"] = {"Period": 60, **made["MetricStat"]}
    return made
