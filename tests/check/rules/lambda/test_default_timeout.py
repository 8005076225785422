import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::Lambda::Function", "AWS::Serverless::Function"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"Timeout": 30}, False),
        ({"Timeout": 3}, False),
        ({"Timeout": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_nobody_chose_the_timeout_of_a_function(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("lambda-default-timeout", type_, properties) is wrong
