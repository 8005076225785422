"""A cluster that another stack published. Its names are read when the stack is deployed."""

from __future__ import annotations

from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_servicediscovery as servicediscovery

from constructs import Construct
from stratiform.constructs import published
from stratiform.constructs.cluster import Cluster, fargate, on_demand
from stratiform.constructs.container import Architecture
from stratiform.constructs.network import Network


class ExistingCluster(Cluster):
    """A cluster by its names. ``provider`` is the capacity provider of its instances, where it has any."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        network: Network,
        cluster_name: str,
        namespace: servicediscovery.PrivateDnsNamespaceAttributes,
        provider: str | None,
        architecture: Architecture,
    ) -> None:
        Construct.__init__(self, scope, id)  # Cluster.__init__ would make one
        self.network = network
        self.architecture = architecture
        self.is_on_fargate = provider is None
        self.strategy = fargate(self)
        self.steady = on_demand()
        if provider is not None:
            self.strategy = (ecs.CapacityProviderStrategy(capacity_provider=provider, weight=1),)
            self.steady = self.strategy
        self.namespace = servicediscovery.PrivateDnsNamespace.from_private_dns_namespace_attributes(
            self,
            "Namespace",
            namespace_name=namespace.namespace_name,
            namespace_id=namespace.namespace_id,
            namespace_arn=namespace.namespace_arn,
        )
        self.cluster = ecs.Cluster.from_cluster_attributes(
            self,
            "Ecs",
            cluster_name=cluster_name,
            vpc=network.vpc,
            security_groups=[],
            has_ec2_capacity=provider is not None,
            default_cloud_map_namespace=self.namespace,
        )


def publish(cluster: Cluster, name: str) -> None:
    """Write the names of ``cluster`` to SSM parameters, for ``Cluster.shared``."""
    values = {
        "cluster": cluster.cluster.cluster_name,
        "namespace": cluster.namespace.namespace_name,
        "namespace-id": cluster.namespace.namespace_id,
        "namespace-arn": cluster.namespace.namespace_arn,
    }
    if not cluster.is_on_fargate:
        values["provider"] = cluster.strategy[0].capacity_provider
    published.write(cluster, "clusters", name, values)


def shared(
    scope: Construct,
    id: str,
    *,
    name: str,
    network: Network,
    project: str | None,
    architecture: Architecture,
    on_instances: bool,
) -> ExistingCluster:
    """The cluster that ``project`` published as ``name`` in the same environment."""
    value = published.read(scope, "clusters", name, project)
    return ExistingCluster(
        scope,
        id,
        network=network,
        cluster_name=value("cluster"),
        namespace=servicediscovery.PrivateDnsNamespaceAttributes(
            namespace_name=value("namespace"),
            namespace_id=value("namespace-id"),
            namespace_arn=value("namespace-arn"),
        ),
        provider=value("provider") if on_instances else None,
        architecture=architecture,
    )
