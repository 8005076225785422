"""A job that EventBridge Scheduler runs."""

from __future__ import annotations

from typing import Any, Unpack

import aws_cdk as cdk
from aws_cdk import aws_scheduler as scheduler
from aws_cdk import aws_scheduler_targets as targets
from aws_cdk import aws_sqs as sqs

from constructs import Construct
from stratiform.constructs.job import Job
from stratiform.constructs.task_options import TaskOptions


class ScheduledJob(Job):
    """A job that runs by ``schedule``: ``rate(1 hour)``, ``cron(0 3 * * ? *)``, ``at(2030-01-01T00:00:00)``.

    ``zone`` is the time zone of a cron expression. A start that ECS refuses is tried again for an hour, and
    then goes to ``failures``.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        schedule: str,
        zone: str = "UTC",
        **task: Unpack[TaskOptions],
    ) -> None:
        super().__init__(scope, id, **task)
        self.failures = sqs.Queue(
            self,
            "Failures",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=cdk.Duration.days(14),
        )
        self.schedule = scheduler.Schedule(
            self,
            "Schedule",
            schedule=scheduler.ScheduleExpression.expression(schedule, cdk.TimeZone.of(zone)),
            description=f"Runs {self.name}",
            target=self._target(),
        )

    def _target(self) -> scheduler.IScheduleTarget:
        common: dict[str, Any] = {
            "task_definition": self.definition,
            "capacity_provider_strategies": list(self.cluster.strategy),
            "security_groups": [self.security_group],
            "vpc_subnets": self.cluster.network.subnets(self.subnets),
            "dead_letter_queue": self.failures,
            "max_event_age": cdk.Duration.hours(1),
            "retry_attempts": 20,
            "propagate_tags": True,
        }
        if self.cluster.is_on_fargate:
            return targets.EcsRunFargateTask(
                self.cluster.cluster, assign_public_ip=self.has_public_address, **common
            )
        return targets.EcsRunEc2Task(self.cluster.cluster, **common)
