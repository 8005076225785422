import pytest

from check.judging import failing, judged

REST = {"FunctionName": {"Ref": "It"}, "Principal": "apigateway.amazonaws.com"}
RULE = {"FunctionName": {"Ref": "It"}, "Principal": "events.amazonaws.com"}


@pytest.mark.parametrize(
    ("timeout", "callers", "wrong"),
    [
        (60, [REST], True),
        (29, [REST], False),
        (30, [REST], False),
        (60, [REST, RULE], False),
        (60, [], False),
        ({"Fn::ImportValue": "Timeout"}, [REST], False),
    ],
)
def test_a_function_must_answer_in_time(
    timeout: object, callers: list[dict[str, object]], wrong: bool
) -> None:
    permissions = {f"Caller{i}": ("AWS::Lambda::Permission", one) for i, one in enumerate(callers)}
    resources = {"It": ("AWS::Lambda::Function", {"Timeout": timeout}), **permissions}
    assert bool(failing("lambda-outlives-request", resources)) is wrong


def test_the_events_of_sam_count() -> None:
    web = {"Timeout": 60, "Events": {"Web": {"Type": "HttpApi"}}}
    assert judged("lambda-outlives-request", "AWS::Serverless::Function", web)
    assert not judged(
        "lambda-outlives-request",
        "AWS::Serverless::Function",
        {**web, "Events": {"Daily": {"Type": "Schedule"}}},
    )
