"""What keeps data encrypts it."""

from __future__ import annotations

from collections.abc import Mapping

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_false, is_true, is_unknown, value
from stratiform.check.assertion import Assertion, Failure, Given, Outcome
from stratiform.check.datastores import is_of_cluster
from stratiform.check.plumbing import is_plumbing

# The property that switches encryption on.
_SWITCHES: Mapping[str, str] = {
    "AWS::RDS::DBInstance": "StorageEncrypted",
    "AWS::RDS::DBCluster": "StorageEncrypted",
    "AWS::DocDB::DBCluster": "StorageEncrypted",
    "AWS::Neptune::DBCluster": "StorageEncrypted",
    "AWS::Redshift::Cluster": "Encrypted",
    "AWS::EFS::FileSystem": "Encrypted",
    "AWS::EC2::Volume": "Encrypted",
    "AWS::ElastiCache::ReplicationGroup": "AtRestEncryptionEnabled",
    "AWS::DAX::Cluster": "SSESpecification.SSEEnabled",
    "AWS::OpenSearchService::Domain": "EncryptionAtRestOptions.Enabled",
    "AWS::Elasticsearch::Domain": "EncryptionAtRestOptions.Enabled",
}
# The property that names a key, without which nothing is encrypted.
_KEYS: Mapping[str, str] = {
    "AWS::SNS::Topic": "KmsMasterKeyId",
    "AWS::Kinesis::Stream": "StreamEncryption",
}
# Encrypted whatever the template says: DynamoDB and S3 since 2018 and 2023, Secrets Manager always.
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html
_ALWAYS = (
    "AWS::DynamoDB::Table",
    "AWS::DynamoDB::GlobalTable",
    "AWS::Serverless::SimpleTable",
    "AWS::S3::Bucket",
    "AWS::SecretsManager::Secret",
)
# Encrypted unless switched off.
_DEFAULTS: Mapping[str, str] = {"AWS::SQS::Queue": "SqsManagedSseEnabled"}


def _judge(graph: Graph, given: Given) -> Outcome:
    passed, failed = [], []
    for resource in graph.of_type(*_ALWAYS, *_SWITCHES, *_KEYS, *_DEFAULTS):
        if is_plumbing(resource) or is_of_cluster(graph, resource):
            continue
        match _is_encrypted(resource):
            case True:
                passed.append(resource.address)
            case False:
                says = f"{resource.address.logical_id} does not encrypt what it keeps."
                failed.append(Failure(says, (resource.address,)))
    return Outcome(tuple(passed), tuple(failed))


def _is_encrypted(resource: Resource) -> bool | None:
    if path := _SWITCHES.get(resource.type):
        found = value(resource, path)
        return None if is_unknown(found) else is_true(found)
    if path := _KEYS.get(resource.type):
        return value(resource, path) is not None
    if path := _DEFAULTS.get(resource.type):
        return bool(value(resource, "KmsMasterKeyId")) or not is_false(value(resource, path, True))
    return True


ASSERTION = Assertion(
    about="Databases, buckets, queues, topics, streams, volumes and file systems encrypt what they keep.",
    parameters={},
    judge=_judge,
)
