"""A container as ECS takes it: its image, log, health check and ports, and what it may do."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_logs as logs

from constructs import Construct
from stratiform.constructs.container import Architecture, Container


def define(
    definition: ecs.TaskDefinition,
    name: str,
    container: Container,
    *,
    scope: Construct,
    architecture: Architecture,
    log_group: logs.ILogGroup,
) -> ecs.ContainerDefinition:
    """``container`` in a task's definition; what it is made of goes below ``scope``. Raises WrongUse."""
    hardening = container.hardening
    environment = {"PORT": str(container.port)} if container.port else {}
    return definition.add_container(
        name,
        container_name=name,
        image=container.image_for(scope, architecture),
        entry_point=list(container.entrypoint) if container.entrypoint else None,
        command=list(container.command) if container.command else None,
        environment=environment | dict(container.environment),
        secrets=dict(container.secrets),
        essential=container.essential,
        health_check=_health(container),
        logging=ecs.LogDriver.aws_logs(
            stream_prefix=name,
            log_group=log_group,
            # A log that cannot be written must not stop the application.
            mode=ecs.AwsLogDriverMode.NON_BLOCKING,
            max_buffer_size=cdk.Size.mebibytes(25),
        ),
        user=hardening.user,
        readonly_root_filesystem=hardening.writable_root is None,
        privileged=True if hardening.privileged else None,
        linux_parameters=hardening.linux(scope, "Linux"),
        stop_timeout=cdk.Duration.seconds(30),
        port_mappings=_ports(name, container),
    )


def _health(container: Container) -> ecs.HealthCheck | None:
    if container.health is None:
        return None
    return ecs.HealthCheck(
        command=["CMD", *container.health],
        interval=cdk.Duration.seconds(10),
        timeout=cdk.Duration.seconds(5),
        start_period=cdk.Duration.seconds(30),
        retries=3,
    )


def _ports(name: str, container: Container) -> list[ecs.PortMapping] | None:
    if container.port is None:
        return None
    protocol = None if container.protocol == "tcp" else getattr(ecs.AppProtocol, container.protocol)
    return [ecs.PortMapping(container_port=container.port, name=name, app_protocol=protocol)]
