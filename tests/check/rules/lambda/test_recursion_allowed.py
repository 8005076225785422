import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::Lambda::Function", "AWS::Serverless::Function"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"RecursiveLoop": "Allow"}, True),
        ({"RecursiveLoop": "Terminate"}, False),
        ({"RecursiveLoop": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_function_may_trigger_itself_without_end(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("lambda-recursion-allowed", type_, properties) is wrong
