"""What if what may be interrupted ran on Spot: tasks on Fargate, instances of groups and of node groups?"""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.cost.alternative import Changed, WhatIf, changed, with_properties
from stratiform.cost.prices import Prices
from stratiform.cost.values import mappings, text

_GROUP = "AWS::AutoScaling::AutoScalingGroup"


def _change(graph: Graph, prices: Prices, region: str) -> Changed:
    new = [each for resource in graph.resources.values() if (each := _spot(graph, resource)) is not None]
    return Changed(
        changed(graph, new),
        len(new),
        (
            "Tasks and instances may be taken back with two minutes of notice; what cannot bear that stays.",
            "Single instances, databases and caches have no Spot.",
        ),
    )


def _spot(graph: Graph, resource: Resource) -> Resource | None:
    properties = resource.properties
    match resource.type:
        case "AWS::ECS::Service" if _on_fargate(properties):
            strategy = [{"CapacityProvider": "FARGATE_SPOT", "Weight": 1}]
            return with_properties(resource, {"LaunchType": None, "CapacityProviderStrategy": strategy})
        case "AWS::EKS::Nodegroup" if text(properties.get("CapacityType")) != "SPOT":
            return with_properties(resource, {"CapacityType": "SPOT"})
        case "AWS::AutoScaling::AutoScalingGroup" if isinstance(properties.get("MixedInstancesPolicy"), dict):
            shares = {"OnDemandBaseCapacity": 0, "OnDemandPercentageAboveBaseCapacity": 0}
            policy = {**properties["MixedInstancesPolicy"], "InstancesDistribution": shares}
            return with_properties(resource, {"MixedInstancesPolicy": policy})
        case "AWS::EC2::LaunchTemplate" if _serves(graph, resource):
            data = properties.get("LaunchTemplateData") or {}
            if isinstance(data, dict):
                market = {"InstanceMarketOptions": {"MarketType": "spot"}}
                return with_properties(resource, {"LaunchTemplateData": {**data, **market}})
        case "AWS::AutoScaling::LaunchConfiguration" if not properties.get("SpotPrice"):
            return with_properties(resource, {"SpotPrice": "on-demand"})
    return None


def _on_fargate(properties: object) -> bool:
    assert isinstance(properties, dict)
    names = {
        text(each.get("CapacityProvider")) for each in mappings(properties.get("CapacityProviderStrategy"))
    }
    return text(properties.get("LaunchType")) == "FARGATE" or "FARGATE" in names


def _serves(graph: Graph, template: Resource) -> bool:
    """Whether an Auto Scaling group runs instances of a launch template."""
    return any(graph.resources[edge.source].type == _GROUP for edge in graph.into(template.address))


WHAT_IF = WhatIf("spot", "Spot instead of on demand", _change)
