"""An ECS cluster: where services, workers and jobs run."""

from __future__ import annotations

from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_servicediscovery as servicediscovery

from constructs import Construct
from stratiform.constructs.choice import require_choice
from stratiform.constructs.container import Architecture
from stratiform.constructs.ec2_capacity import Ec2Capacity, Instances
from stratiform.constructs.environment import name_of, tier_of
from stratiform.constructs.network import Network

INSIGHTS = {
    "disabled": ecs.ContainerInsights.DISABLED,
    "enabled": ecs.ContainerInsights.ENABLED,
    "enhanced": ecs.ContainerInsights.ENHANCED,
}


class Cluster(Construct):
    """An ECS cluster in ``network``: on Fargate, or on the instances of ``capacity``.

    On Fargate the tier shares tasks out between on demand and Spot, and every task has the processor
    ``architecture``; instances have that of their type. Images are built for it. Services find each other
    in a private DNS namespace, by default the cluster's name below ``internal``.
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
    instances: Instances | None = None

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        network: Network,
        capacity: Ec2Capacity | None = None,
        namespace: str | None = None,
        architecture: Architecture = "x86_64",
    ) -> None:
        super().__init__(scope, id)
        require_choice("architecture", architecture, Architecture, where=self.node.path)
        name = name_of(self, "cluster", limit=63)
        self.network = network
        self.architecture = architecture
        self.is_on_fargate = capacity is None
        cluster = ecs.Cluster(
            self,
            "Ecs",  # as Resource it would clash with what the CDK puts below it
            cluster_name=name,
            vpc=network.vpc,
            container_insights_v2=INSIGHTS[tier_of(self).cluster.insights],
            enable_fargate_capacity_providers=self.is_on_fargate,
        )
        self.namespace = cluster.add_default_cloud_map_namespace(
            name=namespace or f"{name}.internal",
            type=servicediscovery.NamespaceType.DNS_PRIVATE,
            vpc=network.vpc,
        )
        if capacity is None:
            self.strategy, self.steady = fargate(self), on_demand()
        else:
            self.strategy = self.steady = self._on_instances(cluster, capacity)
        cluster.add_default_capacity_provider_strategy(list(self.strategy))
        self.cluster = cluster

    @staticmethod
    def shared(
        scope: Construct,
        id: str,
        *,
        name: str,
        network: Network,
        project: str | None = None,
        architecture: Architecture = "x86_64",
        on_instances: bool = False,
    ) -> Cluster:
        """The cluster that ``publish(name)`` wrote down in this environment, of this ``project`` or another.

        Its names are read from SSM parameters when the stack is deployed.
        """
        from stratiform.constructs.cluster_existing import shared  # a kind of Cluster

        return shared(
            scope,
            id,
            name=name,
            network=network,
            project=project,
            architecture=architecture,
            on_instances=on_instances,
        )

    def publish(self, name: str) -> None:
        """Let other stacks and apps of this environment find the cluster with ``Cluster.shared``."""
        from stratiform.constructs.cluster_existing import publish

        publish(self, name)

    def _on_instances(
        self, cluster: ecs.Cluster, capacity: Ec2Capacity
    ) -> tuple[ecs.CapacityProviderStrategy, ...]:
        self.instances = Instances(self, "Instances", network=self.network, capacity=capacity)
        self.architecture = "arm64" if self.instances.is_arm else "x86_64"
        provider = ecs.AsgCapacityProvider(
            self,
            "CapacityProvider",
            auto_scaling_group=self.instances.group,
            enable_managed_scaling=True,
            enable_managed_termination_protection=True,
        )
        cluster.add_asg_capacity_provider(provider)
        return (ecs.CapacityProviderStrategy(capacity_provider=provider.capacity_provider_name, weight=1),)


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


def on_demand() -> tuple[ecs.CapacityProviderStrategy, ...]:
    """Fargate, which does not take a task back as Spot does."""
    return (ecs.CapacityProviderStrategy(capacity_provider="FARGATE", weight=1),)
