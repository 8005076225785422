from __future__ import annotations

from pathlib import Path

import pytest

from diagram.systems import at, system
from stratiform.diagram.facts import facts


@pytest.mark.parametrize(
    ("resource", "told"),
    [
        (
            "Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, MemorySize: 512}",
            ["python3.13", "512 MB"],
        ),
        ("Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST}", ["on demand"]),
        (
            "Type: AWS::ECS::Service, Properties: {DesiredCount: 1, LaunchType: FARGATE}",
            ["1 task", "Fargate"],
        ),
        ("Type: AWS::EC2::Instance, Properties: {InstanceType: !Ref Q}", []),
        ("Type: AWS::ApiGateway::RestApi, Properties: {EndpointConfiguration: {Types: [EDGE]}}", ["edge"]),
        ("Type: AWS::Fusion::Reactor, Properties: {Power: 9}", []),
    ],
)
def test_the_properties_that_tell_most(tmp_path: Path, resource: str, told: list[str]) -> None:
    graph = system(tmp_path, f"Q: {{Type: AWS::SQS::Queue}}\nR: {{{resource}}}")
    assert list(facts(graph.resources[at("R")])) == told
