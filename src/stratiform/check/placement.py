"""Where things stand in a network: which properties of which types name subnets and security groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.links import targets
from stratiform.assembly.once import once
from stratiform.assembly.properties import canonical, is_unknown, items, value
from stratiform.assembly.security_groups import GROUP

SUBNET = "AWS::EC2::Subnet"
FUNCTIONS = ("AWS::Lambda::Function", "AWS::Serverless::Function")
LOAD_BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"
# An instance, its cluster, the cluster's subnet group: nothing real leads further, and a template of SAM may
# name things in a circle.
_DEPTH = 3

_SUBNETS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(FUNCTIONS, ("VpcConfig.SubnetIds",)),
    "AWS::ECS::Service": ("NetworkConfiguration.AwsvpcConfiguration.Subnets",),
    "AWS::EC2::Instance": ("SubnetId", "NetworkInterfaces.SubnetId"),
    "AWS::AutoScaling::AutoScalingGroup": ("VPCZoneIdentifier",),
    LOAD_BALANCER: ("Subnets", "SubnetMappings.SubnetId"),
    "AWS::ElasticLoadBalancing::LoadBalancer": ("Subnets",),
    "AWS::RDS::DBInstance": ("DBSubnetGroupName", "DBClusterIdentifier"),
    "AWS::RDS::DBCluster": ("DBSubnetGroupName",),
    "AWS::DocDB::DBCluster": ("DBSubnetGroupName",),
    "AWS::Neptune::DBCluster": ("DBSubnetGroupName",),
    "AWS::Redshift::Cluster": ("ClusterSubnetGroupName",),
    "AWS::ElastiCache::ReplicationGroup": ("CacheSubnetGroupName",),
    "AWS::ElastiCache::CacheCluster": ("CacheSubnetGroupName",),
    "AWS::MemoryDB::Cluster": ("SubnetGroupName",),
    "AWS::DAX::Cluster": ("SubnetGroupName",),
    "AWS::OpenSearchService::Domain": ("VPCOptions.SubnetIds",),
    "AWS::Elasticsearch::Domain": ("VPCOptions.SubnetIds",),
    "AWS::RDS::DBSubnetGroup": ("SubnetIds",),
    "AWS::DocDB::DBSubnetGroup": ("SubnetIds",),
    "AWS::Neptune::DBSubnetGroup": ("SubnetIds",),
    "AWS::Redshift::ClusterSubnetGroup": ("SubnetIds",),
    "AWS::ElastiCache::SubnetGroup": ("SubnetIds",),
    "AWS::MemoryDB::SubnetGroup": ("SubnetIds",),
    "AWS::DAX::SubnetGroup": ("SubnetIds",),
}

_GROUPS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(FUNCTIONS, ("VpcConfig.SecurityGroupIds",)),
    "AWS::ECS::Service": ("NetworkConfiguration.AwsvpcConfiguration.SecurityGroups",),
    "AWS::EC2::Instance": ("SecurityGroupIds", "SecurityGroups", "NetworkInterfaces.GroupSet"),
    "AWS::AutoScaling::AutoScalingGroup": (
        "LaunchConfigurationName",
        "LaunchTemplate",
        "MixedInstancesPolicy.LaunchTemplate",
    ),
    "AWS::AutoScaling::LaunchConfiguration": ("SecurityGroups",),
    "AWS::EC2::LaunchTemplate": (
        "LaunchTemplateData.SecurityGroupIds",
        "LaunchTemplateData.NetworkInterfaces.Groups",
    ),
    LOAD_BALANCER: ("SecurityGroups",),
    "AWS::ElasticLoadBalancing::LoadBalancer": ("SecurityGroups",),
    "AWS::RDS::DBInstance": ("VPCSecurityGroups", "DBClusterIdentifier"),
    "AWS::RDS::DBCluster": ("VpcSecurityGroupIds",),
    "AWS::DocDB::DBCluster": ("VpcSecurityGroupIds",),
    "AWS::Neptune::DBCluster": ("VpcSecurityGroupIds",),
    "AWS::Redshift::Cluster": ("VpcSecurityGroupIds",),
    "AWS::ElastiCache::ReplicationGroup": ("SecurityGroupIds",),
    "AWS::ElastiCache::CacheCluster": ("VpcSecurityGroupIds",),
    "AWS::MemoryDB::Cluster": ("SecurityGroupIds",),
    "AWS::DAX::Cluster": ("SecurityGroupIds",),
    "AWS::OpenSearchService::Domain": ("VPCOptions.SecurityGroupIds",),
    "AWS::Elasticsearch::Domain": ("VPCOptions.SecurityGroupIds",),
}


def subnets_of(graph: Graph, resource: Resource) -> tuple[Resource, ...]:
    """The subnets of the graph that ``resource`` stands in, through subnet groups and clusters too."""
    return tuple(_reached(graph, resource, _SUBNETS, SUBNET))


def groups_of(graph: Graph, resource: Resource) -> tuple[Resource, ...]:
    """The security groups of the graph that ``resource`` has, through launch templates and clusters too."""
    return tuple(_reached(graph, resource, _GROUPS, GROUP))


@once
def members(graph: Graph) -> Mapping[Address, tuple[Resource, ...]]:
    """What has each security group. What starts instances stands for them: a launch template is no member."""
    found: dict[Address, list[Resource]] = {}
    for type_ in _GROUPS:
        if type_ in ("AWS::EC2::LaunchTemplate", "AWS::AutoScaling::LaunchConfiguration"):
            continue
        for resource in graph.of_type(type_):
            for group in groups_of(graph, resource):
                found.setdefault(group.address, []).append(resource)
    return {group: tuple(having) for group, having in found.items()}


def zones_of(graph: Graph, resource: Resource) -> frozenset[str] | None:
    """The zones of the subnets that ``resource`` stands in; None where one of them is not known.

    A zone is a name, or the intrinsic that picks it, as text.
    """
    named = _named(graph, resource)
    subnets = subnets_of(graph, resource)
    if named is None or named != len(subnets) or not subnets:
        return None
    zones = [value(subnet, "AvailabilityZone") or value(subnet, "AvailabilityZoneId") for subnet in subnets]
    return None if None in zones else frozenset(canonical(zone) for zone in zones)


def _named(graph: Graph, resource: Resource, depth: int = _DEPTH) -> int | None:
    """How many subnets are named, None where that is not known."""
    total = 0
    for path in _SUBNETS.get(resource.type, ()):
        found = value(resource, path.split(".SubnetId")[0] if path.endswith(".SubnetId") else path)
        if found is None:
            continue
        holders = [one for one in targets(graph, resource, path) if one.type in _SUBNETS]
        if holders:
            for holder in holders:
                inner = _named(graph, holder, depth - 1) if depth else None
                if inner is None:
                    return None
                total += inner
        elif is_unknown(found) and not any(one.type == SUBNET for one in targets(graph, resource, path)):
            return None
        else:
            total += len(items(found)) if not is_unknown(found) else 1
    return total


def _reached(
    graph: Graph, resource: Resource, paths: Mapping[str, tuple[str, ...]], type_: str, depth: int = _DEPTH
) -> Iterator[Resource]:
    for target in targets(graph, resource, *paths.get(resource.type, ())):
        if target.type == type_:
            yield target
        elif target.type in paths and depth:
            yield from _reached(graph, target, paths, type_, depth - 1)
