"""What services, workers and jobs have in common: a task definition, two roles, a log and a place to run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms

from constructs import Construct
from stratiform.constructs.binding import SecretField, Volume, Workload
from stratiform.constructs.choice import require_made
from stratiform.constructs.cluster import Cluster
from stratiform.constructs.container import Container
from stratiform.constructs.container_definition import define
from stratiform.constructs.environment import name_of, tier_of
from stratiform.constructs.logs import log_group
from stratiform.constructs.network import HTTPS, Kind
from stratiform.errors import NoNetwork, WrongUse
from stratiform.settings.names import kebab

if TYPE_CHECKING:
    from stratiform.constructs.config import Config
    from stratiform.constructs.config_events import ConfigEvents
    from stratiform.constructs.config_files import ConfigFiles
    from stratiform.constructs.database import Database
    from stratiform.constructs.secret import Secret

REGISTRY = ("ecr.api", "ecr.dkr", "s3")
"""AWS services that a task pulls an image of ECR from."""


class Task(Workload):
    """A task definition in ``cluster``: the main ``container``, its ``sidecars`` and folders they share.

    The task's role starts empty; what starts the task (pulls, logs, secrets) is the execution role's. The
    security group has no way in, and out only to what starting needs; ``uses`` opens one for each resource.
    In ``public`` subnets a task has a public address and reaches AWS over the internet.
    ``cpu`` is in units of 1/1024 vCPU, ``memory`` in MiB. ``encryption_key`` encrypts the logs.
    """

    connections: ec2.Connections

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        kind: str,
        cluster: Cluster,
        container: Container,
        cpu: int | None = None,
        memory: int | None = None,
        sidecars: Mapping[str, Container] | None = None,
        shared: tuple[str, ...] = (),
        subnets: Kind | None = None,
        encryption_key: kms.IKey | None = None,
    ) -> None:
        super().__init__(scope, id)
        require_made(
            "container",
            container,
            Container,
            fix='Give Container(source="src", port=8080).',
            where=self.node.path,
        )
        tier = tier_of(self).service
        self.cluster = cluster
        self.subnets = subnets
        self._volumes: set[str] = set()
        self.name = name_of(self, kind)
        self.logs = log_group(self, "Logs", encryption_key=encryption_key)
        self.role = self._role("Role")
        self.execution_role = self._role("ExecutionRole")
        self.definition = ecs.TaskDefinition(
            self,
            "Definition",
            family=self.name,
            compatibility=ecs.Compatibility.FARGATE if cluster.is_on_fargate else ecs.Compatibility.EC2,
            network_mode=ecs.NetworkMode.AWS_VPC,
            cpu=str(cpu or tier.cpu),
            memory_mib=str(memory or tier.memory),
            runtime_platform=_platform(cluster),
            task_role=self.role,
            execution_role=self.execution_role,
        )
        self.principal = self.role
        self.security_group = ec2.SecurityGroup(
            self,
            "SecurityGroup",
            vpc=cluster.network.vpc,
            allow_all_outbound=False,
            description=f"{kind.capitalize()} {self.name}",
        )
        port = ec2.Port.tcp(container.port) if container.port else None
        self.connections = ec2.Connections(security_groups=[self.security_group], default_port=port)
        # A task with a public address needs no route of the network's, so nothing asks it for one.
        self.network = None if subnets == "public" else cluster.network
        self._open_paths([container, *(sidecars or {}).values()])
        self.container_port = container.port
        self.user = container.hardening.user
        self.container = self._add(kebab(id), container, shared)
        for name, sidecar in (sidecars or {}).items():
            self._add(name, sidecar, shared)

    @property
    def has_public_address(self) -> bool:
        """Whether a task has an address on the internet."""
        return self.subnets == "public"

    @property
    def subnet_ids(self) -> list[str]:
        """The subnets that it runs in."""
        network = self.cluster.network
        group = network.subnets(self.subnets).subnet_group_name
        return list(network.vpc.select_subnets(subnet_group_name=group).subnet_ids)

    def set_variable(self, name: str, value: str) -> None:
        """Put a variable into the environment of the main container."""
        self.container.add_environment(name, value)

    def add_sidecar(self, name: str, container: Container) -> ecs.ContainerDefinition:
        """One more container beside the main one."""
        self._open_paths([container])
        return self._add(name, container, ())

    def with_config(
        self,
        *kept: Config | Secret | Database,
        events: ConfigEvents | None = None,
        poll: int = 45,
        files: ConfigFiles | None = None,
        shared_queue: bool = False,
    ) -> None:
        """Serve the main container configurations and secrets on localhost, as they are at any moment.

        A sidecar answers on ports 2772 and 2773 as AWS's own agents do. With ``events`` a change is there
        within a second, else after ``poll`` seconds at most (secrets: five minutes). Each Config has a
        variable ``<ID>_CONFIG_URL``; each Secret and Database has ``<ID>_SECRET_ARN`` to ask SECRETS_URL
        for, with the token in AWS_TOKEN. What ``files`` names is served, too, and in files that change
        all at once. The task may read exactly these.

        Each task makes a queue for the events and removes it; with ``shared_queue`` all of them share one
        of the stack. Raises WrongUse.
        """
        from stratiform.constructs.config_agent import add_agent

        add_agent(self, kept, events, poll, files, shared_queue)

    def add_volume(self, path: str) -> None:
        """An empty folder that the main container may write to."""
        self._mount(self.container, f"{self.container.container_name}-{kebab(path)}", path)

    def set_secret(self, name: str, value: SecretField) -> None:
        """Have ECS put a secret's value into the environment of the main container."""
        if self.network is not None:
            self.network.open_path(self, self.connections, "secretsmanager")
        self.container.add_secret(name, ecs.Secret.from_secrets_manager(value.secret, value.field))

    def mount(self, volume: Volume) -> None:
        """Let the main container see a file system, over TLS and as the task's role."""
        point = volume.access_point
        name = kebab(volume.path)
        # A task that starts before the mount targets are there fails.
        self.definition.node.add_dependency(point.file_system.mount_targets_available)
        self.definition.add_volume(
            name=name,
            efs_volume_configuration=ecs.EfsVolumeConfiguration(
                file_system_id=point.file_system.file_system_id,
                transit_encryption="ENABLED",
                authorization_config=ecs.AuthorizationConfig(
                    access_point_id=point.access_point_id, iam="ENABLED"
                ),
            ),
        )
        self.container.add_mount_points(
            ecs.MountPoint(container_path=volume.path, source_volume=name, read_only=volume.read_only)
        )

    def _role(self, id: str) -> iam.Role:
        # ECS of another account must not be talked into using it.
        account = {"StringEquals": {"aws:SourceAccount": cdk.Stack.of(self).account}}
        return iam.Role(
            self, id, assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com", conditions=account)
        )

    def _add(self, name: str, container: Container, shared: tuple[str, ...]) -> ecs.ContainerDefinition:
        hardening = container.hardening
        if hardening.privileged and self.cluster.is_on_fargate:
            raise WrongUse(
                f"The container {name} of {self.node.path} would be privileged, which Fargate refuses.",
                where=self.node.path,
                fix="Run it on a cluster with Ec2Capacity, or leave it unprivileged.",
            )
        scope = Construct(self, f"{name}-container")
        added = define(
            self.definition,
            name,
            container,
            scope=scope,
            architecture=self.cluster.architecture,
            log_group=self.logs,
        )
        for path in () if hardening.writable_root else container.writable:
            self._mount(added, f"{name}-{kebab(path)}", path)
        for path in shared:
            self._mount(added, kebab(path), path)
        if hardening.reasons:
            scope.node.add_metadata("stratiform:relaxed", hardening.reasons)
        return added

    def _mount(self, container: ecs.ContainerDefinition, volume: str, path: str) -> None:
        if volume not in self._volumes:
            self._volumes.add(volume)
            self.definition.add_volume(name=volume)
        container.add_mount_points(ecs.MountPoint(container_path=path, source_volume=volume, read_only=False))

    def _open_paths(self, containers: list[Container]) -> None:
        if self.network is None:
            self.connections.allow_to_any_ipv4(ec2.Port.tcp(HTTPS), "HTTPS to AWS services")
            return
        for service in ("logs", *REGISTRY):
            self.network.open_path(self, self.connections, service)
        for container in containers:
            if container.is_from_internet and not self.network.egress:
                raise NoNetwork(
                    f"{self.node.path} has no path to the registry of {container.image}.",
                    where=self.node.path,
                    fix="Give the network a NAT gateway, or bring the image to ECR.",
                )


def _platform(cluster: Cluster) -> ecs.RuntimePlatform | None:
    """What Fargate provides; an instance is what it is."""
    if not cluster.is_on_fargate:
        return None
    return ecs.RuntimePlatform(
        cpu_architecture=ecs.CpuArchitecture.of(cluster.architecture.upper()),
        operating_system_family=ecs.OperatingSystemFamily.LINUX,
    )
