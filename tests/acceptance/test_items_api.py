"""The first system: `strat up blueprints/items_api`, then real requests."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

import pytest
from botocore.exceptions import ClientError

from acceptance.running import Running, eventually

pytestmark = [pytest.mark.synth, pytest.mark.local]


def answered(url: str, **headers: str) -> tuple[int, dict[str, str], dict[str, object]]:
    """Status, headers and JSON body, whatever the status."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20) as answer:
            return answer.status, dict(answer.headers), json.load(answer)
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.status, dict(answer.headers), json.load(answer)


def item_url(items_api: Running) -> str:
    return items_api.outputs["ApiUrl"].rstrip("/") + "/item"


def alarm_state(items_api: Running, name: str) -> str:
    (alarm,) = items_api.client("cloudwatch").describe_alarms(AlarmNames=[name])["MetricAlarms"]
    return alarm["StateValue"]


def test_an_item_that_the_api_returns_is_in_the_table(items_api: Running) -> None:
    status, headers, item = answered(item_url(items_api))
    assert status == 200
    assert headers["Access-Control-Allow-Origin"] == "*"
    found = items_api.client("dynamodb").get_item(
        TableName=items_api.outputs["TableName"], Key={"itemId": {"S": item["itemId"]}}
    )
    assert found["Item"]["itemId"] == {"S": item["itemId"]}


def test_the_documented_outputs_are_there(items_api: Running) -> None:
    expected = {"VpcId", "TableName", "FunctionName", "FunctionArn", "AlarmName", "ApiId", "ApiUrl"}
    assert expected <= set(items_api.outputs)
    assert all(items_api.outputs[name] for name in expected)


def test_the_function_may_write_its_table_and_nothing_else(items_api: Running) -> None:
    """The role of the template is enforced: same credentials, another table, denied."""
    functions = items_api.client("lambda")
    role = functions.get_function_configuration(FunctionName=items_api.outputs["FunctionName"])["Role"]
    items_api.client("dynamodb").create_table(
        TableName="other",
        KeySchema=[{"AttributeName": "itemId", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "itemId", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    configuration = functions.get_function_configuration(FunctionName=items_api.outputs["FunctionName"])
    variables = configuration["Environment"]["Variables"]
    functions.update_function_configuration(
        FunctionName=items_api.outputs["FunctionName"],
        Environment={"Variables": {**variables, "TABLE_NAME": "other"}},
    )
    try:
        status, _, body = answered(item_url(items_api))
    finally:
        functions.update_function_configuration(
            FunctionName=items_api.outputs["FunctionName"], Environment={"Variables": variables}
        )
    assert status == 500
    assert "other" not in json.dumps(body)
    assert role.split("/")[-1] not in json.dumps(body)
    assert items_api.client("dynamodb").scan(TableName="other")["Count"] == 0
    told = items_api.app.strat("logs").stdout
    assert "dynamodb:PutItem" in told
    assert "other" in told


def test_a_forced_error_raises_the_alarm(items_api: Running) -> None:
    functions, name = items_api.client("lambda"), items_api.outputs["FunctionName"]
    handler = functions.get_function_configuration(FunctionName=name)["Handler"]
    functions.update_function_configuration(FunctionName=name, Handler="missing.handler")
    try:
        with pytest.raises(urllib.error.HTTPError) as raised:
            urllib.request.urlopen(item_url(items_api), timeout=20)
        raised.value.close()
    finally:
        functions.update_function_configuration(FunctionName=name, Handler=handler)
    assert eventually(lambda: alarm_state(items_api, items_api.outputs["AlarmName"]) == "ALARM", seconds=60)


def test_a_preflight_request_is_allowed(items_api: Running) -> None:
    request = urllib.request.Request(item_url(items_api), method="OPTIONS", headers={"Origin": "http://a"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        assert answer.status in (200, 204)
        assert "GET" in answer.headers["Access-Control-Allow-Methods"]


def test_read_access_is_denied_to_the_role(items_api: Running) -> None:
    configuration = items_api.client("lambda").get_function_configuration(
        FunctionName=items_api.outputs["FunctionName"]
    )
    credentials = items_api.client("sts").assume_role(
        RoleArn=configuration["Role"], RoleSessionName="reader"
    )["Credentials"]
    import boto3

    reader = boto3.client(
        "dynamodb",
        endpoint_url=items_api.document["endpoint"],
        region_name="us-east-1",
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
    )
    with pytest.raises(ClientError, match="dynamodb:Scan"):
        reader.scan(TableName=items_api.outputs["TableName"])
