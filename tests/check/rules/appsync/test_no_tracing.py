import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [({}, True), ({"XrayEnabled": True}, False), ({"XrayEnabled": {"Fn::ImportValue": "Other"}}, False)],
)
def test_a_graphql_api_is_not_traced(properties: dict[str, object], wrong: bool) -> None:
    assert judged("appsync-no-tracing", "AWS::AppSync::GraphQLApi", properties) is wrong
