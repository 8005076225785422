"""The cluster and its instances."""

import aws_cdk as cdk

from stratiform.constructs import Cluster, Ec2Capacity, Environment, Network, Schedule


class InfraStack(cdk.Stack):
    """A cluster on EC2 in the published network, fewer instances at night, published for the apps."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment, "Infra")
        cluster = Cluster(
            self,
            "Cluster",
            network=Network.shared(self, "Network", name="main"),
            capacity=Ec2Capacity(
                disk=50,
                iops=3000,
                throughput=125,
                cpu=70,
                schedules={
                    "Morning": Schedule(hour=7, days="MON-FRI", minimum=2),
                    "Evening": Schedule(hour=20, days="MON-FRI", minimum=1),
                },
            ),
        )
        cluster.publish("main")
        cdk.CfnOutput(self, "ClusterName", value=cluster.cluster.cluster_name)
        cdk.CfnOutput(self, "AutoScalingGroup", value=cluster.instances.group.auto_scaling_group_name)
