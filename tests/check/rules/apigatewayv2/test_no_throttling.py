import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::ApiGatewayV2::Stage", "AWS::Serverless::HttpApi"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"DefaultRouteSettings": {"ThrottlingRateLimit": 50}}, False),
        ({"RouteSettings": {"GET /": {"ThrottlingRateLimit": 50}}}, False),
        ({"DefaultRouteSettings": {"Fn::ImportValue": "Settings"}}, False),
    ],
)
def test_nothing_limits_the_requests_to_an_http_api(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("apigatewayv2-no-throttling", type_, properties) is wrong
