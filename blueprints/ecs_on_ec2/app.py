"""A network, a cluster on EC2 and two apps on it, each a stack that is deployed by itself."""

from stratiform.constructs import App, Container, Environment  # first: it gives the CDK its Node

from infrastructure.app import AppStack
from infrastructure.infra import InfraStack
from infrastructure.network import NetworkStack

app = App()
environment = Environment(app)

NetworkStack(environment)
InfraStack(environment)
AppStack(
    environment,
    "AppFromImage",
    container=Container(
        image=app.node.get_context("image"),
        command=["python", "-m", "http.server", "8080", "--directory", "/srv"],
        port=8080,
        writable=(),
    ),
    health="/",
)
AppStack(environment, "AppFromSource", container=Container(source="src", port=8080), health="/health")

app.synth()
