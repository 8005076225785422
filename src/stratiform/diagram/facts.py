"""The few properties that tell most about a resource, as short texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from stratiform.assembly.graph import Resource

_DATABASE: Final = (
    ("DBInstanceClass", "{}"),
    ("Engine", "{}"),
    ("ServerlessV2ScalingConfiguration.MaxCapacity", "up to {} ACU"),
    ("AllocatedStorage", "{} GB"),
)
_FUNCTION: Final = (("Runtime", "{}"), ("MemorySize", "{} MB"), ("PackageType", "{}"))

FACTS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "AWS::ApiGateway::RestApi": (("EndpointConfiguration.Types[0]", "{}"),),
    "AWS::ApiGatewayV2::Api": (("ProtocolType", "{}"),),
    "AWS::AutoScaling::AutoScalingGroup": (("MinSize", "from {}"), ("MaxSize", "to {}")),
    "AWS::DynamoDB::Table": (("BillingMode", "{}"),),
    "AWS::EC2::Instance": (("InstanceType", "{}"),),
    "AWS::EC2::VPC": (("CidrBlock", "{}"),),
    "AWS::ECS::Service": (("DesiredCount", "{} tasks"), ("LaunchType", "{}")),
    "AWS::ECS::TaskDefinition": (("Cpu", "{} CPU"), ("Memory", "{} MB")),
    "AWS::EKS::Cluster": (("Version", "{}"),),
    "AWS::ElastiCache::CacheCluster": (("Engine", "{}"), ("CacheNodeType", "{}")),
    "AWS::ElastiCache::ReplicationGroup": (("Engine", "{}"), ("CacheNodeType", "{}")),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": (("Type", "{}"), ("Scheme", "{}")),
    "AWS::Events::Rule": (("ScheduleExpression", "{}"), ("EventPattern.source[0]", "{}")),
    "AWS::Kinesis::Stream": (("ShardCount", "{} shards"),),
    "AWS::Lambda::Function": _FUNCTION,
    "AWS::OpenSearchService::Domain": (("EngineVersion", "{}"), ("ClusterConfig.InstanceType", "{}")),
    "AWS::RDS::DBCluster": _DATABASE,
    "AWS::RDS::DBInstance": _DATABASE,
    "AWS::SQS::Queue": (("VisibilityTimeout", "{} s"),),
    "AWS::Scheduler::Schedule": (("ScheduleExpression", "{}"),),
    "AWS::Serverless::Function": _FUNCTION,
}
_PLAIN: Final = {"PAY_PER_REQUEST": "on demand", "PROVISIONED": "provisioned", "FARGATE": "Fargate"}


def facts(resource: Resource) -> Iterator[str]:
    """Texts such as ``python3.13`` and ``512 MB``; what only a deployment can tell is left out."""
    for path, shape in FACTS.get(resource.type, ()):
        value = _at(resource.properties, path)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and value != "":
            text = _PLAIN.get(str(value), str(value))
            shown = shape.format(text.lower() if text.isupper() else text)
            yield shown[:-1] if text == "1" and shown.endswith("s") else shown


def _at(value: Any, path: str) -> Any:
    for word in path.replace("[0]", ".0").split("."):
        if word == "0" and isinstance(value, list):
            value = value[0] if value else None
        else:
            value = value.get(word) if isinstance(value, dict) else None
    return value
