"""An ECS cluster: where services, workers and jobs run."""

from __future__ import annotations

from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_servicediscovery as servicediscovery

from constructs import Construct
from stratiform.constructs.container import Architecture
from stratiform.constructs.environment import name_of, tier_of
from stratiform.constructs.network import Network

INSIGHTS = {
    "disabled": ecs.ContainerInsights.DISABLED,
    "enabled": ecs.ContainerInsights.ENABLED,
    "enhanced": ecs.ContainerInsights.ENHANCED,
}


class Cluster(Construct):
    """An ECS cluster in ``network``, on Fargate; the tier shares tasks out between on demand and Spot.

    Services find each other in a private DNS namespace, by default the cluster's name below ``internal``.
    Every task has the processor ``architecture``; images are built for it.
    """

    cluster: ecs.ICluster
    network: Network
    namespace: servicediscovery.INamespace
    architecture: Architecture
    strategy: tuple[ecs.CapacityProviderStrategy, ...]
    """Where tasks run, by weight."""
    steady: tuple[ecs.CapacityProviderStrategy, ...]
    """Where a task runs that must not be interrupted."""
    is_on_fargate: bool

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        network: Network,
        namespace: str | None = None,
        architecture: Architecture = "x86_64",
    ) -> None:
        super().__init__(scope, id)
        name = name_of(self, "cluster", limit=63)
        self.network = network
        self.architecture = architecture
        self.is_on_fargate = True
        cluster = ecs.Cluster(
            self,
            "Ecs",  # as Resource it would clash with what the CDK puts below it
            cluster_name=name,
            vpc=network.vpc,
            container_insights_v2=INSIGHTS[tier_of(self).cluster.insights],
            enable_fargate_capacity_providers=True,
        )
        self.namespace = cluster.add_default_cloud_map_namespace(
            name=namespace or f"{name}.internal",
            type=servicediscovery.NamespaceType.DNS_PRIVATE,
            vpc=network.vpc,
        )
        self.strategy = fargate(self)
        self.steady = (ecs.CapacityProviderStrategy(capacity_provider="FARGATE", weight=1),)
        cluster.add_default_capacity_provider_strategy(list(self.strategy))
        self.cluster = cluster


def fargate(scope: Construct) -> tuple[ecs.CapacityProviderStrategy, ...]:
    """How the tier shares tasks out between Fargate on demand and Fargate Spot."""
    tier = tier_of(scope).cluster
    shares = [
        ecs.CapacityProviderStrategy(
            capacity_provider="FARGATE", base=tier.base or None, weight=tier.on_demand
        ),
        ecs.CapacityProviderStrategy(capacity_provider="FARGATE_SPOT", weight=tier.spot),
    ]
    return tuple(share for share in shares if share.weight or share.base)
