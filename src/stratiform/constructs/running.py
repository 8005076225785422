"""Keeps tasks running: the ECS service of a Service or a Worker."""

from __future__ import annotations

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_ecs as ecs

from stratiform.constructs.deployment import Deployment
from stratiform.constructs.task import Task

AGENT_FOLDERS = ("/var/lib/amazon", "/var/log/amazon")
"""Where the agent of ECS Exec writes, on a file system that is otherwise read-only."""


def keep_running(
    task: Task,
    deployment: Deployment,
    *,
    execute_command: bool,
    cloud_map: ecs.CloudMapOptions | None = None,
    rollback: cloudwatch.Alarm | None = None,
) -> ecs.BaseService:
    """The ECS service ``Resource`` of ``task``, spread over the zones.

    It has no number of tasks: each update would take it back from the scaling policies.
    """
    if execute_command:
        for path in AGENT_FOLDERS:
            task.add_volume(path)
    common = {
        "task_definition": task.definition,
        "cluster": task.cluster.cluster,
        "service_name": task.name,
        "security_groups": [task.security_group],
        "vpc_subnets": task.cluster.network.subnets(task.subnets),
        "capacity_provider_strategies": list(task.cluster.strategy),
        "enable_execute_command": execute_command,
        "enable_ecs_managed_tags": True,
        "propagate_tags": ecs.PropagatedTagSource.SERVICE,
        "cloud_map_options": cloud_map,
        "deployment_alarms": ecs.DeploymentAlarmConfig(alarm_names=[rollback.alarm_name])
        if rollback
        else None,
        "availability_zone_rebalancing": ecs.AvailabilityZoneRebalancing.ENABLED,
        **deployment.options(),
    }
    if task.cluster.compatibility == ecs.Compatibility.FARGATE:
        return ecs.FargateService(task, "Resource", assign_public_ip=task.has_public_address, **common)
    return ecs.Ec2Service(task, "Resource", **common)
