"""A function that may work on after its API has given the caller up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.consumers import timeout_of
from stratiform.check.links import sources, targets
from stratiform.check.placement import FUNCTIONS
from stratiform.check.properties import number, value
from stratiform.check.rule import Fault, Pillar, Rule, Severity

# Seconds after which an API answers for its integration, where nothing else is said.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
_REST, _HTTP = 29.0, 30.0


def _waits(function: Resource, graph: Graph) -> Iterator[tuple[float, Resource]]:
    """How long each API waits for the function, and where that is written."""
    for method in sources(graph, function, "AWS::ApiGateway::Method", "Integration.Uri"):
        # A call that is only handed over is answered at once, and one that streams answers while it runs.
        streams = value(method, "Integration.ResponseTransferMode") == "STREAM"
        if value(method, "Integration.Type") == "AWS_PROXY" and not streams:
            yield _seconds(method, "Integration.TimeoutInMillis", _REST), method
    for integration in sources(graph, function, "AWS::ApiGatewayV2::Integration", "IntegrationUri"):
        # A function behind a WebSocket answers by a call of its own, whenever it likes.
        apis = targets(graph, integration, "ApiId")
        if all(value(api, "ProtocolType") != "WEBSOCKET" for api in apis):
            yield _seconds(integration, "TimeoutInMillis", _HTTP), integration
    events = value(function, "Events")
    for event in events.values() if isinstance(events, Mapping) else ():
        if isinstance(event, Mapping) and event.get("Type") in ("Api", "HttpApi"):
            default = _REST if event["Type"] == "Api" else _HTTP
            yield _seconds(event, "Properties.TimeoutInMillis", default), function


def _seconds(holder: Resource | Mapping[str, object], path: str, default: float) -> float:
    given = number(value(holder, path))
    return default if given is None else given / 1000


def _applies(function: Resource, graph: Graph) -> bool:
    return timeout_of(function) is not None and any(True for _ in _waits(function, graph))


def _faults(function: Resource, graph: Graph) -> Fault | None:
    runs = timeout_of(function)
    for waits, by in _waits(function, graph):
        if runs is not None and runs > waits:
            return Fault(
                f"It may run {runs:g} s, and its API waits {waits:g} s.", at="Timeout", evidence=(by.address,)
            )
    return None


RULE = Rule(
    title="A function may outlive the call of its API",
    why="The caller gets an error and tries again while the first run still works, and is paid for.",
    fix="Set Timeout below that of the API, or hand long work to a queue.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html",
    types=FUNCTIONS,
    applies=_applies,
    faults=_faults,
)
