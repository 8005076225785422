"""A network that this stack does not make: one given by its ids, or one that another stack published.

Neither asks AWS at synthesis: ids are written down, and what was published is resolved when the stack is
deployed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2

from constructs import Construct
from stratiform.constructs import published
from stratiform.constructs.environment import environment_of, tier_of
from stratiform.constructs.network import Kind, Network
from stratiform.errors import WrongUse


class ExistingNetwork(Network):
    """A VPC by its ids. Private subnets have a way out; ``services`` are reached without one."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        vpc_id: str,
        subnets: Mapping[Kind, Sequence[str]],
        services: Sequence[str],
        egress: bool,
        zones: Sequence[str],
    ) -> None:
        Construct.__init__(self, scope, id)  # Network.__init__ would make a VPC
        subnets = {kind: ids for kind, ids in subnets.items() if ids}
        for kind, ids in subnets.items():
            if len(ids) != len(zones):
                raise WrongUse(
                    f"{self.node.path} has {len(ids)} {kind} subnets in {len(zones)} zones.",
                    where=self.node.path,
                    fix=f"Give one subnet for each of {', '.join(zones)}, in that order.",
                )
        if not subnets:
            raise WrongUse(
                f"{self.node.path} has no subnets.",
                where=self.node.path,
                fix="Give the ids of its public, private or isolated subnets.",
            )
        self.kinds = frozenset(subnets)
        self.egress = egress and "private" in subnets
        self.services = frozenset(services)
        self.endpoints = {}
        self.vpc = ec2.Vpc.from_vpc_attributes(
            self,
            "Resource",
            vpc_id=vpc_id,
            availability_zones=list(zones),
            **_attributes(subnets),
        )
        # Route tables are of no use here: this stack adds no route to a network of another.
        cdk.Annotations.of(self.vpc).acknowledge_warning("@aws-cdk/aws-ec2:noSubnetRouteTableId")


def publish(network: Network, name: str) -> None:
    """Write the ids of ``network`` to SSM parameters, for ``Network.shared`` in other stacks and apps."""
    values = {"vpc": network.vpc.vpc_id}
    for kind in sorted(network.kinds):
        chosen = network.vpc.select_subnets(subnet_group_name=kind)
        values[kind] = cdk.Fn.join(",", chosen.subnet_ids)
    published.write(network, "networks", name, values)


def shared(
    scope: Construct,
    id: str,
    *,
    name: str,
    project: str | None,
    subnets: Sequence[Kind],
    services: Sequence[str],
    egress: bool,
) -> ExistingNetwork:
    """The network that ``project`` published as ``name`` in the same environment."""
    value = published.read(scope, "networks", name, project)
    zones = environment_of(scope).zones[: tier_of(scope).network.zones]
    return ExistingNetwork(
        scope,
        id,
        vpc_id=value("vpc"),
        subnets={
            kind: [cdk.Fn.select(at, cdk.Fn.split(",", value(kind))) for at in range(len(zones))]
            for kind in subnets
        },
        services=services,
        egress=egress,
        zones=zones,
    )


def _attributes(subnets: Mapping[Kind, Sequence[str]]) -> dict[str, Any]:
    ids = {f"{kind}_subnet_ids": list(ids) for kind, ids in subnets.items()}
    return ids | {f"{kind}_subnet_names": [kind] for kind in subnets}
