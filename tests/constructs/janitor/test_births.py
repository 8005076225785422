"""A task that starts while the janitor looks loses nothing."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import stratiform.constructs

NAME = "cfg-web-0123456789abcdef"


class Cloud:
    """A task makes its queue and subscribes it after the janitor's first look, at whatever that is."""

    def __init__(self) -> None:
        self.looks = 0
        self.removed: list[str] = []
        self.exceptions = SimpleNamespace(QueueDoesNotExist=KeyError)

    def get_paginator(self, kind: str) -> SimpleNamespace:
        born = self.looks > 0
        self.looks += 1
        queues = {"QueueUrls": [f"https://sqs/000000000000/{NAME}"] if born else []}
        arns = {"Endpoint": f"arn:aws:sqs:us-east-1:000000000000:{NAME}", "SubscriptionArn": "subscription"}
        page = queues if kind == "list_queues" else {"Subscriptions": [arns] if born else []}
        return SimpleNamespace(paginate=lambda **_: [page])

    def list_queue_tags(self, **_: str) -> dict[str, Any]:
        return {"Tags": {}}

    def unsubscribe(self, **what: str) -> None:
        self.removed += what.values()

    def delete_queue(self, **what: str) -> None:
        self.removed += what.values()


def test_a_task_that_subscribes_between_two_looks_keeps_its_subscription(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = Path(stratiform.constructs.__file__).parent / "janitor" / "index.py"
    spec = importlib.util.spec_from_file_location("janitor_index", path)
    assert spec is not None
    assert spec.loader is not None
    janitor = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(janitor)
    cloud = Cloud()
    monkeypatch.setattr(janitor, "boto3", SimpleNamespace(client=lambda service: cloud))
    monkeypatch.setenv("TOPIC_ARN", "arn:aws:sns:us-east-1:000000000000:events")
    assert janitor.handler({}, None) == {"removed": 0}
    assert cloud.removed == []
