"""EC2 instances on which a cluster runs its tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aws_cdk import aws_autoscaling as autoscaling
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_iam as iam

from constructs import Construct
from stratiform.constructs.cloudwatch_agent import CloudWatchAgent
from stratiform.constructs.environment import name_of, tier_of
from stratiform.constructs.network import HTTPS, Network
from stratiform.constructs.scaling import Schedule

POLICIES = (
    "service-role/AmazonEC2ContainerServiceforEC2Role",
    "AmazonSSMManagedInstanceCore",
    "CloudWatchAgentServerPolicy",
)
ROOT = "/dev/xvda"


@dataclass(frozen=True, kw_only=True)
class Ec2Capacity:
    """Which instances, and how many. The type and the bounds are the tier's unless given.

    ``disk`` is in GiB, ``iops`` a second, ``throughput`` in MiB a second. Beside what ECS asks for, the
    group follows ``cpu`` in percent, and ``schedules``.
    """

    instance: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    disk: int = 30
    iops: int = 3000
    throughput: int = 125
    cpu: int | None = 70
    schedules: Mapping[str, Schedule] = field(default_factory=dict)


class Instances(Construct):
    """An auto scaling group in private subnets: Amazon Linux 2023 for ECS, as AWS's parameter names it.

    Instances answer on no port and know no key pair: operators come through Session Manager. Metadata
    needs a token, and the disk is encrypted.
    """

    def __init__(self, scope: Construct, id: str, *, network: Network, capacity: Ec2Capacity) -> None:
        super().__init__(scope, id)
        tier = tier_of(self).instances
        self.type = ec2.InstanceType(capacity.instance or tier.instance)
        arm = self.type.architecture == ec2.InstanceArchitecture.ARM_64
        minimum = tier.minimum if capacity.minimum is None else capacity.minimum
        maximum = tier.maximum if capacity.maximum is None else capacity.maximum
        self.role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"),
            managed_policies=[iam.ManagedPolicy.from_aws_managed_policy_name(name) for name in POLICIES],
        )
        self.security_group = ec2.SecurityGroup(
            self,
            "SecurityGroup",
            vpc=network.vpc,
            allow_all_outbound=False,
            description=f"Instances of {self.node.path}",
        )
        self.security_group.add_egress_rule(
            ec2.Peer.any_ipv4(), ec2.Port.tcp(HTTPS), "HTTPS to AWS services and registries"
        )
        user_data = ec2.UserData.for_linux()
        # A task has its own role and must not take the instance's.
        user_data.add_commands("echo ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config")
        CloudWatchAgent(self, "Agent").start(user_data)
        self.template = ec2.LaunchTemplate(
            self,
            "Template",
            machine_image=ecs.EcsOptimizedImage.amazon_linux2023(
                ecs.AmiHardwareType.ARM if arm else ecs.AmiHardwareType.STANDARD
            ),
            instance_type=self.type,
            # The CDK would add a policy for ECS to the role; the managed one has those rights.
            role=self.role.without_policy_updates(),
            security_group=self.security_group,
            require_imdsv2=True,
            http_put_response_hop_limit=1,
            detailed_monitoring=tier.detailed_monitoring,
            block_devices=[ec2.BlockDevice(device_name=ROOT, volume=_disk(capacity))],
            user_data=user_data,
        )
        self.group = autoscaling.AutoScalingGroup(
            self,
            "Group",
            auto_scaling_group_name=name_of(self, "group", limit=255),
            vpc=network.vpc,
            vpc_subnets=network.subnets("private"),
            launch_template=self.template,
            min_capacity=minimum,
            max_capacity=maximum,
            group_metrics=[autoscaling.GroupMetrics.all()],
            termination_policies=[autoscaling.TerminationPolicy.OLDEST_LAUNCH_TEMPLATE],
            update_policy=autoscaling.UpdatePolicy.rolling_update(
                max_batch_size=1, min_instances_in_service=min(minimum, maximum - 1)
            ),
        )
        if capacity.cpu is not None:
            self.group.scale_on_cpu_utilization("Cpu", target_utilization_percent=capacity.cpu)
        for name, schedule in capacity.schedules.items():
            self.group.scale_on_schedule(
                name,
                schedule=autoscaling.Schedule.cron(
                    minute=str(schedule.minute), hour=str(schedule.hour), week_day=schedule.days
                ),
                min_capacity=schedule.minimum,
                max_capacity=schedule.maximum,
                time_zone=schedule.zone,
            )

    @property
    def is_arm(self) -> bool:
        """Whether the processors are ARM's."""
        return self.type.architecture == ec2.InstanceArchitecture.ARM_64


def _disk(capacity: Ec2Capacity) -> ec2.BlockDeviceVolume:
    return ec2.BlockDeviceVolume.ebs(
        capacity.disk,
        volume_type=ec2.EbsDeviceVolumeType.GP3,
        encrypted=True,
        iops=capacity.iops,
        throughput=capacity.throughput,
        delete_on_termination=True,
    )
