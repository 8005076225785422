"""Where a load balancer writes down its requests."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_elasticloadbalancingv2 as elbv2
from aws_cdk import aws_s3 as s3

from constructs import Construct
from stratiform.constructs.environment import tier_of
from stratiform.constructs.retention import removal_of_data


def keep_access_logs(
    scope: Construct, balancer: elbv2.ApplicationLoadBalancer | elbv2.NetworkLoadBalancer
) -> s3.Bucket:
    """A bucket with the access logs of ``balancer``, kept as long as the tier keeps logs.

    Elastic Load Balancing writes to no bucket with a KMS key of one's own.
    """
    tier = tier_of(scope)
    bucket = s3.Bucket(
        scope,
        "AccessLogs",
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        encryption=s3.BucketEncryption.S3_MANAGED,
        enforce_ssl=True,
        lifecycle_rules=[s3.LifecycleRule(expiration=cdk.Duration.days(tier.log_days))],
        removal_policy=removal_of_data(scope),
        auto_delete_objects=not tier.keep_data,
    )
    balancer.log_access_logs(bucket)
    return bucket
