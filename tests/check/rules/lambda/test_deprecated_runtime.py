import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::Lambda::Function", "AWS::Serverless::Function"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"Runtime": "python3.8"}, True),
        ({"Runtime": "nodejs18.x"}, True),
        ({"Runtime": "python3.13"}, False),
        ({"PackageType": "Image"}, False),
        ({"Runtime": {"Fn::ImportValue": "Runtime"}}, False),
    ],
)
def test_a_runtime_must_be_supported(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("lambda-deprecated-runtime", type_, properties) is wrong
