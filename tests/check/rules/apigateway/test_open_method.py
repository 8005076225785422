import pytest

from check.judging import failing, judged

METHOD = "AWS::ApiGateway::Method"


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"HttpMethod": "POST"}, True),
        ({"HttpMethod": "GET", "AuthorizationType": "NONE"}, True),
        ({"HttpMethod": "GET", "AuthorizationType": "AWS_IAM"}, False),
        ({"HttpMethod": "OPTIONS", "AuthorizationType": "NONE"}, False),
        # Checkov passes a method with an API key and Guard fails it. AWS says that a key is no authorization:
        # https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
        ({"HttpMethod": "GET", "AuthorizationType": "NONE", "ApiKeyRequired": True}, True),
        ({"HttpMethod": "GET", "AuthorizationType": {"Fn::ImportValue": "Type"}}, False),
    ],
)
def test_a_method_must_ask_who_is_calling(properties: dict[str, object], wrong: bool) -> None:
    assert judged("apigateway-open-method", METHOD, properties) is wrong


@pytest.mark.parametrize(
    ("api", "wrong"),
    [
        ({}, True),
        ({"Policy": {"Statement": []}}, False),
        ({"EndpointConfiguration": {"Types": ["PRIVATE"]}}, False),
    ],
)
def test_a_policy_or_a_private_endpoint_limits_it(api: dict[str, object], wrong: bool) -> None:
    method = (METHOD, {"HttpMethod": "GET", "RestApiId": {"Ref": "Api"}})
    assert (
        bool(failing("apigateway-open-method", {"Api": ("AWS::ApiGateway::RestApi", api), "Get": method}))
        is wrong
    )
