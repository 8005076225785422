import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"PosixUser": ""}, True),
        ({"PosixUser": "given"}, False),
        ({"PosixUser": {"Ref": "Value"}}, False),
    ],
)
def test_an_access_point_must_enforce_a_user(properties: dict[str, object], wrong: bool) -> None:
    assert judged("efs-access-point-user", "AWS::EFS::AccessPoint", properties) is wrong
