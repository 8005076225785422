import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::Lambda::Function", "AWS::Serverless::Function"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"MemorySize": 512}, False),
        ({"MemorySize": 128}, False),
        ({"MemorySize": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_nobody_chose_the_memory_of_a_function(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("lambda-default-memory", type_, properties) is wrong
