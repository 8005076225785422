"""What if traffic to AWS went through VPC endpoints, and there were no NAT gateway?"""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.cost.alternative import Changed, WhatIf, changed
from stratiform.cost.prices import Prices
from stratiform.cost.values import text

# The endpoint services that workloads need for a type in their system.
_NEEDED = {
    "AWS::SQS::Queue": ("sqs",),
    "AWS::SNS::Topic": ("sns",),
    "AWS::SecretsManager::Secret": ("secretsmanager",),
    "AWS::KMS::Key": ("kms",),
    "AWS::Logs::LogGroup": ("logs",),
    "AWS::ECS::Service": ("ecr.api", "ecr.dkr", "logs"),
    "AWS::EKS::Cluster": ("ecr.api", "ecr.dkr", "sts", "ec2"),
    "AWS::StepFunctions::StateMachine": ("states",),
    "AWS::Events::EventBus": ("events",),
    "AWS::Kinesis::Stream": ("kinesis-streams",),
    "AWS::SSM::Parameter": ("ssm",),
}


def _change(graph: Graph, prices: Prices, region: str) -> Changed:
    gateways = list(graph.of_type("AWS::EC2::NatGateway"))
    removed = [gateway.address for gateway in gateways]
    for gateway in gateways:
        removed += [
            edge.target
            for edge in graph.out_of(gateway.address)
            if graph.resources[edge.target].type == "AWS::EC2::EIP"
        ]
    stacks = dict.fromkeys(gateway.address.stack for gateway in gateways)
    added = [endpoint for stack in stacks for endpoint in _endpoints(graph, stack)]
    names = ", ".join(dict.fromkeys(text(each.properties["ServiceName"]) for each in added))
    return Changed(
        changed(graph, added, removed),
        len(gateways),
        (
            "Nothing in the private subnets calls anything but AWS: what needs the internet would fail.",
            f"An interface endpoint in every zone for each of: {names or 'nothing more'}; S3's is free.",
            "The traffic of each endpoint is that of the usage file, else of the tier.",
        ),
    )


def _endpoints(graph: Graph, stack: str) -> Iterator[Resource]:
    """The interface endpoints that a network in ``stack`` lacks, one subnet a zone each."""
    there = {
        text(each.properties.get("ServiceName")).rpartition(".")[2]
        for each in graph.of_type("AWS::EC2::VPCEndpoint")
    }
    subnets = [each for each in graph.of_type("AWS::EC2::Subnet") if each.address.stack == stack]
    zones = len({str(each.properties.get("AvailabilityZone")) for each in subnets}) or 2
    needed = [name for type_, names in _NEEDED.items() if any(graph.of_type(type_)) for name in names]
    for name in dict.fromkeys(needed):
        if name.rpartition(".")[2] not in there:
            yield Resource(
                Address(stack, f"WhatIf{name}"),
                "AWS::EC2::VPCEndpoint",
                f"{stack}/what-if/{name}",
                {"ServiceName": name, "VpcEndpointType": "Interface", "SubnetIds": ["a zone"] * zones},
            )


WHAT_IF = WhatIf("nat-to-endpoints", "VPC endpoints instead of NAT gateways", _change)
