"""A task that ECS keeps running: what a service and a worker have in common."""

from __future__ import annotations

from typing import Any

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_ecs as ecs

from stratiform.constructs.alarms import Alarms
from stratiform.constructs.binding import Peer
from stratiform.constructs.deployment import Deployment
from stratiform.constructs.task import Task
from stratiform.settings.names import kebab

AGENT_FOLDERS = ("/var/lib/amazon", "/var/log/amazon")
"""Where the agent of ECS Exec writes, on a file system that is otherwise read-only."""


class RunningTask(Task):
    """Tasks in the ECS service ``service``, spread over the zones and replaced by ``deployment``."""

    service: ecs.BaseService
    _is_member = False

    def start(
        self,
        deployment: Deployment,
        *,
        execute_command: bool,
        cloud_map: ecs.CloudMapOptions | None = None,
        rollback: cloudwatch.Alarm | None = None,
    ) -> None:
        """Make the ECS service. ``rollback`` is the alarm that sends a deployment back.

        The service has no number of tasks: each update would take it back from the scaling policies.
        """
        if execute_command:
            for path in AGENT_FOLDERS:
                self.add_volume(path)
        alarm = ecs.DeploymentAlarmConfig(alarm_names=[rollback.alarm_name]) if rollback else None
        common: dict[str, Any] = {
            "task_definition": self.definition,
            "cluster": self.cluster.cluster,
            "service_name": self.name,
            "security_groups": [self.security_group],
            "vpc_subnets": self.cluster.network.subnets(self.subnets),
            "capacity_provider_strategies": list(self.cluster.strategy),
            "enable_execute_command": execute_command,
            "enable_ecs_managed_tags": True,
            "propagate_tags": ecs.PropagatedTagSource.SERVICE,
            "cloud_map_options": cloud_map,
            "deployment_alarms": alarm,
            "availability_zone_rebalancing": ecs.AvailabilityZoneRebalancing.ENABLED,
            **deployment.options(),
        }
        if self.cluster.is_on_fargate:
            common["assign_public_ip"] = self.has_public_address
            self.service = ecs.FargateService(self, "Resource", **common)
        else:
            self.service = ecs.Ec2Service(self, "Resource", **common)

    def join(self, peer: Peer) -> None:
        """Find ``peer`` through Service Connect, which knows only services that were there before."""
        self.connect()
        waiting = {each.node.path for each in peer.service.node.dependencies}
        if self.service.node.path not in waiting:  # else they use each other
            self.service.node.add_dependency(peer.service)

    def connect(self) -> None:
        """Make this a member of the cluster's namespace; with a port, others find it there.

        It has the same name as in DNS, so one address serves members and others. Cloud Map wants another
        name for each entry.
        """
        if self._is_member:
            return
        self._is_member = True
        namespace = self.cluster.namespace
        name, port = kebab(self.node.id), self.container_port
        offered = ecs.ServiceConnectService(
            port_mapping_name=self.container.container_name,
            discovery_name=f"{name}-connect",
            dns_name=f"{name}.{namespace.namespace_name}",
            port=port,
        )
        self.service.enable_service_connect(
            namespace=namespace.namespace_arn,
            services=[offered] if port else None,
            log_driver=ecs.LogDriver.aws_logs(stream_prefix="service-connect", log_group=self.logs),
        )

    def watch_tasks(self, alarms: Alarms) -> dict[str, cloudwatch.Alarm]:
        """Alarms on the processor and memory that the tasks use."""
        cpu = self.service.metric_cpu_utilization(period=alarms.period)
        memory = self.service.metric_memory_utilization(period=alarms.period)
        return dict(alarms.watch(self, {"Cpu": (cpu, alarms.cpu), "Memory": (memory, alarms.memory)}))
