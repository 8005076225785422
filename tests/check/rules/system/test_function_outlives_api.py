from typing import Any

import pytest

from check.evidence import proof, subjects

RULE = "system-function-outlives-api"
URI = {"Fn::Sub": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${Handler.Arn}/invocations"}


def system(timeout: int, **integration: Any) -> dict[str, Any]:
    method = {"HttpMethod": "GET", "Integration": {"Type": "AWS_PROXY", "Uri": URI, **integration}}
    return {
        "Handler": ("AWS::Lambda::Function", {"Timeout": timeout}),
        "Get": ("AWS::ApiGateway::Method", method),
    }


def test_a_function_ends_before_its_api_gives_up() -> None:
    assert proof(RULE, system(30)) == {"Handler": ["Get"]}
    assert not proof(RULE, system(29))


def test_an_api_may_wait_for_longer_or_shorter() -> None:
    assert not proof(RULE, system(60, TimeoutInMillis=60000))
    assert proof(RULE, system(20, TimeoutInMillis=5000))


def test_work_that_is_only_handed_over_may_take_its_time() -> None:
    assert subjects(RULE, system(900, Type="AWS")) == []
    assert subjects(RULE, system(900, ResponseTransferMode="STREAM")) == []


@pytest.mark.parametrize(("timeout", "wrong"), [(30, False), (31, True)])
def test_the_second_generation_waits_thirty_seconds(timeout: int, wrong: bool) -> None:
    resources = {
        "Handler": ("AWS::Lambda::Function", {"Timeout": timeout}),
        "Proxy": ("AWS::ApiGatewayV2::Integration", {"IntegrationUri": {"Fn::GetAtt": ["Handler", "Arn"]}}),
    }
    assert bool(proof(RULE, resources)) is wrong


def test_sam_writes_the_api_into_the_function() -> None:
    events = {"Get": {"Type": "Api", "Properties": {"Path": "/", "Method": "get"}}}
    handler = ("AWS::Serverless::Function", {"Timeout": 60, "Events": events})
    assert proof(RULE, {"Handler": handler}) == {"Handler": ["Handler"]}


def test_a_function_without_an_api_is_not_judged() -> None:
    assert subjects(RULE, {"Handler": ("AWS::Lambda::Function", {"Timeout": 900})}) == []


def test_a_function_behind_a_websocket_answers_when_it_likes() -> None:
    integration = {"ApiId": {"Ref": "Api"}, "IntegrationUri": {"Fn::GetAtt": ["Handler", "Arn"]}}
    resources = {
        "Handler": ("AWS::Lambda::Function", {"Timeout": 900}),
        "Proxy": ("AWS::ApiGatewayV2::Integration", integration),
    }
    assert (
        subjects(RULE, {**resources, "Api": ("AWS::ApiGatewayV2::Api", {"ProtocolType": "WEBSOCKET"})}) == []
    )
    assert proof(RULE, {**resources, "Api": ("AWS::ApiGatewayV2::Api", {"ProtocolType": "HTTP"})})
