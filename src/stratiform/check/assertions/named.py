"""Resources are called after a pattern."""

from __future__ import annotations

from collections.abc import Mapping

from stratiform.assembly.graph import Graph
from stratiform.check.assertion import Assertion, Failure, Given, Kind, Outcome, Parameter
from stratiform.check.environments import tags_of
from stratiform.check.plumbing import is_plumbing
from stratiform.check.selection import seen
from stratiform.check.texts import written

# The property that names a resource of each type, where it is not called after its kind.
_NAMES: Mapping[str, str] = {
    "AWS::Lambda::Function": "FunctionName",
    "AWS::Serverless::Function": "FunctionName",
    "AWS::ApiGateway::RestApi": "Name",
    "AWS::ApiGatewayV2::Api": "Name",
    "AWS::DynamoDB::Table": "TableName",
    "AWS::S3::Bucket": "BucketName",
    "AWS::SQS::Queue": "QueueName",
    "AWS::SNS::Topic": "TopicName",
    "AWS::CloudWatch::Alarm": "AlarmName",
    "AWS::StepFunctions::StateMachine": "StateMachineName",
    "AWS::Logs::LogGroup": "LogGroupName",
    "AWS::SSM::Parameter": "Name",
    "AWS::SecretsManager::Secret": "Name",
    "AWS::ECS::Cluster": "ClusterName",
    "AWS::ECS::Service": "ServiceName",
    "AWS::ECS::TaskDefinition": "Family",
    "AWS::IAM::Role": "RoleName",
}


def _judge(graph: Graph, given: Given) -> Outcome:
    passed, failed = [], []
    for resource in graph.of_type(*(given["types"] or _NAMES)):
        if is_plumbing(resource):
            continue
        found = resource.properties.get(_NAMES.get(resource.type, "Name")) or tags_of(resource).get("Name")
        name = written(found)
        if name is not None and given["pattern"].search(name):
            passed.append(resource.address)
        elif name is not None or (found is None and not given["skip_absent"]):
            says = f"The name of {resource.address.logical_id} {seen(name)}, which does not match"
            failed.append(Failure(f"{says} {given['pattern'].pattern}.", (resource.address,)))
    return Outcome(tuple(passed), tuple(failed))


ASSERTION = Assertion(
    about="Resources have names that match the pattern, in their name property or the tag Name.",
    parameters={
        "pattern": Parameter(Kind.PATTERN, "the pattern of names; ^ and $ tie it to the ends"),
        "types": Parameter(Kind.TEXTS, "the resource types it is about; without, those that are named", []),
        "skip_absent": Parameter(Kind.FLAG, "leave out what AWS names itself", True),
    },
    judge=_judge,
)
