import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::ApiGatewayV2::Stage", "AWS::Serverless::HttpApi"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        # Checkov asks for the destination alone. A format must hold at least $context.requestId:
        # https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
        ({"AccessLogSettings": {"DestinationArn": "arn"}}, True),
        ({"AccessLogSettings": {"DestinationArn": 123, "Format": "$context.requestId"}}, True),
        ({"AccessLogSettings": {"DestinationArn": "arn", "Format": "$context.requestId"}}, False),
        (
            {
                "AccessLogSettings": {
                    "DestinationArn": {"Fn::ImportValue": "Logs"},
                    "Format": "$context.requestId",
                }
            },
            False,
        ),
        ({"AccessLogSettings": {"Fn::ImportValue": "Settings"}}, False),
    ],
)
def test_an_http_api_does_not_log_its_callers(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("apigatewayv2-no-access-log", type_, properties) is wrong
