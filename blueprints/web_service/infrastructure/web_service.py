"""A container service behind a load balancer."""

import aws_cdk as cdk

from stratiform.constructs import Cluster, Container, Environment, Network, Scaling, Service


class WebService(cdk.Stack):
    """Short links over HTTP."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment, "WebService")

        network = Network(self, "Network")
        cluster = Cluster(self, "Cluster", network=network)

        web = Service(
            self,
            "Web",
            cluster=cluster,
            container=Container(source="src", port=8080),
            load_balancer="public",
            scaling=Scaling(cpu=70, memory=80, request_steps={1000: 1, 5000: 3}),
        )

        cdk.CfnOutput(self, "Url", value=web.url)
