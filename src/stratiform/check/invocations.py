"""How a function is invoked: whether its callers wait for the answer, or Lambda queues the event for them."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources, targets
from stratiform.assembly.sam_events import APIS, events
from stratiform.check.event_sources import MAPPING

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
        *APIS,
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
_DEFINITIONS = ("DefinitionString", "Definition", "DefinitionSubstitutions")
_STATES = ("AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine")


def may_be_queued(function: Resource, graph: Graph) -> bool:
    """Whether events for ``function`` may wait in Lambda's own queue.

    So it is unless all that invokes it is known and waits for the answer.
    """
    waits = list(_waits(function, graph))
    return not waits or not all(waits)


def serves_an_api_alone(function: Resource, graph: Graph) -> bool:
    """Whether all that is known to invoke ``function`` is a REST or HTTP API, which waits half a minute.

    Behind a WebSocket API a function may go on and answer later.
    """
    permissions = sources(graph, function, "AWS::Lambda::Permission", "FunctionName")
    from_apis = [
        *(_is_of_api(permission, graph) for permission in permissions),
        *(event.type in APIS for event in events(function)),
    ]
    return bool(from_apis) and all(from_apis) and len(from_apis) == len(list(_waits(function, graph)))


def _is_of_api(permission: Resource, graph: Graph) -> bool:
    apis = targets(graph, permission, "SourceArn")
    sockets = any(api.properties.get("ProtocolType") == "WEBSOCKET" for api in apis)
    return permission.properties.get("Principal") == "apigateway.amazonaws.com" and not sockets


def _waits(function: Resource, graph: Graph) -> Iterator[bool]:
    """For each thing known to invoke the function, whether it waits."""
    for permission in sources(graph, function, "AWS::Lambda::Permission", "FunctionName"):
        principal = permission.properties.get("Principal")
        yield isinstance(principal, str) and principal in _WAITING
    for type_, path in ((MAPPING, "FunctionName"), (_FUNCTION_URL, "TargetFunctionArn")):
        for _ in sources(graph, function, type_, path):
            yield True
    for type_ in _STATES:
        for _ in sources(graph, function, type_, *_DEFINITIONS):
            yield True
    for event in events(function):
        yield event.type in _WAITING_EVENTS
