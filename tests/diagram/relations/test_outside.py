from __future__ import annotations

from pathlib import Path

import pytest

from diagram.drawing import told
from diagram.systems import system
from stratiform.diagram import picture


@pytest.mark.parametrize(
    ("resource", "open_"),
    [
        ("{Type: AWS::ApiGateway::RestApi}", True),
        ("{Type: AWS::ApiGateway::RestApi, Properties: {EndpointConfiguration: {Types: [PRIVATE]}}}", False),
        ("{Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}", True),
        ("{Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internal}}", False),
        ("{Type: AWS::CloudFront::Distribution}", True),
        ("{Type: AWS::SQS::Queue}", False),
        ("{Type: AWS::Serverless::Function, Properties: {Events: {Get: {Type: HttpApi}}}}", True),
        ("{Type: AWS::Serverless::Function, Properties: {Events: {Do: {Type: SQS}}}}", False),
    ],
)
def test_the_world_outside_calls_what_is_on_the_internet(tmp_path: Path, resource: str, open_: bool) -> None:
    drawn = picture(system(tmp_path, f"X: {resource}"))
    assert told(drawn) == ({("Internet", "calls", "X")} if open_ else set())
    assert ("Internet" in {node.name for node in drawn.nodes()}) is open_
