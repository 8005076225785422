"""What the plain app's functions do. Each leaves a row behind that a test can look for."""

import json
import os

import boto3


def hello(event, context):
    name = (event.get("pathParameters") or {}).get("name") or "world"
    return {"statusCode": 200, "body": json.dumps({"hello": name})}


def consume(event, context):
    for record in event["Records"]:
        if record["body"] == "poison":
            raise ValueError("poison")
        remember("job", record["body"])


def listen(event, context):
    remember("event", event["detail"]["order"])


def fallible(event, context):
    if event.get("fail"):
        raise RuntimeError("asked to fail")
    return {"caught": False}


def uploaded(event, context):
    for record in event["Records"]:
        remember("object", record["s3"]["object"]["key"])


def remember(kind, value):
    boto3.resource("dynamodb").Table(os.environ["SEEN_TABLE"]).put_item(Item={"id": f"{kind}:{value}"})
