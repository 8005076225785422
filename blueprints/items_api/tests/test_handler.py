"""The handler stores an item, and keeps to itself why it could not."""

import importlib.util
import json
import logging
from pathlib import Path

import pytest
from botocore.stub import ANY, Stubber

HANDLER = Path(__file__).parents[1] / "src" / "handler.py"


@pytest.fixture
def handler(monkeypatch):
    """The handler's module, loaded as Lambda loads it."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "none")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("TABLE_NAME", "items")
    spec = importlib.util.spec_from_file_location("handler", HANDLER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def dynamodb(handler):
    """DynamoDB, as far as the handler knows."""
    with Stubber(handler.table.meta.client) as stubber:
        yield stubber
    stubber.assert_no_pending_responses()


def test_the_item_that_is_stored_is_the_answer(handler, dynamodb, caplog):
    dynamodb.add_response("put_item", {}, {"TableName": "items", "Item": ANY})
    with caplog.at_level(logging.INFO):
        answer = handler.handle({}, None)
    item = json.loads(answer["body"])
    assert answer["statusCode"] == 200
    assert answer["headers"]["Access-Control-Allow-Origin"] == "*"
    assert [record.getMessage() for record in caplog.records] == [f"item {item['itemId']} is stored"]


def test_a_failure_is_told_to_the_log_and_not_to_the_caller(handler, dynamodb, caplog):
    dynamodb.add_client_error("put_item", "AccessDeniedException", "arn:aws:iam::1:role/secret may not")
    answer = handler.handle({}, None)
    assert answer["statusCode"] == 500
    assert answer["headers"]["Access-Control-Allow-Origin"] == "*"
    assert json.loads(answer["body"]) == {"error": "The item could not be stored."}
    (record,) = caplog.records
    assert "role/secret" in str(record.exc_info[1])
