"""A distribution that talks to its origin over plain HTTP."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.links import inside
from stratiform.check.properties import items, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_ORIGINS = "DistributionConfig.Origins"


def _custom(distribution: Resource, graph: Graph) -> Iterator[tuple[str, Mapping[str, object], Resource]]:
    """The origins that are servers of this graph. A website of S3 has no HTTPS, which is another fault."""
    for index, origin in enumerate(items(value(distribution, _ORIGINS))):
        if isinstance(origin, Mapping) and origin.get("CustomOriginConfig"):
            place = f"{_ORIGINS}[{index}]"
            for edge in inside(graph, distribution, f"{place}.DomainName"):
                server = graph.resources[edge.target]
                if server.type != "AWS::S3::Bucket":
                    yield place, origin, server


def _applies(distribution: Resource, graph: Graph) -> bool:
    return any(True for _ in _custom(distribution, graph))


def _faults(distribution: Resource, graph: Graph) -> Fault | None:
    for place, origin, server in _custom(distribution, graph):
        path = "CustomOriginConfig.OriginProtocolPolicy"
        if value(origin, path) == "http-only":
            return Fault(
                f"Requests go on to {server.address.logical_id} in plain HTTP.",
                at=f"{place}.{path}",
                evidence=(server.address,),
            )
    return None


RULE = Rule(
    title="A distribution talks to its origin in plain text",
    why="The visitor sees a padlock, and behind the edge the requests cross the internet unencrypted.",
    fix='Set OriginProtocolPolicy to "https-only" and give the origin a certificate.',
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html",
    types=("AWS::CloudFront::Distribution",),
    applies=_applies,
    faults=_faults,
    references=References(security_hub=("CloudFront.9",), cdk_nag=("AwsSolutions-CFR5",)),
)
