import pytest

from check.judging import judged
from graphs import graph
from stratiform.check.catalogue import catalogue
from stratiform.check.judgement import judge

ARN = "arn:aws:sqs:eu-west-1:123456789012:orders"
CASES = [
    ({}, True),
    ({"BatchSize": 1}, False),
    ({"BatchSize": 10, "FunctionResponseTypes": ["ReportBatchItemFailures"]}, False),
    ({"BatchSize": {"Fn::ImportValue": "Size"}}, False),
]


@pytest.mark.parametrize(("settings", "wrong"), CASES)
def test_a_mapping_should_report_what_failed(settings: dict[str, object], wrong: bool) -> None:
    mapping = {"EventSourceArn": ARN, **settings}
    assert judged("lambda-whole-batch-retried", "AWS::Lambda::EventSourceMapping", mapping) is wrong


@pytest.mark.parametrize(("settings", "wrong"), CASES)
def test_an_event_of_sam_should_report_what_failed(settings: dict[str, object], wrong: bool) -> None:
    events = {"Orders": {"Type": "SQS", "Properties": {"Queue": ARN, **settings}}}
    assert judged("lambda-whole-batch-retried", "AWS::Serverless::Function", {"Events": events}) is wrong


def test_streams_are_not_meant() -> None:
    stream = {"EventSourceArn": "arn:aws:kinesis:eu-west-1:123456789012:stream/orders"}
    assert not judged("lambda-whole-batch-retried", "AWS::Lambda::EventSourceMapping", stream)


def test_a_function_that_polls_nothing_is_not_judged() -> None:
    system = graph({"It": ("AWS::Serverless::Function", {})})
    assert not judge(catalogue()["lambda-whole-batch-retried"], system).subjects
