import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::ApiGatewayV2::Api", "AWS::Serverless::HttpApi"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"CorsConfiguration": {"AllowOrigins": ["*"]}}, True),
        ({"CorsConfiguration": {"AllowOrigins": ["https://example.com"]}}, False),
        ({"CorsConfiguration": {"AllowOrigins": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_the_pages_of_every_site_may_call_an_http_api(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("apigatewayv2-any-origin", type_, properties) is wrong
