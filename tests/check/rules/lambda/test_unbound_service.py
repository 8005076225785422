import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"Principal": "sns.amazonaws.com"}, True),
        ({"Principal": "sns.amazonaws.com", "SourceArn": "arn"}, False),
        ({"Principal": "events.amazonaws.com", "SourceAccount": "123456789012"}, False),
        ({"Principal": "alexa-appkit.amazon.com", "EventSourceToken": "skill"}, False),
        ({"Principal": "s3.amazonaws.com"}, False),
        ({"Principal": "123456789012"}, False),
        ({"Principal": {"Fn::ImportValue": "Caller"}}, False),
    ],
)
def test_a_service_may_invoke_a_function_for_any_account(properties: dict[str, object], wrong: bool) -> None:
    assert judged("lambda-unbound-service", "AWS::Lambda::Permission", properties) is wrong
