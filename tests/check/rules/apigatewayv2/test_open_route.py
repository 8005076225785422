import pytest

from check.judging import failing

ROUTE = "AWS::ApiGatewayV2::Route"


@pytest.mark.parametrize(
    ("protocol", "properties", "wrong"),
    [
        ("HTTP", {"RouteKey": "GET /orders"}, True),
        ("HTTP", {"RouteKey": "$default", "AuthorizationType": "NONE"}, True),
        ("HTTP", {"RouteKey": "GET /orders", "AuthorizationType": "JWT"}, False),
        ("HTTP", {"RouteKey": "OPTIONS /orders"}, False),
        ("HTTP", {"RouteKey": "GET /orders", "AuthorizationType": {"Fn::ImportValue": "Type"}}, False),
        ("WEBSOCKET", {"RouteKey": "$connect"}, True),
        ("WEBSOCKET", {"RouteKey": "send"}, False),
        ("WEBSOCKET", {"RouteKey": "$disconnect"}, False),
    ],
)
def test_a_route_must_ask_who_is_calling(protocol: str, properties: dict[str, object], wrong: bool) -> None:
    api = ("AWS::ApiGatewayV2::Api", {"ProtocolType": protocol})
    assert (
        bool(
            failing(
                "apigatewayv2-open-route",
                {"Api": api, "It": (ROUTE, {**properties, "ApiId": {"Ref": "Api"}})},
            )
        )
        is wrong
    )
