"""How many tasks a service has, and what that follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import aws_cdk as cdk
from aws_cdk import aws_applicationautoscaling as scaling
from aws_cdk import aws_ecs as ecs

from stratiform.constructs.application_load_balancer import ApplicationLoadBalancer
from stratiform.constructs.environment import tier_of
from stratiform.errors import WrongUse

OUT, IN = 60, 300
"""Seconds before the next task is added, and before the next is taken away."""


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """Other bounds from a time of day on, on ``days`` (``MON-FRI``), in a time zone."""

    hour: int
    minute: int = 0
    days: str = "*"
    zone: str = "UTC"
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, kw_only=True)
class Scaling:
    """Between how many tasks a service scales, and towards what. None leaves that out.

    ``cpu`` and ``memory`` are percent of what the tasks have. ``requests`` is how many a task should have
    in a minute; ``request_steps`` adds tasks at once, ``{1000: 1, 5000: 3}``: one where a minute has 1000
    requests or more in all, three from 5000 on. The bounds are the tier's unless given.
    """

    minimum: int | None = None
    maximum: int | None = None
    cpu: int | None = 70
    memory: int | None = 80
    requests: int | None = None
    request_steps: Mapping[int, int] = field(default_factory=dict)
    schedules: Mapping[str, Schedule] = field(default_factory=dict)

    @staticmethod
    def none(tasks: int) -> Scaling:
        """Always so many tasks."""
        return Scaling(minimum=tasks, maximum=tasks, cpu=None, memory=None)

    def follow(
        self, service: ecs.BaseService, balancer: ApplicationLoadBalancer | None = None
    ) -> ecs.ScalableTaskCount:
        """Scale ``service``, whose requests come through ``balancer``.

        Raises WrongUse where requests are asked for and nothing counts them.
        """
        tier = tier_of(service).service
        count = service.auto_scale_task_count(
            min_capacity=tier.tasks if self.minimum is None else self.minimum,
            max_capacity=tier.max_tasks if self.maximum is None else self.maximum,
        )
        if self.cpu is not None:
            count.scale_on_cpu_utilization(
                "Cpu",
                target_utilization_percent=self.cpu,
                scale_in_cooldown=cdk.Duration.seconds(IN),
                scale_out_cooldown=cdk.Duration.seconds(OUT),
            )
        if self.memory is not None:
            count.scale_on_memory_utilization(
                "Memory",
                target_utilization_percent=self.memory,
                scale_in_cooldown=cdk.Duration.seconds(IN),
                scale_out_cooldown=cdk.Duration.seconds(OUT),
            )
        if self.requests is not None or self.request_steps:
            self._follow_requests(count, service, balancer)
        for name, schedule in self.schedules.items():
            count.scale_on_schedule(
                name,
                schedule=scaling.Schedule.cron(
                    minute=str(schedule.minute), hour=str(schedule.hour), week_day=schedule.days
                ),
                min_capacity=schedule.minimum,
                max_capacity=schedule.maximum,
                time_zone=cdk.TimeZone.of(schedule.zone),
            )
        return count

    def _follow_requests(
        self,
        count: ecs.ScalableTaskCount,
        service: ecs.BaseService,
        balancer: ApplicationLoadBalancer | None,
    ) -> None:
        if balancer is None:
            raise WrongUse(
                f"{service.node.path} has no application load balancer that counts its requests.",
                where=service.node.path,
                fix='Give load_balancer="public" or "internal", or scale on something else.',
            )
        if self.requests is not None:
            if balancer.alternate is not None:
                raise WrongUse(
                    f"{service.node.path} has two target groups that take turns, and AWS counts the requests "
                    "of a task in one of them.",
                    where=service.node.path,
                    fix='Give request_steps, or deployment=Deployment(strategy="rolling").',
                )
            count.scale_on_request_count(
                "Requests",
                requests_per_target=self.requests,
                target_group=balancer.group,
                scale_in_cooldown=cdk.Duration.seconds(IN),
                scale_out_cooldown=cdk.Duration.seconds(OUT),
            )
        if self.request_steps:
            count.scale_on_metric(
                "RequestSteps",
                metric=balancer.balancer.metrics.request_count(period=cdk.Duration.seconds(OUT)),
                scaling_steps=steps(self.request_steps),
                adjustment_type=scaling.AdjustmentType.CHANGE_IN_CAPACITY,
                cooldown=cdk.Duration.seconds(OUT),
            )


def steps(changes: Mapping[int, int]) -> list[scaling.ScalingInterval]:
    """``{1000: 1, 5000: 3}`` as intervals. Below the lowest nothing changes: other policies scale in."""
    lowest = min(changes)
    return [
        scaling.ScalingInterval(upper=lowest, change=0),
        *(scaling.ScalingInterval(lower=lower, change=change) for lower, change in sorted(changes.items())),
    ]
