"""What if everything that can ran on AWS's arm64 processors, from instances to functions?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import items, value
from stratiform.cost.alternative import Changed, WhatIf, changed, with_properties
from stratiform.cost.prices import Prices
from stratiform.cost.sizes import is_graviton
from stratiform.cost.values import text

# The property that has an instance type, and the price to look for: {} stands for the type.
_TYPES = {
    "AWS::EC2::Instance": ("InstanceType", "ec2.instance.{}"),
    "AWS::EC2::LaunchTemplate": ("LaunchTemplateData.InstanceType", "ec2.instance.{}"),
    "AWS::AutoScaling::LaunchConfiguration": ("InstanceType", "ec2.instance.{}"),
    "AWS::RDS::DBInstance": ("DBInstanceClass", "rds.instance.postgres.{}"),
    "AWS::DocDB::DBInstance": ("DBInstanceClass", "docdb.instance.{}"),
    "AWS::Neptune::DBInstance": ("DBInstanceClass", "neptune.instance.{}"),
    "AWS::ElastiCache::CacheCluster": ("CacheNodeType", "elasticache.node.{}"),
    "AWS::ElastiCache::ReplicationGroup": ("CacheNodeType", "elasticache.node.{}"),
    "AWS::OpenSearchService::Domain": ("ClusterConfig.InstanceType", "opensearch.instance.{}"),
    "AWS::MSK::Cluster": ("BrokerNodeGroupInfo.InstanceType", "msk.instance.{}"),
}
_X86_ONLY = ("oracle", "sqlserver", "db2", "custom")
_PARTS = re.compile(
    r"(?P<before>db\.|cache\.|kafka\.|)(?P<letter>[a-z])(?P<generation>\d)[a-z-]*\.(?P<size>\w+)(?P<after>\.search|)"
)


def _change(graph: Graph, prices: Prices, region: str) -> Changed:
    new = [
        each for resource in graph.resources.values() if (each := _arm(resource, prices, region)) is not None
    ]
    return Changed(
        changed(graph, new),
        len(new),
        (
            "Code, images and AMIs exist for arm64, and take as long as on x86.",
            "The same size of the Graviton family nearest in generation: m5 becomes m6g, t3 becomes t4g.",
        ),
    )


def _arm(resource: Resource, prices: Prices, region: str) -> Resource | None:
    properties = resource.properties
    match resource.type:
        case "AWS::Lambda::Function" | "AWS::Serverless::Function":
            arm = properties.get("Architectures") == ["arm64"]
            return None if arm else with_properties(resource, {"Architectures": ["arm64"]})
        case "AWS::ECS::TaskDefinition":
            platform = properties.get("RuntimePlatform") or {}
            if not isinstance(platform, Mapping) or text(platform.get("CpuArchitecture")) == "ARM64":
                return None
            if text(platform.get("OperatingSystemFamily")).startswith("WINDOWS"):
                return None
            return with_properties(resource, {"RuntimePlatform": {**platform, "CpuArchitecture": "ARM64"}})
        case "AWS::EKS::Nodegroup":
            types = [text(each) for each in items(properties.get("InstanceTypes")) or ("t3.medium",)]
            arms = [_twin(each, "ec2.instance.{}", prices, region) or each for each in types]
            return None if arms == types else with_properties(resource, {"InstanceTypes": arms})
    if resource.type not in _TYPES or text(properties.get("Engine")).startswith(_X86_ONLY):
        return None
    path, price = _TYPES[resource.type]
    twin = _twin(text(value(properties, path)), price, prices, region)
    return with_properties(resource, _nested(properties, path.split("."), twin)) if twin else None


def _twin(type_: str, price: str, prices: Prices, region: str) -> str | None:
    """The Graviton type of the same size that has a price; None where there is none, or it is one already."""
    match = _PARTS.fullmatch(type_)
    if match is None:
        return None
    before, letter, generation, size, after = match.group("before", "letter", "generation", "size", "after")
    family = type_.removeprefix(before).partition(".")[0]
    if is_graviton(family) or letter not in "mcrt":
        return None
    found = "t4g" if letter == "t" else f"{letter}{max(6, int(generation))}g"
    bare = f"{found}.{size}"
    return f"{before}{bare}{after}" if prices.has(price.format(bare), region) else None


def _nested(properties: Mapping[str, Any], path: list[str], new: str) -> dict[str, Any]:
    first, *rest = path
    below = properties.get(first)
    if rest and isinstance(below, Mapping):
        return {first: {**below, **_nested(below, rest, new)}}
    return {first: new}


WHAT_IF = WhatIf("graviton", "Graviton instead of x86", _change)
