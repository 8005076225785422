import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"SecurityPolicy": "TLS_1_0"}, True),
        ({"SecurityPolicy": "TLS_1_2"}, False),
        ({"SecurityPolicy": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_domain_of_a_rest_api_accepts_tls_1_0(properties: dict[str, object], wrong: bool) -> None:
    assert judged("apigateway-old-tls", "AWS::ApiGateway::DomainName", properties) is wrong
