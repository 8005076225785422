"""What the items API promises, read from its graph."""

from pathlib import Path

import pytest

from stratiform.errors import SettingsError
from stratiform.testing import assert_uses, synthesize

pytestmark = pytest.mark.synth

APP = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def graph():
    return synthesize(APP)


def only(graph, type_):
    (found,) = graph.of_type(type_)
    return found.properties


def test_the_vpc_has_public_subnets_in_two_zones(graph):
    public = [s for s in graph.of_type("AWS::EC2::Subnet") if "publicSubnet" in s.path]
    assert {subnet.properties["AvailabilityZone"] for subnet in public} == {"us-east-1a", "us-east-1b"}


def test_the_table_is_keyed_by_item_and_billed_on_demand(graph):
    table = only(graph, "AWS::DynamoDB::Table")
    assert table["KeySchema"] == [{"AttributeName": "itemId", "KeyType": "HASH"}]
    assert table["BillingMode"] == "PAY_PER_REQUEST"


def test_the_function_is_in_the_vpc_and_knows_its_table(graph):
    function = only(graph, "AWS::Lambda::Function")
    (table,) = graph.of_type("AWS::DynamoDB::Table")
    assert function["Environment"]["Variables"] == {"TABLE_NAME": {"Ref": table.address.logical_id}}
    assert len(function["VpcConfig"]["SubnetIds"]) == 2


def test_the_function_reaches_the_table_without_the_internet(graph):
    services = [
        str(endpoint.properties["ServiceName"]) for endpoint in graph.of_type("AWS::EC2::VPCEndpoint")
    ]
    assert any("dynamodb" in service for service in services)
    assert not list(graph.of_type("AWS::EC2::NatGateway"))


def test_the_role_writes_that_table_and_reads_nothing(graph):
    assert_uses(graph, "Handler", "Items", "write")
    (table,) = graph.of_type("AWS::DynamoDB::Table")
    (granted,) = (
        statement
        for statement in only(graph, "AWS::IAM::Policy")["PolicyDocument"]["Statement"]
        if any(action.startswith("dynamodb:") for action in statement["Action"])
    )
    assert {action.removeprefix("dynamodb:") for action in granted["Action"]} == {
        "BatchWriteItem",
        "DeleteItem",
        "PutItem",
        "UpdateItem",
    }
    assert granted["Resource"] == [{"Fn::GetAtt": [table.address.logical_id, "Arn"]}]


def test_one_route_with_cors(graph):
    at_item = [m.properties for m in graph.of_type("AWS::ApiGateway::Method") if "/item/" in m.path]
    assert {method["HttpMethod"] for method in at_item} == {"GET", "OPTIONS"}
    (preflight,) = (method for method in at_item if method["HttpMethod"] == "OPTIONS")
    (answer,) = preflight["Integration"]["IntegrationResponses"]
    assert answer["ResponseParameters"]["method.response.header.Access-Control-Allow-Origin"] == "'*'"


@pytest.mark.parametrize(("path", "metric"), [("Handler/Errors", "Errors"), ("Api/Errors", "5XXError")])
def test_one_error_in_one_period_raises_an_alarm(graph, path, metric):
    alarm = graph.at(f"local/ItemsApi/{path}").properties
    assert (alarm["MetricName"], alarm["Statistic"]) == (metric, "Sum")
    assert (alarm["Threshold"], alarm["EvaluationPeriods"]) == (1, 1)
    assert alarm["ComparisonOperator"] == "GreaterThanOrEqualToThreshold"


def test_everything_is_tagged(graph):
    for type_ in ("AWS::DynamoDB::Table", "AWS::Lambda::Function", "AWS::EC2::VPC", "AWS::IAM::Role"):
        tags = {tag["Key"]: tag["Value"] for tag in only(graph, type_)["Tags"]}
        assert tags["Environment"] == "local"
        assert {"Repository", "Author"} <= set(tags)


def test_the_outputs_tell_where_everything_is(graph):
    names = {output.address.logical_id for output in graph.outputs}
    assert names >= {
        "AlarmName",
        "ApiAlarmName",
        "ApiId",
        "ApiUrl",
        "FunctionArn",
        "FunctionName",
        "RoleArn",
        "TableName",
        "VpcId",
    }


NAMES = {
    "AWS::ApiGateway::RestApi": "Name",
    "AWS::CloudWatch::Alarm": "AlarmName",
    "AWS::Lambda::Function": "FunctionName",
}


def names(graph):
    found = {r.properties[key] for type_, key in NAMES.items() for r in graph.of_type(type_)}
    return found | {stack.name for stack in graph.stacks.values()}


def test_a_suffix_makes_a_second_copy_that_shares_no_name(graph):
    copy = synthesize(APP, context={"environmentSuffix": "pr12"})
    assert all("local-pr12" in name for name in names(copy))
    assert not names(copy) & names(graph)


def test_production_waits_for_its_account():
    with pytest.raises(SettingsError, match="prod has no account") as raised:
        synthesize(APP, environment="prod")
    assert raised.value.where.endswith("stratiform.toml:7")
