"""``GET /item``: store an item in the table and answer with it."""

import json
import logging
import os
import uuid
from datetime import UTC, datetime

import boto3
from botocore.exceptions import BotoCoreError, ClientError

log = logging.getLogger(__name__)
log.setLevel(logging.INFO)

table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])


def handle(event, context):
    """Answer one request of API Gateway."""
    item = {"itemId": str(uuid.uuid4()), "createdAt": datetime.now(UTC).isoformat()}
    try:
        table.put_item(Item=item)
    except (BotoCoreError, ClientError):
        log.exception("item %s is not stored", item["itemId"])
        return answer(500, {"error": "The item could not be stored."})
    log.info("item %s is stored", item["itemId"])
    return answer(200, item)


def answer(status, body):
    """An answer that any web page may read."""
    headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json"}
    return {"statusCode": status, "headers": headers, "body": json.dumps(body)}
