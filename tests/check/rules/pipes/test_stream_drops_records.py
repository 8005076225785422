import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"SourceParameters": {"KinesisStreamParameters": {"StartingPosition": "LATEST"}}}, True),
        ({"SourceParameters": {"DynamoDBStreamParameters": {"DeadLetterConfig": {"Arn": "queue"}}}}, False),
        ({"SourceParameters": {"SqsQueueParameters": {}}}, False),
        ({"SourceParameters": {"KinesisStreamParameters": {"Fn::ImportValue": "Parameters"}}}, False),
    ],
)
def test_records_that_a_pipe_fails_on_are_dropped(properties: dict[str, object], wrong: bool) -> None:
    assert judged("pipes-stream-drops-records", "AWS::Pipes::Pipe", properties) is wrong
