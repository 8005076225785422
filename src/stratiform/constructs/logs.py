"""Log groups, kept as long as the tier says."""

from __future__ import annotations

from typing import cast

import aws_cdk as cdk
from aws_cdk import aws_logs as logs

from constructs import Construct
from stratiform.constructs.environment import tier_of


def log_group(scope: Construct, id: str, *, days: int | None = None) -> logs.LogGroup:
    """A log group, by default with the tier's ``log_days``.

    CloudFormation names it: a log group can outlive its stack, and a fixed name would stop the next one.
    """
    tier = tier_of(scope)
    keep = cdk.RemovalPolicy.RETAIN if tier.keep_data else cdk.RemovalPolicy.DESTROY
    group = logs.LogGroup(scope, id, removal_policy=keep)
    # The L2 takes an enum with a name for every number of days; the resource takes the number.
    cast(logs.CfnLogGroup, group.node.default_child).retention_in_days = days or tier.log_days
    return group
