import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::Lambda::Function", {}, True),
        ("AWS::Lambda::Function", {"TracingConfig": {"Mode": "PassThrough"}}, True),
        ("AWS::Lambda::Function", {"TracingConfig": {"Mode": "Active"}}, False),
        ("AWS::Lambda::Function", {"TracingConfig": {"Fn::ImportValue": "Tracing"}}, False),
        ("AWS::Serverless::Function", {"TracingConfig": {"Mode": "Active"}}, True),
        ("AWS::Serverless::Function", {"Tracing": "Active"}, False),
    ],
)
def test_a_function_must_be_traced(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("lambda-no-tracing", type_, properties) is wrong
