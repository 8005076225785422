"""One app on the published cluster."""

import aws_cdk as cdk

from stratiform.constructs import Cluster, Container, Environment, LoadBalancer, Network, Scaling, Service


class AppStack(cdk.Stack):
    """A service behind a load balancer of its own. Its container comes from a registry or from source."""

    def __init__(self, environment: Environment, id: str, *, container: Container, health: str) -> None:
        super().__init__(environment, id)
        network = Network.shared(self, "Network", name="main")
        service = Service(
            self,
            "Service",
            cluster=Cluster.shared(self, "Cluster", name="main", network=network, on_instances=True),
            container=container,
            load_balancer=LoadBalancer.public(health=health),
            # Two of them fit on one instance of the smallest kind.
            cpu=256,
            memory=512,
            scaling=Scaling(cpu=70, memory=None),
        )
        cdk.CfnOutput(self, "Url", value=service.url)
