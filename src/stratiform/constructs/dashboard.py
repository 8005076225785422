"""A dashboard of what raises alarms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from aws_cdk import aws_cloudwatch as cloudwatch

from constructs import Construct, Node
from stratiform.constructs.environment import name_of

WIDTH = 24
"""CloudWatch's grid."""


class Watched(Protocol):
    """A construct with alarms."""

    @property
    def node(self) -> Node:
        """The construct's node."""
        ...

    @property
    def alarms(self) -> Mapping[str, cloudwatch.Alarm]:
        """Its alarms by what they are about."""
        ...


class Dashboard(Construct):
    """The state of every alarm, and a row for each watched construct: its metrics with their thresholds.

    ``graphs`` are further metrics by title.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        watched: Sequence[Watched],
        graphs: Mapping[str, Sequence[cloudwatch.IMetric]] | None = None,
    ) -> None:
        super().__init__(scope, id)
        alarms = [alarm for each in watched for alarm in each.alarms.values()]
        self.dashboard = cloudwatch.Dashboard(
            self, "Resource", dashboard_name=name_of(self, "dashboard", limit=255)
        )
        if alarms:
            self.dashboard.add_widgets(
                cloudwatch.AlarmStatusWidget(alarms=alarms, title="Alarms", width=WIDTH, height=3)
            )
        if graphs:
            wide = WIDTH // len(graphs)
            self.dashboard.add_widgets(
                *(
                    cloudwatch.GraphWidget(title=title, left=list(metrics), width=wide)
                    for title, metrics in graphs.items()
                )
            )
        for each in watched:
            self._add_row(each)

    def _add_row(self, watched: Watched) -> None:
        if not watched.alarms:
            return
        wide = WIDTH // len(watched.alarms)
        self.dashboard.add_widgets(
            *(
                cloudwatch.AlarmWidget(alarm=alarm, title=f"{watched.node.id}: {name}", width=wide)
                for name, alarm in watched.alarms.items()
            )
        )
