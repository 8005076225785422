"""Data loss: what a resource holds that its template cannot bring back, and what saves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stratiform.assembly.graph import Resource
from stratiform.diff.changes import Effect

# What is lost with a resource of the type.
HOLDS: Mapping[str, str] = {
    "AWS::AmazonMQ::Broker": "its messages",
    "AWS::Backup::BackupVault": "its recovery points",
    "AWS::CodeArtifact::Repository": "its packages",
    "AWS::CodeCommit::Repository": "its commits",
    "AWS::Cassandra::Keyspace": "its tables",
    "AWS::Cassandra::Table": "its rows",
    "AWS::Cognito::IdentityPool": "its identities",
    "AWS::Cognito::UserPool": "its users",
    "AWS::DSQL::Cluster": "its databases",
    "AWS::DirectoryService::MicrosoftAD": "its directory",
    "AWS::DirectoryService::SimpleAD": "its directory",
    "AWS::DocDB::DBCluster": "its databases",
    "AWS::DocDBElastic::Cluster": "its databases",
    "AWS::DynamoDB::GlobalTable": "its items",
    "AWS::DynamoDB::Table": "its items",
    "AWS::EC2::Instance": "its root volume",
    "AWS::EC2::Volume": "its blocks",
    "AWS::ECR::Repository": "its images",
    "AWS::EFS::FileSystem": "its files",
    "AWS::ElastiCache::CacheCluster": "what it has cached",
    "AWS::ElastiCache::ReplicationGroup": "what it has cached",
    "AWS::ElastiCache::ServerlessCache": "what it has cached",
    "AWS::Elasticsearch::Domain": "its indices",
    "AWS::FSx::FileSystem": "its files",
    "AWS::FSx::Volume": "its files",
    "AWS::KMS::Key": "everything that is encrypted with it",
    "AWS::KMS::ReplicaKey": "everything that is encrypted with it",
    "AWS::Kendra::Index": "its documents",
    "AWS::Kinesis::Stream": "its records",
    "AWS::Logs::LogGroup": "its log events",
    "AWS::MSK::Cluster": "its topics",
    "AWS::MSK::ServerlessCluster": "its topics",
    "AWS::MemoryDB::Cluster": "its keys",
    "AWS::Neptune::DBCluster": "its graph",
    "AWS::OpenSearchServerless::Collection": "its indices",
    "AWS::OpenSearchService::Domain": "its indices",
    "AWS::QLDB::Ledger": "its journal",
    "AWS::RDS::DBCluster": "its databases",
    "AWS::RDS::DBInstance": "its databases",
    "AWS::RDS::GlobalCluster": "its databases",
    "AWS::Redshift::Cluster": "its databases",
    "AWS::RedshiftServerless::Namespace": "its databases",
    "AWS::Route53::HostedZone": "its name servers and the records made outside the stack",
    "AWS::S3::Bucket": "its objects",
    "AWS::S3Express::DirectoryBucket": "its objects",
    "AWS::S3Tables::TableBucket": "its tables",
    "AWS::SDB::Domain": "its items",
    "AWS::SQS::Queue": "the messages in it",
    "AWS::SageMaker::NotebookInstance": "its volume",
    "AWS::SecretsManager::Secret": "its value",
    "AWS::Serverless::SimpleTable": "its items",
    "AWS::Timestream::Database": "its tables",
    "AWS::Timestream::Table": "its records",
    "AWS::WorkSpaces::Workspace": "its volumes",
}
# Without DeletionPolicy these are deleted with a final snapshot (the DeletionPolicy attribute's page).
_SNAPSHOT_BY_DEFAULT = ("AWS::RDS::DBCluster", "AWS::RDS::DBInstance")

_PROTECTION: Mapping[str, tuple[str, Any]] = {
    "AWS::Cognito::UserPool": ("DeletionProtection", "ACTIVE"),
    "AWS::DSQL::Cluster": ("DeletionProtectionEnabled", True),
    "AWS::DocDB::DBCluster": ("DeletionProtection", True),
    "AWS::DynamoDB::GlobalTable": ("Replicas.DeletionProtectionEnabled", True),
    "AWS::DynamoDB::Table": ("DeletionProtectionEnabled", True),
    "AWS::EC2::Instance": ("DisableApiTermination", True),
    "AWS::Neptune::DBCluster": ("DeletionProtection", True),
    "AWS::QLDB::Ledger": ("DeletionProtection", True),
    "AWS::RDS::DBCluster": ("DeletionProtection", True),
    "AWS::RDS::DBInstance": ("DeletionProtection", True),
    "AWS::RDS::GlobalCluster": ("DeletionProtection", True),
}

_REPLACED = "UpdateReplacePolicy"


@dataclass(frozen=True)
class Fate:
    """What becomes of a resource that is deleted or replaced, and why."""

    effect: Effect
    reason: str | None = None


def on_removal(resource: Resource, body: Mapping[str, Any]) -> Fate:
    """What becomes of it when its stack no longer has it. ``body`` is the template's."""
    policy = resource.deletion_policy or _text(body.get("DeletionPolicy"))
    if policy in ("Retain", "RetainExceptOnCreate"):
        return Fate(Effect.KEEPS, f"DeletionPolicy {policy}: it lives on outside the stack")
    if policy == "Snapshot" or (policy is None and _snapshot_by_default(resource)):
        said = "DeletionPolicy Snapshot" if policy else "the default policy of its type"
        return Fate(Effect.DELETES, f"{said}: a final snapshot is kept")
    return _lost(resource, Effect.DELETES, "DeletionPolicy", policy, sure=True)


def on_replacement(
    resource: Resource, before: Mapping[str, Any], after: Mapping[str, Any], effect: Effect
) -> Fate:
    """What becomes of the old one; ``effect`` is REPLACES or MAY_REPLACE, the others are the templates'.

    AWS does not say which template's UpdateReplacePolicy counts, so where one would lose data, it may.
    """
    was, will = (_text(body.get(_REPLACED)) for body in (before, after))
    fates = [_replaced(resource, policy, effect) for policy in (was, will)]
    if fates[0].effect is fates[1].effect:
        return fates[1]
    how = f"{_REPLACED} goes from {was or 'none'} to {will or 'none'} in the same update"
    return Fate(Effect.MAY_DESTROY_DATA, f"may lose {held(resource)} ({how})")


def _replaced(resource: Resource, policy: str | None, effect: Effect) -> Fate:
    if policy == "Retain":
        kept = "the new one is empty, " if held(resource) else ""
        return Fate(effect, f"{_REPLACED} Retain: {kept}the old one lives on outside the stack")
    if policy == "Snapshot":
        return Fate(effect, f"{_REPLACED} Snapshot: the new one is empty, a snapshot of the old is kept")
    return _lost(resource, effect, _REPLACED, policy, sure=effect is Effect.REPLACES)


def _lost(resource: Resource, effect: Effect, name: str, policy: str | None, *, sure: bool) -> Fate:
    holds = held(resource)
    if holds is None:
        return Fate(effect)
    switch = protection(resource)
    if switch:
        return Fate(effect, f"{switch} refuses the deletion, so {holds} would be kept")
    verb = "loses" if sure else "may lose"
    said = Effect.DESTROYS_DATA if sure else Effect.MAY_DESTROY_DATA
    return Fate(said, f"{verb} {holds} ({name} is {policy or 'not set'})")


def held(resource: Resource) -> str | None:
    """What only this resource holds, e.g. ``its items``; None where the template says everything."""
    if resource.type == "AWS::RDS::DBInstance" and "DBClusterIdentifier" in resource.properties:
        return None  # Aurora: the cluster has the data
    return HOLDS.get(resource.type)


def protection(resource: Resource) -> str | None:
    """The property that refuses the deletion of the resource, where it is on."""
    path, on = _PROTECTION.get(resource.type, ("", None))
    outer, _, name = path.rpartition(".")
    places = resource.properties.get(outer) if outer else [resource.properties]
    for place in places if isinstance(places, list) else ():
        if isinstance(place, Mapping) and str(place.get(name)).lower() == str(on).lower():
            return name
    return None


def _snapshot_by_default(resource: Resource) -> bool:
    return resource.type in _SNAPSHOT_BY_DEFAULT and "DBClusterIdentifier" not in resource.properties


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
