"""A password that stands in the template."""

from __future__ import annotations

from collections.abc import Mapping

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import items, value
from stratiform.check.literals import disclosed
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_PASSWORDS: Mapping[str, str] = {
    "AWS::RDS::DBInstance": "MasterUserPassword",
    "AWS::RDS::DBCluster": "MasterUserPassword",
    "AWS::DocDB::DBCluster": "MasterUserPassword",
    "AWS::Redshift::Cluster": "MasterUserPassword",
    "AWS::RedshiftServerless::Namespace": "AdminUserPassword",
    "AWS::DMS::Endpoint": "Password",
    "AWS::DirectoryService::MicrosoftAD": "Password",
    "AWS::DirectoryService::SimpleAD": "Password",
    "AWS::ElastiCache::ReplicationGroup": "AuthToken",
    "AWS::OpenSearchService::Domain": "AdvancedSecurityOptions.MasterUserOptions.MasterUserPassword",
    "AWS::Elasticsearch::Domain": "AdvancedSecurityOptions.MasterUserOptions.MasterUserPassword",
    "AWS::KinesisFirehose::DeliveryStream": "RedshiftDestinationConfiguration.Password",
}
_BROKER = "AWS::AmazonMQ::Broker"


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    if resource.type == _BROKER:
        written = [(f"Users[{index}].Password", value(user, "Password")) for index, user in _users(resource)]
    else:
        written = [(_PASSWORDS[resource.type], value(resource, _PASSWORDS[resource.type]))]
    for at, password in written:
        if how := disclosed(password, resource, graph):
            return Fault(f"{at} {how}.", at=at)
    return None


def _users(broker: Resource) -> list[tuple[int, Mapping[str, object]]]:
    users = enumerate(items(value(broker, "Users")))
    return [(index, user) for index, user in users if isinstance(user, Mapping)]


RULE = Rule(
    title="A password stands in the template",
    why="Everybody who can read the repository, the stack or a build log knows it.",
    fix=(
        "Let the service manage it in Secrets Manager, or write {{resolve:secretsmanager:...}}. A parameter "
        "must be NoEcho and have no default."
    ),
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html",
    types=(*_PASSWORDS, _BROKER),
    faults=_faults,
    references=References(
        guard=(
            "RDS_MASTER_USER_PASSWORD_NO_PLAINTEXT_PASSWORD",
            "RDS_CLUSTER_MASTER_USER_PASSWORD_NO_PLAINTEXT_PASSWORD",
            "REDSHIFT_CLUSTER_MASTER_USER_PASSWORD_NO_PLAINTEXT_PASSWORD",
            "DMS_NO_PLAINTEXT_PASSWORD",
            "MICROSOFT_AD_NO_PLAINTEXT_PASSWORD",
            "AMAZON_MQ_BROKER_USERS_NO_PLAINTEXT_PASSWORD",
        )
    ),
)
