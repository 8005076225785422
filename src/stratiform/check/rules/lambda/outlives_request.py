"""A function that may run longer than its caller waits."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import number, value
from stratiform.check.invocations import serves_an_api_alone
from stratiform.check.rule import Fault, Pillar, Rule, Severity

# Of REST APIs; HTTP APIs wait for 30 seconds.
_LIMIT = 29


def _faults(function: Resource, graph: Graph) -> Fault | None:
    timeout = number(value(function, "Timeout"))
    if timeout is None or timeout <= _LIMIT + 1:
        return None
    return Fault(f"Timeout is {timeout:g} seconds and API Gateway waits for {_LIMIT}.", at="Timeout")


RULE = Rule(
    title="A function may run longer than its API waits",
    why=(
        "API Gateway gives up after 29 seconds; the function runs on and is paid for, and the caller "
        "tries again."
    ),
    fix="Set Timeout to 29 or less, or answer at once and work asynchronously.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html",
    types=("AWS::Lambda::Function", "AWS::Serverless::Function"),
    faults=_faults,
    applies=serves_an_api_alone,
)
