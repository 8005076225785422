import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::Lambda::Url", {"AuthType": "NONE"}, True),
        ("AWS::Lambda::Url", {"AuthType": "AWS_IAM"}, False),
        ("AWS::Lambda::Url", {"AuthType": {"Fn::ImportValue": "Auth"}}, False),
        ("AWS::Serverless::Function", {"FunctionUrlConfig": {"AuthType": "NONE"}}, True),
        ("AWS::Serverless::Function", {}, False),
    ],
)
def test_a_url_must_ask_who_is_calling(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("lambda-open-url", type_, properties) is wrong
