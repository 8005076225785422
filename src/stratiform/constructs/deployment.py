"""How new tasks of a service take the traffic over from old ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import aws_cdk as cdk
from aws_cdk import aws_ecs as ecs

from constructs import Construct
from stratiform.constructs.choice import require_choice
from stratiform.constructs.environment import tier_of

Strategy = Literal["rolling", "blue-green", "canary"]
STRATEGIES: dict[Strategy, ecs.DeploymentStrategy] = {
    "rolling": ecs.DeploymentStrategy.ROLLING,
    "blue-green": ecs.DeploymentStrategy.BLUE_GREEN,
    "canary": ecs.DeploymentStrategy.CANARY,
}


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """Rolling replaces task by task. Blue/green and canary start as many new tasks beside the old ones.

    Blue/green gives them all traffic at once, canary ``canary_percent`` for ``canary_minutes`` first. The
    old ones stay for ``bake_minutes`` more. Each goes back by itself when tasks do not start or when the
    service's alarm for errors is raised.
    """

    strategy: Strategy
    bake_minutes: int = 0
    canary_percent: int = 10
    canary_minutes: int = 5

    def __post_init__(self) -> None:
        require_choice("strategy", self.strategy, Strategy)

    @property
    def shifts_traffic(self) -> bool:
        """Whether old and new tasks have a target group each, which only a load balancer can weigh."""
        return self.strategy != "rolling"

    def options(self) -> dict[str, Any]:
        """What the CDK's service takes."""
        common = {
            "circuit_breaker": ecs.DeploymentCircuitBreaker(enable=True, rollback=True),
            "min_healthy_percent": 100,
            "max_healthy_percent": 200,
        }
        if not self.shifts_traffic:
            return common
        shift = ecs.TrafficShiftConfig(
            step_percent=self.canary_percent, step_bake_time=cdk.Duration.minutes(self.canary_minutes)
        )
        return common | {
            "deployment_strategy": STRATEGIES[self.strategy],
            "bake_time": cdk.Duration.minutes(self.bake_minutes),
            "canary_configuration": shift if self.strategy == "canary" else None,
        }


def deployment_for(scope: Construct, asked: Deployment | None, *, balanced: bool) -> Deployment:
    """The deployment asked for, else the tier's; without a load balancer, rolling."""
    if asked is not None:
        return asked
    tier = tier_of(scope).service
    if not balanced:
        return Deployment(strategy="rolling")
    return Deployment(strategy=tier.deployment, bake_minutes=tier.bake_minutes)
