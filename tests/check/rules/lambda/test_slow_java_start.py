import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::Lambda::Function", "AWS::Serverless::Function"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"Runtime": "java21"}, True),
        ({"Runtime": "java21", "SnapStart": {"ApplyOn": "None"}}, True),
        ({"Runtime": "java21", "SnapStart": {"ApplyOn": "PublishedVersions"}}, False),
        ({"Runtime": "python3.13"}, False),
        ({"Runtime": {"Fn::ImportValue": "Runtime"}}, False),
        ({"Runtime": "java21", "SnapStart": {"Fn::ImportValue": "Start"}}, False),
    ],
)
def test_a_java_function_starts_without_snapstart(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("lambda-slow-java-start", type_, properties) is wrong
