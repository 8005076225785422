"""An account looks bootstrapped to the CDK, and doing it again changes nothing."""

from __future__ import annotations

import pytest

from stratiform.local.bootstrap import bootstrap
from stratiform.local.cloud import Cloud
from stratiform.local.target import Target

pytestmark = pytest.mark.local
TARGET = Target("222222222222", "eu-central-1")
SUFFIX = "222222222222-eu-central-1"


def test_everything_that_the_cdk_looks_for_is_there(cloud: Cloud) -> None:
    bootstrap([(TARGET, "mine")], cloud)
    version = cloud.ssm(TARGET).get_parameter(Name="/cdk-bootstrap/mine/version")["Parameter"]["Value"]
    assert int(version) >= 28
    cloud.s3(TARGET).head_bucket(Bucket=f"cdk-mine-assets-{SUFFIX}")
    repositories = cloud.client("ecr", TARGET).describe_repositories()["repositories"]
    names = [one["repositoryName"] for one in repositories if one["repositoryName"].startswith("cdk-mine-")]
    assert names == [f"cdk-mine-container-assets-{SUFFIX}"]
    roles = {role["RoleName"] for role in cloud.client("iam", TARGET).list_roles()["Roles"]}
    assert {
        f"cdk-mine-{role}-{SUFFIX}"
        for role in (
            "cfn-exec-role",
            "deploy-role",
            "file-publishing-role",
            "image-publishing-role",
            "lookup-role",
        )
    } <= roles


def test_root_may_take_the_publishing_role_and_write_to_the_bucket(cloud: Cloud) -> None:
    bootstrap([(TARGET, "taken")], cloud)
    role = f"arn:aws:iam::{TARGET.account}:role/cdk-taken-file-publishing-role-{SUFFIX}"
    keys = cloud.client("sts", TARGET).assume_role(RoleArn=role, RoleSessionName="cdk")["Credentials"]
    import boto3

    s3 = boto3.session.Session().client(
        "s3",
        endpoint_url=cloud.endpoint,
        region_name=TARGET.region,
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )
    s3.put_object(Bucket=f"cdk-taken-assets-{SUFFIX}", Key="a", Body=b"a")
    s3.close()


def test_a_bootstrap_that_was_cut_short_is_finished(cloud: Cloud) -> None:
    bootstrap([(TARGET, "cut")], cloud)
    cloud.ssm(TARGET).delete_parameter(Name="/cdk-bootstrap/cut/version")
    cloud.client("ecr", TARGET).delete_repository(repositoryName=f"cdk-cut-container-assets-{SUFFIX}")
    bootstrap([(TARGET, "cut")], cloud)
    cloud.client("ecr", TARGET).describe_repositories(repositoryNames=[f"cdk-cut-container-assets-{SUFFIX}"])
    cloud.ssm(TARGET).get_parameter(Name="/cdk-bootstrap/cut/version")
