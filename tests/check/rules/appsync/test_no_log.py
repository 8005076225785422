import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"LogConfig": {"FieldLogLevel": "NONE"}}, True),
        ({"LogConfig": {"FieldLogLevel": "ERROR"}}, False),
        ({"LogConfig": {"FieldLogLevel": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_a_graphql_api_does_not_log_why_requests_fail(properties: dict[str, object], wrong: bool) -> None:
    assert judged("appsync-no-log", "AWS::AppSync::GraphQLApi", properties) is wrong
