"""A public entrance of production without a web application firewall."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.environments import environment, is_production
from stratiform.check.links import sources, targets
from stratiform.check.placement import LOAD_BALANCER
from stratiform.check.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_ASSOCIATION = "AWS::WAFv2::WebACLAssociation"
_STAGE = "AWS::ApiGateway::Stage"


def _applies(entrance: Resource, graph: Graph) -> bool:
    if entrance.type == LOAD_BALANCER:
        scheme, kind = value(entrance, "Scheme", "internet-facing"), value(entrance, "Type", "application")
        if scheme != "internet-facing" or kind != "application":
            return False
    return is_production(entrance, graph)


def _faults(entrance: Resource, graph: Graph) -> Fault | None:
    guarded = [entrance, *targets(graph, entrance, "RestApiId")]
    if any(any(sources(graph, one, _ASSOCIATION, "ResourceArn")) for one in guarded):
        return None
    name = environment(entrance, graph)
    return Fault(
        f"It is an entrance of {name} without a web ACL.", evidence=tuple(one.address for one in guarded[1:])
    )


RULE = Rule(
    title="A public entrance of production has no web application firewall",
    why="Floods of requests and known attacks reach the application itself.",
    fix="Associate a web ACL: AWS::WAFv2::WebACLAssociation with a rate limit and AWS's managed rules.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html",
    types=(LOAD_BALANCER, _STAGE),
    applies=_applies,
    faults=_faults,
    references=References(security_hub=("ELB.16", "APIGateway.4"), cdk_nag=("AwsSolutions-APIG3",)),
)
