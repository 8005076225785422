"""``POST /orders?what=tea`` takes an order, ``GET /orders`` lists them."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager

import boto3
import psycopg
from fastapi import FastAPI

app = FastAPI()
queue = boto3.client("sqs")


@contextmanager
def database() -> Iterator[psycopg.Connection]:
    with psycopg.connect() as connection:  # libpq reads the variables PG*
        connection.execute(
            "CREATE TABLE IF NOT EXISTS orders (id serial PRIMARY KEY, what text, done boolean DEFAULT false)"
        )
        yield connection


@app.get("/health")
def health() -> dict[str, bool]:
    """What the load balancer asks; it says nothing about the database."""
    return {"ok": True}


@app.post("/orders")
def order(what: str) -> dict[str, int]:
    with database() as connection:
        row = connection.execute("INSERT INTO orders (what) VALUES (%s) RETURNING id", [what]).fetchone()
    placed = {"id": row[0]}
    queue.send_message(QueueUrl=os.environ["QUEUE_URL"], MessageBody=json.dumps(placed))
    return placed


@app.get("/orders")
def orders() -> list[dict[str, object]]:
    with database() as connection:
        rows = connection.execute("SELECT id, what, done FROM orders ORDER BY id").fetchall()
    return [{"id": id, "what": what, "done": done} for id, what, done in rows]
