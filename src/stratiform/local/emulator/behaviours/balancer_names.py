"""The names of load balancers and target groups in CloudWatch: MiniStack's match no metric of theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local.emulator.registry import extend
from stratiform.local.emulator.resource_type import Created

EXPLAIN = None
_PREFIX = "AWS::ElasticLoadBalancingV2::"


def _balancer(arn: str) -> dict[str, str]:
    return {"LoadBalancerFullName": arn.partition(":loadbalancer/")[2]}


def _group(arn: str) -> dict[str, str]:
    return {"TargetGroupFullName": arn.rpartition(":")[2]}


def _named(
    full_name: Callable[[str], dict[str, str]],
) -> Callable[[Callable[..., Created]], Callable[..., Created]]:
    def wrapper(original: Callable[..., Created]) -> Callable[..., Created]:
        def operation(*arguments: Any) -> Created:
            arn, attributes = original(*arguments)
            return arn, {**attributes, **full_name(arn)}

        return operation

    return wrapper


def install() -> None:
    """Take both from the ARN, as AWS does."""
    for type_, full_name in ((f"{_PREFIX}LoadBalancer", _balancer), (f"{_PREFIX}TargetGroup", _group)):
        for operation in ("create", "update"):
            extend(type_, operation, _named(full_name))
