"""The alarms that resources bring along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_sns as sns

from constructs import Construct
from stratiform.constructs.environment import component_of, environment_of, tier_of
from stratiform.settings.names import kebab

AT_LEAST = cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
AT_MOST = cloudwatch.ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD
SETTINGS = {"minutes", "periods", "topic"}
"""The fields of Alarms that are no thresholds."""


@dataclass(frozen=True, kw_only=True)
class Alarms:
    """When a resource raises an alarm. A threshold of None leaves that alarm out.

    ``errors`` and ``throttles`` count in one period of ``minutes``. ``duration`` is a share of a
    function's timeout, ``latency`` an API's 95th percentile in milliseconds. ``dead_letters`` counts the
    messages there, ``age`` is the oldest message's in seconds. In percent in use: ``cpu``, ``memory``,
    ``storage``, ``connections``, ``capacity`` (of a serverless database's limit); ``credits`` is the
    percentage of burst credits left. ``periods`` in a row must breach; None leaves that to the tier.
    ``topic`` is told; without one the alarm is only seen.
    """

    errors: int | None = 1
    throttles: int | None = 1
    duration: float | None = 0.9
    latency: int | None = 3000
    dead_letters: int | None = 1
    age: int | None = 900
    cpu: float | None = 85
    memory: float | None = 90
    storage: float | None = 90
    connections: float | None = 80
    capacity: float | None = 90
    credits: float | None = 10
    minutes: int = 1
    periods: int | None = None
    topic: sns.ITopic | None = None

    @staticmethod
    def none() -> Alarms:
        """No alarms."""
        thresholds: dict[str, Any] = {each.name: None for each in fields(Alarms) if each.name not in SETTINGS}
        return Alarms(**thresholds)

    @property
    def period(self) -> cdk.Duration:
        """The period in which a metric is summed up."""
        return cdk.Duration.minutes(self.minutes)

    def watch(
        self,
        scope: Construct,
        watched: Mapping[str, tuple[cloudwatch.IMetric, float | None]],
        *,
        falling: bool = False,
    ) -> Mapping[str, cloudwatch.Alarm]:
        """Alarms below ``scope`` by id, for when a metric reaches its threshold. No data is no breach.

        ``falling``: for when it has fallen to the threshold.
        """
        return {
            id: self._alarm(scope, id, metric, threshold, AT_MOST if falling else AT_LEAST)
            for id, (metric, threshold) in watched.items()
            if threshold is not None
        }

    def _alarm(
        self,
        scope: Construct,
        id: str,
        metric: cloudwatch.IMetric,
        threshold: float,
        breach: cloudwatch.ComparisonOperator,
    ) -> cloudwatch.Alarm:
        component = f"{component_of(scope)}-{kebab(id)}"
        alarm = cloudwatch.Alarm(
            scope,
            id,
            alarm_name=environment_of(scope).name_of(component, "alarm", limit=255),
            metric=metric,
            threshold=threshold,
            evaluation_periods=self.periods or tier_of(scope).alarms.periods,
            comparison_operator=breach,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
        if self.topic is not None:
            alarm.add_alarm_action(actions.SnsAction(self.topic))
        return alarm


def alarms_for(scope: Construct, asked: Alarms | None) -> Alarms:
    """The alarms asked for, else the tier's decision whether there are any."""
    if asked is not None:
        return asked
    return Alarms() if tier_of(scope).alarms.enabled else Alarms.none()
