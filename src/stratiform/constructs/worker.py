"""A worker: tasks without a port that consume a queue, as many as the queue needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Unpack

import aws_cdk as cdk
from aws_cdk import aws_applicationautoscaling as scaling
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_ecs as ecs

from constructs import Construct
from stratiform.constructs.alarms import Alarms, alarms_for
from stratiform.constructs.binding import Access
from stratiform.constructs.deployment import Deployment
from stratiform.constructs.environment import tier_of
from stratiform.constructs.queue import Queue
from stratiform.constructs.running_task import RunningTask
from stratiform.constructs.scaling import IN, OUT, steps
from stratiform.constructs.task_options import TaskOptions

PERIOD = 60
"""Seconds. SQS reports each minute."""


@dataclass(frozen=True, kw_only=True)
class QueueScaling:
    """Between how many tasks a worker scales, and when. The bounds are the tier's unless given.

    ``depth`` adds tasks at once, ``{100: 1, 1000: 3}``: one where 100 messages wait, three from 1000 on.
    ``age`` adds one where the oldest waits for so many seconds; None leaves that out. One goes at a time
    while no message waits or is being handled. With a minimum of 0 the first message starts a task.
    """

    minimum: int | None = None
    maximum: int | None = None
    depth: Mapping[int, int] = field(default_factory=lambda: {100: 1, 1000: 3})
    age: int | None = 300

    def follow(self, service: ecs.BaseService, queue: Queue) -> ecs.ScalableTaskCount:
        """Scale ``service`` by what waits in ``queue``."""
        tier = tier_of(service).service
        minimum = tier.tasks if self.minimum is None else self.minimum
        count = service.auto_scale_task_count(
            min_capacity=minimum,
            max_capacity=tier.max_tasks if self.maximum is None else self.maximum,
        )
        period = cdk.Duration.seconds(PERIOD)
        waiting = queue.queue.metric_approximate_number_of_messages_visible(
            period=period, statistic="Maximum"
        )
        handled = queue.queue.metric_approximate_number_of_messages_not_visible(
            period=period, statistic="Maximum"
        )
        depth = {1: 1, **self.depth} if minimum == 0 else self.depth
        _step(count, "Depth", waiting, steps(depth), OUT)
        if self.age is not None:
            oldest = queue.queue.metric_approximate_age_of_oldest_message(period=period, statistic="Maximum")
            _step(count, "Age", oldest, steps({self.age: 1}), OUT)
        everything = cloudwatch.MathExpression(
            expression="waiting + handled",
            using_metrics={"waiting": waiting, "handled": handled},
            period=period,
            label="messages",
        )
        idle = [scaling.ScalingInterval(upper=0, change=-1), scaling.ScalingInterval(lower=1, change=0)]
        _step(count, "Idle", everything, idle, IN)
        return count


class Worker(RunningTask):
    """An ECS service that receives and deletes messages of ``queue``; the variable QUEUE_URL is its address.

    A task that goes is told by SIGTERM and has 30 seconds. What it was handling becomes visible again.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        queue: Queue,
        scaling: QueueScaling | None = None,
        execute_command: bool = False,
        alarms: Alarms | None = None,
        **task: Unpack[TaskOptions],
    ) -> None:
        super().__init__(scope, id, kind="worker", **task)
        self.start(Deployment(strategy="rolling"), execute_command=execute_command)
        self.uses(queue, Access.READ, as_="QUEUE_URL")
        self.scaling = (scaling or QueueScaling()).follow(self.service, queue)
        self.alarms = self.watch_tasks(alarms_for(self, alarms))


def _step(
    count: ecs.ScalableTaskCount,
    id: str,
    metric: cloudwatch.IMetric,
    intervals: list[scaling.ScalingInterval],
    cooldown: int,
) -> None:
    count.scale_on_metric(
        id,
        metric=metric,
        scaling_steps=intervals,
        adjustment_type=scaling.AdjustmentType.CHANGE_IN_CAPACITY,
        cooldown=cdk.Duration.seconds(cooldown),
    )
