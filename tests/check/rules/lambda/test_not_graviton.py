import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::Lambda::Function", "AWS::Serverless::Function"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"Runtime": "python3.13"}, True),
        ({"Runtime": "python3.13", "Architectures": ["x86_64"]}, True),
        ({"Runtime": "python3.13", "Architectures": ["arm64"]}, False),
        ({"Runtime": "python3.7"}, False),
        ({"PackageType": "Image"}, False),
        ({"Runtime": "python3.13", "Architectures": [{"Fn::ImportValue": "Processor"}]}, False),
        ({"Runtime": "python3.13", "Architectures": {"Fn::ImportValue": "Processor"}}, False),
    ],
)
def test_a_function_should_use_graviton(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("lambda-not-graviton", type_, properties) is wrong
