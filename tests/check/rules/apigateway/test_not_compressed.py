import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::ApiGateway::RestApi", "AWS::Serverless::Api"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"MinimumCompressionSize": 0}, False),
        ({"MinimumCompressionSize": 1024}, False),
        ({"MinimumCompressionSize": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_rest_api_does_not_compress_its_answers(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("apigateway-not-compressed", type_, properties) is wrong
