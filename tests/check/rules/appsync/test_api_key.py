import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"AuthenticationType": "API_KEY"}, True),
        ({"AuthenticationType": "AWS_IAM"}, False),
        ({"AuthenticationType": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_graphql_api_is_opened_with_an_api_key(properties: dict[str, object], wrong: bool) -> None:
    assert judged("appsync-api-key", "AWS::AppSync::GraphQLApi", properties) is wrong
