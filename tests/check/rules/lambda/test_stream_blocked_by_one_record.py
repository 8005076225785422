import pytest

from check.judging import judged
from graphs import graph
from stratiform.check.catalogue import catalogue
from stratiform.check.judgement import judge

ARN = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders"


@pytest.mark.parametrize(
    ("settings", "wrong"),
    [
        ({}, True),
        ({"MaximumRetryAttempts": -1}, True),
        ({"MaximumRetryAttempts": 3}, False),
        ({"MaximumRecordAgeInSeconds": 3600}, False),
        ({"MaximumRetryAttempts": {"Fn::ImportValue": "Attempts"}}, False),
    ],
)
@pytest.mark.parametrize("by", ["mapping", "sam"])
def test_retries_must_end(by: str, settings: dict[str, object], wrong: bool) -> None:
    if by == "mapping":
        assert (
            judged(
                "lambda-stream-blocked-by-one-record",
                "AWS::Lambda::EventSourceMapping",
                {"EventSourceArn": ARN, **settings},
            )
            is wrong
        )
    else:
        events = {"Orders": {"Type": "Kinesis", "Properties": {"Stream": ARN, **settings}}}
        assert (
            judged("lambda-stream-blocked-by-one-record", "AWS::Serverless::Function", {"Events": events})
            is wrong
        )


def test_queues_are_not_meant() -> None:
    queue = {"EventSourceArn": "arn:aws:sqs:eu-west-1:123456789012:orders"}
    assert not judged("lambda-stream-blocked-by-one-record", "AWS::Lambda::EventSourceMapping", queue)


def test_a_function_that_polls_nothing_is_not_judged() -> None:
    system = graph({"It": ("AWS::Serverless::Function", {})})
    assert not judge(catalogue()["lambda-stream-blocked-by-one-record"], system).subjects
