from typing import Any

import pytest

from check.evidence import proof, subjects

RULE = "system-dead-letter-queue-expires-first"
DAY = 86400


def system(source: int | None, dead: int | None, **properties: Any) -> dict[str, Any]:
    redrive = {"deadLetterTargetArn": {"Fn::GetAtt": ["Dead", "Arn"]}, "maxReceiveCount": 3}

    def kept(days: int | None) -> dict[str, Any]:
        return {} if days is None else {"MessageRetentionPeriod": days * DAY}

    return {
        "Work": ("AWS::SQS::Queue", {"RedrivePolicy": redrive, **kept(source)}),
        "Dead": ("AWS::SQS::Queue", {**kept(dead), **properties}),
    }


@pytest.mark.parametrize(
    ("source", "dead", "wrong"),
    [(4, 3, True), (4, 4, True), (None, None, True), (None, 14, False), (14, None, True)],
)
def test_dead_letters_must_outlive_their_source(source: int | None, dead: int | None, wrong: bool) -> None:
    assert proof(RULE, system(source, dead)) == ({"Dead": ["Work"]} if wrong else {})


def test_a_fifo_queue_counts_anew() -> None:
    assert subjects(RULE, system(14, 1, FifoQueue=True)) == []
