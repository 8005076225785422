import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [({}, True), ({"KmsKeyId": "arn"}, False), ({"KmsKeyId": {"Fn::ImportValue": "Other"}}, False)],
)
def test_no_own_key(properties: dict[str, object], wrong: bool) -> None:
    assert judged("logs-no-own-key", "AWS::Logs::LogGroup", properties) is wrong
