"""What SAM's policy templates let a workload do: https://github.com/aws/serverless-application-model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.links import inside
from stratiform.assembly.properties import is_unknown, items, value

# The parameter that names the resource, and the actions, of the templates that read or write data.
_TEMPLATES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "S3ReadPolicy": ("BucketName", ("s3:getobject", "s3:listbucket")),
    "S3WritePolicy": ("BucketName", ("s3:putobject",)),
    "S3CrudPolicy": ("BucketName", ("s3:getobject", "s3:putobject", "s3:deleteobject", "s3:listbucket")),
    "SQSSendMessagePolicy": ("QueueName", ("sqs:sendmessage",)),
    "SNSPublishMessagePolicy": ("TopicName", ("sns:publish",)),
    "SNSCrudPolicy": ("TopicName", ("sns:publish", "sns:subscribe")),
    "DynamoDBReadPolicy": ("TableName", ("dynamodb:getitem", "dynamodb:query", "dynamodb:scan")),
    "DynamoDBWritePolicy": (
        "TableName",
        ("dynamodb:putitem", "dynamodb:updateitem", "dynamodb:batchwriteitem"),
    ),
    "DynamoDBCrudPolicy": (
        "TableName",
        (
            "dynamodb:getitem",
            "dynamodb:query",
            "dynamodb:putitem",
            "dynamodb:updateitem",
            "dynamodb:deleteitem",
        ),
    ),
    "KinesisCrudPolicy": ("StreamName", ("kinesis:putrecord", "kinesis:putrecords", "kinesis:getrecords")),
    "LambdaInvokePolicy": ("FunctionName", ("lambda:invokefunction",)),
    "StepFunctionsExecutionPolicy": ("StateMachineName", ("states:startexecution",)),
    "EventBridgePutEventsPolicy": ("EventBusName", ("events:putevents",)),
    "AWSSecretsManagerGetSecretValuePolicy": ("SecretArn", ("secretsmanager:getsecretvalue",)),
    "SSMParameterReadPolicy": ("ParameterName", ("ssm:getparameter", "ssm:getparameters")),
}


@dataclass(frozen=True)
class Granted:
    """One template: its place, its actions, what it points at, and how it names the resource."""

    at: str
    actions: tuple[str, ...]
    resources: tuple[Address, ...]
    name: Any


def templates(graph: Graph, workload: Resource) -> Iterator[Granted]:
    """The policy templates of a function or state machine of SAM."""
    for index, policy in enumerate(items(value(workload, "Policies"))):
        if not isinstance(policy, Mapping) or is_unknown(policy):
            continue
        for name, given in policy.items():
            parameter, actions = _TEMPLATES.get(name, ("", ()))
            if actions and isinstance(given, Mapping):
                at = f"Policies[{index}].{name}"
                edges = inside(graph, workload, f"{at}.{parameter}")
                yield Granted(at, actions, tuple(edge.target for edge in edges), given.get(parameter))
