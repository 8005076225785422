import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [({}, True), ({"KmsKeyId": "arn"}, False), ({"KmsKeyId": {"Fn::ImportValue": "Other"}}, False)],
)
def test_a_log_group_is_not_encrypted_with_a_key_of_your_own(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("logs-no-own-key", "AWS::Logs::LogGroup", properties) is wrong
