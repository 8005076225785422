import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"Protocol": "lambda"}, True),
        ({"Protocol": "https"}, True),
        ({"Protocol": "sqs", "RedrivePolicy": {"deadLetterTargetArn": "arn"}}, False),
        ({"Protocol": "email"}, False),
        ({"Protocol": "sqs", "RedrivePolicy": {"Fn::ImportValue": "Policy"}}, False),
        ({"RedrivePolicy": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_messages_that_a_subscriber_does_not_take_are_dropped(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("sns-no-dead-letters", "AWS::SNS::Subscription", properties) is wrong
