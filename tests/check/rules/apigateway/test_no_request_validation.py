from check.judging import failing

API = ("AWS::ApiGateway::RestApi", {})
METHOD = ("AWS::ApiGateway::Method", {"RestApiId": {"Ref": "Api"}, "HttpMethod": "POST"})
VALIDATOR = ("AWS::ApiGateway::RequestValidator", {"RestApiId": {"Ref": "Api"}})


def test_requests_must_be_checked() -> None:
    assert failing("apigateway-no-request-validation", {"Api": API, "Post": METHOD}).keys() == {"Api"}
    assert not failing(
        "apigateway-no-request-validation", {"Api": API, "Post": METHOD, "Validator": VALIDATOR}
    )


def test_an_api_without_methods_of_its_own_is_not_judged() -> None:
    assert not failing("apigateway-no-request-validation", {"Api": API})
