"""The network that every other stack stands in."""

import aws_cdk as cdk

from stratiform.constructs import Bucket, Environment, Network
from stratiform.errors import WrongUse


class NetworkStack(cdk.Stack):
    """A VPC, published for the other stacks. The context ``flowLogs`` is ``cloudwatch`` or ``s3``."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment, "Network")
        records = self.node.get_context("flowLogs")
        if records not in ("cloudwatch", "s3"):
            raise WrongUse(
                f"flowLogs is {records!r}.",
                where="cdk.json, or -c flowLogs=",
                fix='Take "cloudwatch" or "s3".',
            )
        bucket = Bucket(self, "FlowLogs", expires=90).bucket if records == "s3" else None
        network = Network(self, "Network", flow_logs_to=bucket)
        network.publish("main")
        cdk.CfnOutput(self, "VpcId", value=network.vpc.vpc_id)
