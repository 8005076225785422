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
def test_no_log(properties: dict[str, object], wrong: bool) -> None:
    assert judged("appsync-no-log", "AWS::AppSync::GraphQLApi", properties) is wrong
