import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::ApiGateway::Stage", "AWS::Serverless::Api"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"MethodSettings": []}, True),
        ({"MethodSettings": [{"LoggingLevel": "OFF"}]}, True),
        ({"MethodSettings": [{"LoggingLevel": "ERROR"}]}, False),
        ({"MethodSettings": [{"LoggingLevel": "INFO"}, {"LoggingLevel": "OFF"}]}, True),
        ({"MethodSettings": {"Fn::ImportValue": "Settings"}}, False),
        ({"MethodSettings": [{"LoggingLevel": {"Fn::ImportValue": "Level"}}]}, False),
    ],
)
def test_a_rest_api_does_not_log_why_calls_fail(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("apigateway-no-execution-log", type_, properties) is wrong
