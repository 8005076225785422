"""SQS and SNS: chunks of 64 KB, protocols, FIFO."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import BillOf, ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        ("AWS::SQS::Queue", {}, {"monthly_requests": 1_000_000, "request_size_kb": 65}, 0.8),
        ("AWS::SQS::Queue", {"FifoQueue": True}, {"monthly_requests": 1_000_000}, 0.5),
        ("AWS::SNS::Topic", {}, {"monthly_requests": 1_000_000}, 0.5),
        (
            "AWS::SNS::Topic",
            {},
            {"monthly_requests": 1_000_000, "email_subscriptions": 1, "http_subscriptions": 2},
            0.5 + 20 + 1.2,
        ),
        (
            "AWS::SNS::Topic",
            {"Subscription": [{"Protocol": "https", "Endpoint": "x"}]},
            {"monthly_requests": 1_000_000},
            0.5 + 0.6,
        ),
        (
            "AWS::SNS::Topic",
            {},
            {"monthly_requests": 1000, "sms_subscriptions": 1, "sms_notification_price": 0.05},
            0.0005 + 50,
        ),
        (
            "AWS::SNS::Topic",
            {"FifoTopic": True},
            {"monthly_requests": 1_048_576, "request_size_kb": 1, "fifo_subscriptions": 1},
            1.048576 * 0.31 + 0.018,
        ),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)


def test_subscriptions_of_the_template_count(bill_of: BillOf) -> None:
    bill = bill_of(
        {
            "T": ("AWS::SNS::Topic", {}),
            "S": ("AWS::SNS::Subscription", {"TopicArn": {"Ref": "T"}, "Protocol": "email", "Endpoint": "a"}),
        },
        {"T": {"monthly_requests": 100_000}},
    )
    assert float(bill.total) == pytest.approx(0.05 + 2.0)


def test_an_alarms_topic_and_a_dead_letter_queue_are_rarely_used(bill_of: BillOf) -> None:
    redrive = {"deadLetterTargetArn": {"Fn::GetAtt": ["Dead", "Arn"]}, "maxReceiveCount": 3}
    bill = bill_of(
        {
            "Topic": ("AWS::SNS::Topic", {}),
            "Alarm": ("AWS::CloudWatch::Alarm", {"Period": 60, "AlarmActions": [{"Ref": "Topic"}]}),
            "Jobs": ("AWS::SQS::Queue", {"RedrivePolicy": redrive}),
            "Dead": ("AWS::SQS::Queue", {}),
        },
        tier="prod",
        assume=True,
    )
    told = {charge.path: charge.assumptions.get("monthly_requests") for charge in bill.charges}
    assert told == {"Topic": 100, "Alarm": None, "Jobs": 10_000_000, "Dead": 1_000}
