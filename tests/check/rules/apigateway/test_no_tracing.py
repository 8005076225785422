import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::ApiGateway::Stage", "AWS::Serverless::Api"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"TracingEnabled": False}, True),
        ({"TracingEnabled": True}, False),
        ({"TracingEnabled": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_rest_api_is_not_traced(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("apigateway-no-tracing", type_, properties) is wrong
