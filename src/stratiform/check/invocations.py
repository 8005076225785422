"""How a function is invoked: whether its callers wait for the answer, or Lambda queues the event for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.event_sources import MAPPING
from stratiform.check.links import sources

# Services that wait: https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html
_WAITING = frozenset(
    f"{service}.amazonaws.com"
    for service in [
        "apigateway",
        "elasticloadbalancing",
        "cognito-idp",
        "lex",
        "lexv2",
        "bedrock",
        "states",
        "secretsmanager",
        "edgelambda",
        "kafka",
        "kinesis",
        "dynamodb",
        "sqs",
        "firehose",
        "appsync",
        "vpc-lattice",
        "cloudfront",
        "iotevents",
        "connect",
    ]
)
_WAITING_EVENTS = frozenset(
    [
        "Api",
        "HttpApi",
        "SQS",
        "Kinesis",
        "DynamoDB",
        "DocumentDB",
        "MSK",
        "MQ",
        "SelfManagedKafka",
        "Cognito",
        "AlexaSkill",
    ]
)
_FUNCTION_URL = "AWS::Lambda::Url"
_STATES = ("AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine")


def may_be_queued(function: Resource, graph: Graph) -> bool:
    """Whether events for ``function`` may wait in Lambda's own queue.

    So it is unless all that invokes it is known and waits for the answer.
    """
    waits = list(_waits(function, graph))
    return not waits or not all(waits)


def _waits(function: Resource, graph: Graph) -> Iterator[bool]:
    """For each thing known to invoke the function, whether it waits."""
    for permission in sources(graph, function, "AWS::Lambda::Permission", "FunctionName"):
        principal = permission.properties.get("Principal")
        yield isinstance(principal, str) and principal in _WAITING
    for type_, path in ((MAPPING, "FunctionName"), (_FUNCTION_URL, "TargetFunctionArn")):
        for _ in sources(graph, function, type_, path):
            yield True
    for type_ in _STATES:
        for _ in sources(graph, function, type_, "DefinitionString", "Definition", "DefinitionSubstitutions"):
            yield True
    events = function.properties.get("Events")
    for event in events.values() if isinstance(events, Mapping) else ():
        yield isinstance(event, Mapping) and str(event.get("Type")) in _WAITING_EVENTS
