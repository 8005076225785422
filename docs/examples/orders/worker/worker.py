"""Handles orders, one after the other."""

import json
import os

import boto3
import psycopg

queue, url = boto3.client("sqs"), os.environ["QUEUE_URL"]
while True:
    received = queue.receive_message(QueueUrl=url, WaitTimeSeconds=20)
    for message in received.get("Messages", []):
        order = json.loads(message["Body"])["id"]
        with psycopg.connect() as connection:
            connection.execute("UPDATE orders SET done = true WHERE id = %s", [order])
        print("order", order, "is done")
        queue.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
