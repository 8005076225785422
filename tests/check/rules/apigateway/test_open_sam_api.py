import pytest

from check.judging import failing, judged

API, HTTP = "AWS::Serverless::Api", "AWS::Serverless::HttpApi"


@pytest.mark.parametrize("type_", [API, HTTP])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"Auth": {"ApiKeyRequired": True}}, True),
        ({"Auth": {"DefaultAuthorizer": "AWS_IAM"}}, False),
        ({"Auth": {"ResourcePolicy": {"CustomStatements": []}}}, False),
        ({"Auth": {"Fn::ImportValue": "Auth"}}, False),
        ({"DefinitionBody": {"openapi": "3.0.1"}}, False),
        ({"EndpointConfiguration": {"Type": "PRIVATE"}}, False),
    ],
)
def test_an_api_must_ask_who_is_calling(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("apigateway-open-sam-api", type_, properties) is wrong


@pytest.mark.parametrize(
    ("auths", "wrong"),
    [
        ([{"Authorizer": "AWS_IAM"}], False),
        ([{"Authorizer": "AWS_IAM"}, {"Authorizer": "NONE"}], True),
        ([{"Authorizer": "AWS_IAM"}, {}], True),
    ],
)
def test_its_events_may_ask_instead(auths: list[object], wrong: bool) -> None:
    events = {
        f"Event{i}": {"Type": "Api", "Properties": {"RestApiId": {"Ref": "Rest"}, "Auth": auth}}
        for i, auth in enumerate(auths)
    }
    resources = {"Rest": (API, {}), "Function": ("AWS::Serverless::Function", {"Events": events})}
    assert bool(failing("apigateway-open-sam-api", resources)) is wrong
