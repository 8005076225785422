import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"UserName": "somebody"}, True),
        ({"UserName": "somebody", "Status": "Active"}, True),
        ({"UserName": "somebody", "Status": "Inactive"}, False),
    ],
)
def test_access_keys_must_not_be_made(properties: dict[str, object], wrong: bool) -> None:
    assert judged("iam-access-key", "AWS::IAM::AccessKey", properties) is wrong
