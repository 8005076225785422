"""Where S3 writes down who asked for what."""

from __future__ import annotations

from typing import cast

import aws_cdk as cdk
from aws_cdk import aws_s3 as s3

from constructs import Construct
from stratiform.constructs.environment import tier_of
from stratiform.constructs.retention import removal_of_data

ID = "BucketAccessLogs"
BY_POLICY = "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy"
"""Lets S3 deliver by a policy. Otherwise the CDK uses an access control list, which the bucket has not."""


class AccessLogs(Construct):
    """The bucket with the access logs of every bucket of a stack, kept as long as the tier keeps logs.

    S3 delivers to no bucket with a KMS key of one's own.
    """

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        self.node.set_context(BY_POLICY, True)
        tier = tier_of(self)
        self.bucket = s3.Bucket(
            self,
            "Resource",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            minimum_tls_version=1.2,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            lifecycle_rules=[s3.LifecycleRule(expiration=cdk.Duration.days(tier.log_days))],
            removal_policy=removal_of_data(self),
            auto_delete_objects=not tier.keep_data,
        )


def access_logs(scope: Construct) -> s3.Bucket:
    """The one of the stack of ``scope``."""
    stack = cdk.Stack.of(scope)
    found = stack.node.try_find_child(ID)
    return cast(AccessLogs, found).bucket if found is not None else AccessLogs(stack, ID).bucket
