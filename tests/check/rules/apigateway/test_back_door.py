import pytest

from check.judging import failing

API = "AWS::ApiGateway::RestApi"
MAPPING = ("AWS::ApiGateway::BasePathMapping", {"RestApiId": {"Ref": "Api"}, "DomainName": "api.example.com"})


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"DisableExecuteApiEndpoint": False}, True),
        ({"DisableExecuteApiEndpoint": True}, False),
        ({"DisableExecuteApiEndpoint": {"Fn::ImportValue": "Off"}}, False),
    ],
)
def test_the_back_door_must_be_closed(properties: dict[str, object], wrong: bool) -> None:
    assert bool(failing("apigateway-back-door", {"Api": (API, properties), "Mapping": MAPPING})) is wrong


def test_without_a_domain_it_is_the_only_door() -> None:
    assert not failing("apigateway-back-door", {"Api": (API, {})})
