import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::Lambda::Function", "AWS::Serverless::Function"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"ReservedConcurrentExecutions": 0}, False),
        ({"ReservedConcurrentExecutions": 10}, False),
        ({"ReservedConcurrentExecutions": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_nothing_limits_how_many_copies_of_a_function_run(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("lambda-no-reserved-concurrency", type_, properties) is wrong
