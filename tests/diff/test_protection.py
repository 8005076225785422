"""Backups, retention, logs, encryption and deletion protection."""

from __future__ import annotations

import pytest

from diff.templates import resource, told
from stratiform.diff import Topic


@pytest.mark.parametrize(
    ("type_", "strong", "weak"),
    [
        ("RDS::DBCluster", {"StorageEncrypted": True}, {"StorageEncrypted": False}),
        ("RDS::DBCluster", {"BackupRetentionPeriod": 30}, {"BackupRetentionPeriod": 1}),
        ("RDS::DBCluster", {"DeletionProtection": True}, {}),
        ("RDS::DBInstance", {"MultiAZ": True}, {"MultiAZ": False}),
        ("EFS::FileSystem", {"Encrypted": True}, {}),
        (
            "EFS::FileSystem",
            {"BackupPolicy": {"Status": "ENABLED"}},
            {"BackupPolicy": {"Status": "DISABLED"}},
        ),
        ("DynamoDB::Table", {"PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True}}, {}),
        ("DynamoDB::Table", {"DeletionProtectionEnabled": True}, {"DeletionProtectionEnabled": False}),
        (
            "DynamoDB::GlobalTable",
            {"Replicas": [{"Region": "r", "DeletionProtectionEnabled": True}]},
            {"Replicas": [{"Region": "r"}]},
        ),
        (
            "DynamoDB::GlobalTable",
            {"Replicas": [{"PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True}}]},
            {"Replicas": [{"Region": "r"}]},
        ),
        (
            "CloudFront::Distribution",
            {"DistributionConfig": {"DefaultCacheBehavior": {"ViewerProtocolPolicy": "https-only"}}},
            {"DistributionConfig": {"DefaultCacheBehavior": {"ViewerProtocolPolicy": "allow-all"}}},
        ),
        ("S3::Bucket", {"VersioningConfiguration": {"Status": "Enabled"}}, {}),
        ("S3::Bucket", {"LoggingConfiguration": {"DestinationBucketName": "b"}}, {}),
        ("S3::Bucket", {"BucketEncryption": {"ServerSideEncryptionConfiguration": [{}]}}, {}),
        ("Logs::LogGroup", {"RetentionInDays": 365}, {"RetentionInDays": 7}),
        ("Logs::LogGroup", {"KmsKeyId": "k"}, {}),
        ("SQS::Queue", {"RedrivePolicy": {"maxReceiveCount": 3}}, {}),
        ("SQS::Queue", {}, {"SqsManagedSseEnabled": False}),
        ("KMS::Key", {"EnableKeyRotation": True}, {}),
        ("Lambda::Function", {"TracingConfig": {"Mode": "Active"}}, {}),
        ("CloudTrail::Trail", {"IsLogging": True}, {"IsLogging": False}),
        ("ElasticLoadBalancingV2::Listener", {"Protocol": "HTTPS"}, {"Protocol": "HTTP"}),
        (
            "ElasticLoadBalancingV2::LoadBalancer",
            {"LoadBalancerAttributes": [{"Key": "deletion_protection.enabled", "Value": "true"}]},
            {"LoadBalancerAttributes": [{"Key": "deletion_protection.enabled", "Value": "false"}]},
        ),
        ("DynamoDB::Table", {"_DeletionPolicy": "Retain"}, {"_DeletionPolicy": "Delete"}),
        ("DynamoDB::Table", {"_UpdateReplacePolicy": "Retain"}, {}),
    ],
)
def test_what_gets_weaker_is_told_once_and_the_way_back_is_no_danger(compare, type_, strong, weak):
    before, after = {"It": resource(type_, **strong)}, {"It": resource(type_, **weak)}
    weakened = compare(before, after)
    assert [(one.topic, one.widens) for one in weakened.concerns] == [(Topic.PROTECTION, True)]
    assert told(compare(after, before)) == []


@pytest.mark.parametrize("type_", ["CloudTrail::Trail", "EC2::FlowLog", "Backup::BackupPlan"])
def test_a_guard_that_goes_is_told(compare, type_):
    other = {"T": resource("SNS::Topic")}
    assert len(told(compare(other | {"Guard": resource(type_, Name="x")}, other))) == 1


def test_a_policy_of_something_without_data_is_not_told(compare):
    kept = resource("SNS::Topic", _DeletionPolicy="Retain")
    assert told(compare({"T": kept}, {"T": resource("SNS::Topic")})) == []


def test_the_sentence_has_the_values(compare):
    found = compare(
        {"L": resource("Logs::LogGroup", RetentionInDays=365)},
        {"L": resource("Logs::LogGroup", RetentionInDays=7)},
    )
    assert told(found) == ["L: log events are kept for 7 days, not 365"]


def test_what_only_a_deployment_knows_is_no_weakening(compare):
    def volume(encrypted):
        return {"V": resource("EFS::FileSystem", Encrypted=encrypted)}

    assert told(compare(volume(True), volume({"Ref": "Encrypted"}))) == []
