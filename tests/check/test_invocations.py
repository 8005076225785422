import pytest

from graphs import graph
from stratiform.check.invocations import may_be_queued, serves_an_api_alone

FUNCTION = {"Ref": "Function"}


def permission(principal: str) -> tuple[str, dict[str, object]]:
    return "AWS::Lambda::Permission", {"FunctionName": FUNCTION, "Principal": principal}


@pytest.mark.parametrize(
    ("others", "queued"),
    [
        ({}, True),
        ({"Rest": permission("apigateway.amazonaws.com")}, False),
        ({"Topic": permission("sns.amazonaws.com")}, True),
        ({"Rest": permission("apigateway.amazonaws.com"), "Rule": permission("events.amazonaws.com")}, True),
        ({"Poll": ("AWS::Lambda::EventSourceMapping", {"FunctionName": FUNCTION})}, False),
        (
            {"Role": ("AWS::Lambda::Permission", {"FunctionName": FUNCTION, "Principal": {"Ref": "Caller"}})},
            True,
        ),
        ({"Url": ("AWS::Lambda::Url", {"TargetFunctionArn": FUNCTION})}, False),
    ],
)
def test_events_are_queued_unless_every_caller_waits(others: dict[str, object], queued: bool) -> None:
    system = graph({"Function": ("AWS::Lambda::Function", {}), **others})
    assert may_be_queued(next(system.of_type("AWS::Lambda::Function")), system) is queued


@pytest.mark.parametrize(("event", "queued"), [("Api", False), ("Schedule", True)])
def test_the_events_of_sam_count(event: str, queued: bool) -> None:
    system = graph({"Function": ("AWS::Serverless::Function", {"Events": {"It": {"Type": event}}})})
    assert may_be_queued(next(system.of_type("AWS::Serverless::Function")), system) is queued


@pytest.mark.parametrize(("protocol", "alone"), [("HTTP", True), ("WEBSOCKET", False)])
def test_behind_a_websocket_a_function_may_answer_later(protocol: str, alone: bool) -> None:
    arn = {"Fn::Sub": "arn:aws:execute-api:eu-west-1:123456789012:${Api}/*"}
    system = graph(
        {
            "Function": ("AWS::Lambda::Function", {}),
            "Api": ("AWS::ApiGatewayV2::Api", {"ProtocolType": protocol}),
            "Call": (
                "AWS::Lambda::Permission",
                {"FunctionName": FUNCTION, "Principal": "apigateway.amazonaws.com", "SourceArn": arn},
            ),
        }
    )
    assert serves_an_api_alone(next(system.of_type("AWS::Lambda::Function")), system) is alone
