"""Log groups, kept as long as the tier says."""

from __future__ import annotations

from typing import cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs

from constructs import Construct
from stratiform.constructs.environment import tier_of
from stratiform.constructs.retention import removal_of_data


def log_group(
    scope: Construct, id: str, *, days: int | None = None, encryption_key: kms.IKey | None = None
) -> logs.LogGroup:
    """A log group, by default with the tier's ``log_days``.

    CloudFormation names it: a log group can outlive its stack, and a fixed name would stop the next one.
    """
    tier = tier_of(scope)
    group = logs.LogGroup(scope, id, removal_policy=removal_of_data(scope), encryption_key=encryption_key)
    if encryption_key is not None:
        _let_logs_use(encryption_key, group)
    # The L2 takes an enum with a name for every number of days; the resource takes the number.
    cast(logs.CfnLogGroup, group.node.default_child).retention_in_days = days or tier.log_days
    return group


def _let_logs_use(key: kms.IKey, group: logs.LogGroup) -> None:
    """CloudWatch Logs encrypts with the key itself, for log groups of this account alone."""
    stack = cdk.Stack.of(group)
    groups = stack.format_arn(
        service="logs",
        resource="log-group",
        resource_name="*",
        arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
    )
    key.grant_encrypt_decrypt(
        iam.ServicePrincipal(
            f"logs.{stack.region}.amazonaws.com",
            conditions={"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups}},
        )
    )
