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
        ({"DestinationConfig": {"OnFailure": {"Destination": "arn"}}}, False),
        ({"DestinationConfig": {"Fn::ImportValue": "Destination"}}, False),
    ],
)
@pytest.mark.parametrize("by", ["mapping", "sam"])
def test_lost_records_must_go_somewhere(by: str, settings: dict[str, object], wrong: bool) -> None:
    if by == "mapping":
        assert (
            judged(
                "lambda-stream-drops-records",
                "AWS::Lambda::EventSourceMapping",
                {"EventSourceArn": ARN, **settings},
            )
            is wrong
        )
    else:
        events = {"Orders": {"Type": "Kinesis", "Properties": {"Stream": ARN, **settings}}}
        assert judged("lambda-stream-drops-records", "AWS::Serverless::Function", {"Events": events}) is wrong


def test_queues_are_not_meant() -> None:
    queue = {"EventSourceArn": "arn:aws:sqs:eu-west-1:123456789012:orders"}
    assert not judged("lambda-stream-drops-records", "AWS::Lambda::EventSourceMapping", queue)


def test_a_function_that_polls_nothing_is_not_judged() -> None:
    system = graph({"It": ("AWS::Serverless::Function", {})})
    assert not judge(catalogue()["lambda-stream-drops-records"], system).subjects
