"""What workloads declare to use, and which permissions keep to it."""

from __future__ import annotations

from collections.abc import Mapping

from stratiform.assembly.graph import Graph, Resource, Use
from stratiform.assembly.once import once
from stratiform.assembly.permissions import Permission

# What holds data or passes it on, with the prefix of its actions in IAM.
DATA: Mapping[str, str] = {
    "AWS::DynamoDB::Table": "dynamodb",
    "AWS::DynamoDB::GlobalTable": "dynamodb",
    "AWS::S3::Bucket": "s3",
    "AWS::SQS::Queue": "sqs",
    "AWS::SNS::Topic": "sns",
    "AWS::SecretsManager::Secret": "secretsmanager",
    "AWS::SecretsManager::SecretTargetAttachment": "secretsmanager",
    "AWS::SSM::Parameter": "ssm",
    "AWS::Kinesis::Stream": "kinesis",
    "AWS::Events::EventBus": "events",
    "AWS::StepFunctions::StateMachine": "states",
    "AWS::RDS::DBCluster": "rds-data",
}

_READING = ("get", "list", "describe", "batchget", "query", "scan", "head", "conditioncheck", "partiqlselect")
# Taking a message is reading a queue, though it removes it.
_TAKING = ("receivemessage", "deletemessage", "changemessagevisibility", "purgequeue")


def uses_of(graph: Graph, workload: Resource) -> tuple[Use, ...]:
    """What the construct that made a function or a task definition declares to use."""
    declared = _by_workload(graph)
    if not declared:
        return ()
    names = workload.path.split("/")
    places = ("/".join(names[:end]) for end in range(1, len(names) + 1))
    return tuple(use for place in places for use in declared.get(place, ()))


@once
def _by_workload(graph: Graph) -> Mapping[str, tuple[Use, ...]]:
    found: dict[str, tuple[Use, ...]] = {}
    for use in graph.uses:
        found[use.workload] = (*found.get(use.workload, ()), use)
    return found


def belongs_to(resource: Resource, path: str) -> bool:
    """Whether the construct at ``path`` made ``resource``."""
    return resource.path == path or resource.path.startswith(f"{path}/")


def is_read_only(permission: Permission, type_: str) -> bool:
    """Whether its actions on a resource of ``type_`` only read."""
    prefix = DATA[type_]
    allowed = (*_READING, *_TAKING) if prefix == "sqs" else _READING
    return all(
        action.partition(":")[2].startswith(allowed)
        for action in permission.actions
        if action.startswith(f"{prefix}:") or action == "*"
    )
