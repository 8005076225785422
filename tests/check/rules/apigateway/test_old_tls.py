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
def test_old_tls(properties: dict[str, object], wrong: bool) -> None:
    assert judged("apigateway-old-tls", "AWS::ApiGateway::DomainName", properties) is wrong
