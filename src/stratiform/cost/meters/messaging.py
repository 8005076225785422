"""SQS queues and SNS topics: requests in chunks of 64 KB, deliveries by protocol."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stratiform.cost.component import Component
from stratiform.cost.keys import amount, shape
from stratiform.cost.meter import Meter
from stratiform.cost.meters.api_gateway import chunks
from stratiform.cost.reading import Reading
from stratiform.cost.values import mappings, text

_REQUESTS = amount("monthly_requests", "Requests.", 100_000, 1_000_000, 10_000_000)
_SIZE = shape("request_size_kb", "Mean size of a request; each 64 KB of it is billed as one.", 1)
_SIZE_BY = ("monthly_requests", "request_size_kb")


def _queue(reading: Reading) -> Iterator[Component]:
    pointing = reading.graph.into(reading.address)
    if any("deadletter" in edge.at.lower() for edge in pointing):
        reading.rarely(
            "monthly_requests", 1_000, "It only takes what others could not handle: 1,000 requests"
        )
    times = chunks(reading.use("request_size_kb"), 64)
    kind = "fifo" if reading.is_set("FifoQueue") else "standard"
    yield from reading.charge("Requests", f"sqs.{kind}", reading.use("monthly_requests") * times, _SIZE_BY)


# The usage key, what subscriptions call the protocol, the line on the bill, and the price.
_PROTOCOLS = (
    ("http_subscriptions", ("http", "https"), "HTTP notifications", "sns.http"),
    ("email_subscriptions", ("email", "email-json"), "Email notifications", "sns.email"),
    ("kinesis_subscriptions", ("firehose",), "Firehose notifications", "sns.firehose"),
    ("mobile_push_subscriptions", ("application",), "Mobile push notifications", "sns.push"),
    ("macos_subscriptions", (), "Notifications of macOS", "sns.push"),
    ("sms_subscriptions", ("sms",), "SMS notifications", "sns.sms"),
)


def _topic(reading: Reading) -> Iterator[Component]:
    if reading.referring("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"):
        reading.rarely("monthly_requests", 100, "Alarms publish to it: 100 messages are assumed")
    size = reading.use("request_size_kb")
    requests = reading.use("monthly_requests")
    listed = [text(each.get("Protocol")) for each in mappings(reading.get("Subscription"))]
    listed += [text(each.properties.get("Protocol")) for each in reading.referring("AWS::SNS::Subscription")]
    if reading.is_set("FifoTopic"):
        told = reading.told("fifo_subscriptions")
        count = Decimal(len(listed)) if told is None else told
        gigabytes = requests * size / 1024 / 1024
        yield from reading.charge("FIFO requests", "sns.fifo.requests", requests, _SIZE_BY)
        yield from reading.charge("FIFO payload", "sns.fifo.payload", gigabytes, _SIZE_BY)
        yield from reading.charge("FIFO notifications", "sns.fifo.notifications", requests * count, _SIZE_BY)
        yield from reading.charge("FIFO payload delivered", "sns.fifo.delivered", gigabytes * count, _SIZE_BY)
        return
    yield from reading.charge("Requests", "sns.requests", requests * chunks(size, 64), _SIZE_BY)
    for key, protocols, name, price in _PROTOCOLS:
        told = reading.told(key)
        count = Decimal(sum(listed.count(each) for each in protocols)) if told is None else told
        if count and key == "sms_subscriptions" and (own := reading.told("sms_notification_price")):
            yield reading.line(name, "notifications", requests * count, own, price, "monthly_requests")
        elif count:
            yield from reading.charge(name, price, requests * count, "monthly_requests")


METERS = (
    Meter("SQS", ("AWS::SQS::Queue",), _queue, (_REQUESTS, _SIZE)),
    Meter(
        "SNS",
        ("AWS::SNS::Topic", "AWS::Serverless::SimpleTopic"),
        _topic,
        (
            _REQUESTS,
            _SIZE,
            *(
                amount(key, f"{name}: how many subscriptions; those of the template by default.")
                for key, _, name, _ in _PROTOCOLS
            ),
            amount("fifo_subscriptions", "Subscriptions of a FIFO topic; those of the template by default."),
            amount("sms_notification_price", "Dollars for one SMS; that of the United States by default."),
        ),
        ("Deliveries to SQS and Lambda are free.",),
    ),
)
