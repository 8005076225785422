"""AWS/SQS metrics: how many messages wait, and for how long. CloudWatch has them every minute."""

from __future__ import annotations

from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.periodic import every

EXPLAIN = None
SECONDS = 1.0
_EVERY = 60.0
_ATTRIBUTES = {
    "ApproximateNumberOfMessages": "ApproximateNumberOfMessagesVisible",
    "ApproximateNumberOfMessagesNotVisible": "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesDelayed": "ApproximateNumberOfMessagesDelayed",
}
_last: dict[tuple[Any, ...], tuple[float, float]] = {}


def measure(now: float) -> None:
    """Record each queue's counts that changed, or that are a minute old."""
    scope = private.get("core.responses", "request_scope")
    for (account, region, url), queue in list(private.get("services.sqs", "_queues").to_dict().items()):
        with scope(account, region):
            private.get("services.sqs", "_refresh_counts")(queue)
            for metric, value in _values(queue, now).items():
                _record((account, region, url, metric), url, metric, value, now)


def _values(queue: dict[str, Any], now: float) -> dict[str, float]:
    values = {metric: float(queue["attributes"][key]) for key, metric in _ATTRIBUTES.items()}
    sent = [message.get("sent_at", now) for message in list(queue["messages"])]
    values["ApproximateAgeOfOldestMessage"] = float(int(now - min(sent))) if sent else 0.0
    return values


def _record(key: tuple[Any, ...], url: str, metric: str, value: float, now: float) -> None:
    before, at = _last.get(key, (None, 0.0))
    age = metric == "ApproximateAgeOfOldestMessage"
    if (value == before and now - at < _EVERY) or (age and now - at < _EVERY / 10):
        return
    _last[key] = (value, now)
    unit = "Seconds" if age else "Count"
    name = url.rstrip("/").rsplit("/", 1)[-1]
    private.get("services.cloudwatch", "record_metric")("AWS/SQS", metric, value, unit, {"QueueName": name})


def install() -> None:
    """Start the clock."""
    every(SECONDS, measure, "queue-metrics")
