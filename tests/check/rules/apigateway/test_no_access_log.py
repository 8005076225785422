import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::ApiGateway::Stage", "AWS::Serverless::Api"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"AccessLogSetting": {}}, True),
        ({"AccessLogSetting": {"DestinationArn": "arn"}}, False),
        ({"AccessLogSetting": {"DestinationArn": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_a_rest_api_does_not_log_its_callers(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("apigateway-no-access-log", type_, properties) is wrong
