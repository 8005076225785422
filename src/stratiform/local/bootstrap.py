"""What `cdk deploy` expects to find in an account: a bucket, a repository, five roles and a version.

The names are those of the CDK's own bootstrap template. The version is written last, so its presence
means that the rest is there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from botocore.exceptions import ClientError

from stratiform.local.cloud import Cloud
from stratiform.local.plan import asset_bucket
from stratiform.local.target import Target

VERSION = "30"
_ROLES = {
    "cfn-exec-role": "cloudformation.amazonaws.com",
    "deploy-role": None,
    "file-publishing-role": None,
    "image-publishing-role": None,
    "lookup-role": None,
}
_THERE = {
    "BucketAlreadyExists",
    "BucketAlreadyOwnedByYou",
    "EntityAlreadyExists",
    "RepositoryAlreadyExistsException",
}


def bootstrap(bootstraps: Iterable[tuple[Target, str]], cloud: Cloud) -> None:
    """Make what is missing for each target and qualifier. Doing it twice changes nothing."""
    for target, qualifier in bootstraps:
        if not _is_done(target, qualifier, cloud):
            _make(target, qualifier, cloud)


def _is_done(target: Target, qualifier: str, cloud: Cloud) -> bool:
    try:
        cloud.ssm(target).get_parameter(Name=_version_name(qualifier))
    except ClientError:
        return False
    return True


def _version_name(qualifier: str) -> str:
    return f"/cdk-bootstrap/{qualifier}/version"


def _make(target: Target, qualifier: str, cloud: Cloud) -> None:
    suffix = f"{target.account}-{target.region}"
    make_bucket(asset_bucket(target, qualifier), target, cloud)
    repository = f"cdk-{qualifier}-container-assets-{suffix}"
    _once(cloud.client("ecr", target).create_repository, repositoryName=repository)
    iam = cloud.client("iam", target)
    for role, service in _ROLES.items():
        name = f"cdk-{qualifier}-{role}-{suffix}"
        principal = {"Service": service} if service else {"AWS": f"arn:aws:iam::{target.account}:root"}
        trust = _policy(Principal=principal, Action="sts:AssumeRole")
        _once(iam.create_role, RoleName=name, AssumeRolePolicyDocument=trust)
        # Bootstrapping gives CloudFormation's role every right; here the other four act on this machine only.
        everything = _policy(Action="*", Resource="*")
        iam.put_role_policy(RoleName=name, PolicyName="default", PolicyDocument=everything)
    cloud.ssm(target).put_parameter(
        Name=_version_name(qualifier), Value=VERSION, Type="String", Overwrite=True
    )


def make_bucket(name: str, target: Target, cloud: Cloud) -> None:
    """Create a bucket unless it is there."""
    where: dict[str, Any] = (
        {}
        if target.region == "us-east-1"
        else {"CreateBucketConfiguration": {"LocationConstraint": target.region}}
    )
    _once(cloud.s3(target).create_bucket, Bucket=name, **where)


def _policy(**statement: Any) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]})


def _once(create: Any, **arguments: Any) -> None:
    try:
        create(**arguments)
    except ClientError as error:
        if error.response["Error"].get("Code") not in _THERE:
            raise
