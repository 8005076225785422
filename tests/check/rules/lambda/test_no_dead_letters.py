import pytest

from check.judging import failing, judged

FUNCTION = "AWS::Lambda::Function"
TARGET = {"TargetArn": "arn:aws:sqs:eu-west-1:123456789012:dead"}


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        (FUNCTION, {}, True),
        (FUNCTION, {"DeadLetterConfig": TARGET}, False),
        (FUNCTION, {"DeadLetterConfig": {"Fn::ImportValue": "Dead"}}, False),
        ("AWS::Serverless::Function", {}, True),
        ("AWS::Serverless::Function", {"DeadLetterQueue": TARGET}, False),
        ("AWS::Serverless::Function", {"Events": {"Web": {"Type": "HttpApi"}}}, False),
    ],
)
def test_failed_events_must_go_somewhere(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("lambda-no-dead-letters", type_, properties) is wrong


def test_a_destination_counts() -> None:
    destination = {"FunctionName": {"Ref": "It"}, "DestinationConfig": {"OnFailure": {"Destination": "arn"}}}
    resources = {"It": (FUNCTION, {}), "Settings": ("AWS::Lambda::EventInvokeConfig", destination)}
    assert not failing("lambda-no-dead-letters", resources)


def test_a_function_whose_callers_wait_needs_none() -> None:
    rest = {"FunctionName": {"Ref": "It"}, "Principal": "apigateway.amazonaws.com"}
    assert not failing(
        "lambda-no-dead-letters", {"It": (FUNCTION, {}), "Rest": ("AWS::Lambda::Permission", rest)}
    )
