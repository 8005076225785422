"""Backups, retention, logs, encryption and deletion protection that get weaker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stratiform.assembly.graph import Resource
from stratiform.assembly.properties import number
from stratiform.assembly.retention import KEEPING
from stratiform.diff import template
from stratiform.diff.changes import Concern, Topic
from stratiform.diff.data import held, protection
from stratiform.diff.sides import Sides
from stratiform.diff.switches import Switch, any_on, compared, is_off


def _absent(found: Any) -> bool:
    return not found


_ENCRYPTED = ("StorageEncrypted", "Encrypted", "AtRestEncryptionEnabled", "TransitEncryptionEnabled")
_ENCRYPTED_IN = (
    "EncryptionAtRestOptions.Enabled",
    "NodeToNodeEncryptionOptions.Enabled",
    "DomainEndpointOptions.EnforceHTTPS",
    "SSESpecification.SSEEnabled",
    "SSEDescription.SSEEnabled",
)
_LOGS = ("AccessLogSetting", "AccessLogSettings", "LoggingConfiguration", "Logging", "LogPublishingOptions")
_SWITCHES = (
    Switch(
        "Replicas.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled",
        lambda found: not any_on(found),
        "point-in-time recovery is turned off",
        "point-in-time recovery is turned on",
        ("AWS::DynamoDB::GlobalTable",),
    ),
    Switch(
        "DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy",
        lambda found: found == "allow-all",
        "it answers without TLS too",
        "it answers with TLS only",
        ("AWS::CloudFront::Distribution",),
    ),
    *(
        Switch(name, is_off, f"it is no longer encrypted ({name})", f"it is encrypted ({name})")
        for name in (*_ENCRYPTED, *_ENCRYPTED_IN)
    ),
    Switch(
        "BucketEncryption",
        _absent,
        "its own encryption setting is removed",
        "it has an encryption setting of its own",
        ("AWS::S3::Bucket",),
    ),
    *(
        Switch(name, _absent, f"its own key is no longer used ({name})", f"a key of its own is used ({name})")
        for name in ("KmsMasterKeyId", "KmsKeyId", "KMSMasterKeyID", "KmsKeyArn")
    ),
    Switch(
        "SqsManagedSseEnabled",
        lambda found: str(found).lower() == "false",
        "its messages are no longer encrypted",
        "its messages are encrypted",
        ("AWS::SQS::Queue",),
    ),
    Switch(
        "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled",
        is_off,
        "point-in-time recovery is turned off",
        "point-in-time recovery is turned on",
        ("AWS::DynamoDB::Table",),
    ),
    Switch(
        "VersioningConfiguration.Status",
        lambda found: found != "Enabled",
        "overwritten and deleted objects are no longer kept",
        "overwritten and deleted objects are kept",
        ("AWS::S3::Bucket",),
    ),
    Switch(
        "BackupPolicy.Status",
        lambda found: found != "ENABLED",
        "it is no longer backed up",
        "it is backed up",
        ("AWS::EFS::FileSystem",),
    ),
    *(
        Switch(name, _absent, f"its {name} is removed: nothing is logged there", f"it logs ({name})")
        for name in _LOGS
    ),
    Switch("IsLogging", is_off, "it logs no more", "it logs again", ("AWS::CloudTrail::Trail",)),
    Switch(
        "EnableLogFileValidation",
        is_off,
        "changed log files can no longer be told from genuine ones",
        "log files can be told from changed ones",
        ("AWS::CloudTrail::Trail",),
    ),
    Switch(
        "TracingConfig.Mode",
        lambda found: found != "Active",
        "it is no longer traced",
        "it is traced",
        ("AWS::Lambda::Function",),
    ),
    Switch(
        "EnableKeyRotation",
        is_off,
        "its key material is no longer rotated",
        "it is rotated",
        ("AWS::KMS::Key",),
    ),
    Switch(
        "MultiAZ", is_off, "it has no standby in another zone any more", "it has a standby in another zone"
    ),
    Switch(
        "MultiAZEnabled",
        is_off,
        "it has no replica in another zone any more",
        "it has a replica in another zone",
    ),
    Switch(
        "RedrivePolicy",
        _absent,
        "messages that keep failing are dropped: it has no dead-letter queue any more",
        "messages that keep failing are kept in a dead-letter queue",
        ("AWS::SQS::Queue",),
    ),
    Switch(
        "DeadLetterConfig",
        _absent,
        "events that keep failing are dropped: it has no dead-letter queue any more",
        "events that keep failing are kept in a dead-letter queue",
        ("AWS::Lambda::Function",),
    ),
    Switch(
        "Protocol",
        lambda found: found in ("HTTP", "TCP"),
        "it no longer speaks TLS",
        "it speaks TLS",
        ("AWS::ElasticLoadBalancingV2::Listener",),
    ),
)
# Numbers of which more is safer, and what a smaller one means.
_FEWER = {
    "BackupRetentionPeriod": ("backups are kept for {will:g} days, not {was:g}", ()),
    "AutomatedSnapshotRetentionPeriod": ("snapshots are kept for {will:g} days, not {was:g}", ()),
    "SnapshotRetentionLimit": ("snapshots are kept for {will:g} days, not {was:g}", ()),
    "RetentionInDays": ("log events are kept for {will:g} days, not {was:g}", ("AWS::Logs::LogGroup",)),
    "RetentionPeriodHours": ("records are kept for {will:g} hours, not {was:g}", ("AWS::Kinesis::Stream",)),
    "MessageRetentionPeriod": ("messages are kept for {will:g} s, not {was:g}", ("AWS::SQS::Queue",)),
}
_OF_BALANCER = {
    "deletion_protection.enabled": "its deletion is no longer refused",
    "access_logs.s3.enabled": "its requests are no longer logged",
}
_GONE = {
    "AWS::CloudTrail::Trail": "calls to AWS are no longer recorded by it",
    "AWS::EC2::FlowLog": "traffic is no longer logged by it",
    "AWS::Backup::BackupPlan": "nothing is backed up by it any more",
    "AWS::Backup::BackupSelection": "what it selected is no longer backed up",
    "AWS::Config::ConfigRule": "its rule is no longer checked",
    "AWS::SecretsManager::RotationSchedule": "its secret is no longer rotated",
    "AWS::GuardDuty::Detector": "threats are no longer detected by it",
}


def concerns(both: Sides) -> Iterator[Concern]:
    """Everything that makes loss likelier or harder to notice."""
    for gone in both.gone:
        if gone.type in _GONE:
            yield Concern(Topic.PROTECTION, True, gone, _GONE[gone.type])
    for old, new in both.both():
        yield from compared(Topic.PROTECTION, _SWITCHES, old, new)
        yield from _fewer(old, new)
        yield from _deletion(old, new)
        yield from _attributes(old, new)
        if held(new):
            yield from _policies(old, new, both)


def _fewer(old: Resource, new: Resource) -> Iterator[Concern]:
    for name, (says, types) in _FEWER.items():
        was, will = number(old.properties.get(name)), number(new.properties.get(name))
        if (not types or new.type in types) and was is not None and will is not None and will < was:
            yield Concern(Topic.PROTECTION, True, new, says.format(was=was, will=will), f"Properties.{name}")


def _deletion(old: Resource, new: Resource) -> Iterator[Concern]:
    was, will = protection(old), protection(new)
    if was and not will:
        yield Concern(
            Topic.PROTECTION, True, new, f"{was} no longer refuses its deletion", f"Properties.{was}"
        )
    elif will and not was:
        yield Concern(Topic.PROTECTION, False, new, f"{will} refuses its deletion", f"Properties.{will}")


def _attributes(old: Resource, new: Resource) -> Iterator[Concern]:
    before, after = _of_balancer(old), _of_balancer(new)
    for name, says in _OF_BALANCER.items():
        if before.get(name) == "true" and after.get(name) != "true":
            yield Concern(Topic.PROTECTION, True, new, says, "Properties.LoadBalancerAttributes")


def _of_balancer(resource: Resource) -> dict[str, str]:
    listed = resource.properties.get("LoadBalancerAttributes")
    pairs = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return {str(one.get("Key")): str(one.get("Value")).lower() for one in pairs}


def _policies(old: Resource, new: Resource, both: Sides) -> Iterator[Concern]:
    bodies = template.body(both.before, old), template.body(both.after, new)
    for name, when in {"DeletionPolicy": "is removed", "UpdateReplacePolicy": "is replaced"}.items():
        was, will = (body.get(name) for body in bodies)
        if was in KEEPING and will not in KEEPING:
            says = f"it is no longer kept when it {when} ({name} was {was})"
            yield Concern(Topic.PROTECTION, True, new, says, name)
        elif will in KEEPING and was not in KEEPING:
            yield Concern(Topic.PROTECTION, False, new, f"it is kept when it {when} ({name} is {will})", name)
