"""How requests from outside come to a service: distribution, load balancer, listener, target group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stratiform.assembly.gates import ingress
from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.links import inside, sources, targets
from stratiform.assembly.properties import items, value
from stratiform.check.placement import LOAD_BALANCER, groups_of

_LISTENER = "AWS::ElasticLoadBalancingV2::Listener"
_RULE = "AWS::ElasticLoadBalancingV2::ListenerRule"
_GROUP = "AWS::ElasticLoadBalancingV2::TargetGroup"
_DISTRIBUTION = "AWS::CloudFront::Distribution"


@dataclass(frozen=True)
class Entrance:
    """A listener that forwards to a service, itself or by the rule ``by``, and its load balancer."""

    balancer: Resource
    listener: Resource
    by: Resource
    group: Resource

    @property
    def steps(self) -> tuple[Address, ...]:
        """The resources in the order a request meets them."""
        return tuple(
            dict.fromkeys(one.address for one in (self.balancer, self.listener, self.by, self.group))
        )


def entrances(graph: Graph, service: Resource) -> Iterator[Entrance]:
    """Every listener by which requests come to an ECS service or an Auto Scaling group."""
    for group in targets(graph, service, "LoadBalancers", "TargetGroupARNs"):
        if group.type != _GROUP:
            continue
        for listener in sources(graph, group, _LISTENER, "DefaultActions"):
            yield from _through(graph, listener, listener, group)
        for rule in sources(graph, group, _RULE, "Actions"):
            for listener in targets(graph, rule, "ListenerArn"):
                yield from _through(graph, listener, rule, group)


def is_open(graph: Graph, balancer: Resource) -> bool:
    """Whether every address of the internet may send to the load balancer."""
    if value(balancer, "Scheme", "internet-facing") != "internet-facing":
        return False
    groups = groups_of(graph, balancer)
    gates = (gate for group in groups for gate in ingress(graph).get(group.address, ()))
    return not groups or any(gate.rule.is_to_world for gate in gates)


def plain_distributions(graph: Graph, balancer: Resource) -> Iterator[Resource]:
    """The distributions that pass requests on to the load balancer in plain HTTP."""
    for distribution in sources(graph, balancer, _DISTRIBUTION, "DistributionConfig.Origins.DomainName"):
        for index, origin in enumerate(items(value(distribution, "DistributionConfig.Origins"))):
            place = f"DistributionConfig.Origins[{index}].DomainName"
            here = any(edge.target == balancer.address for edge in inside(graph, distribution, place))
            policy = (
                value(origin, "CustomOriginConfig.OriginProtocolPolicy")
                if isinstance(origin, Mapping)
                else None
            )
            if here and policy == "http-only":
                yield distribution


def _through(graph: Graph, listener: Resource, by: Resource, group: Resource) -> Iterator[Entrance]:
    for balancer in targets(graph, listener, "LoadBalancerArn"):
        if balancer.type == LOAD_BALANCER:
            yield Entrance(balancer, listener, by, group)
