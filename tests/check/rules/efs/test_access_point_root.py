import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"RootDirectory": {"Path": "/"}}, True),
        ({"RootDirectory": {"Path": "/app"}}, False),
        ({"RootDirectory": {"Path": {"Ref": "Path"}}}, False),
        ({"RootDirectory": {"Ref": "Directory"}}, False),
    ],
)
def test_an_access_point_must_enforce_a_root(properties: dict[str, object], wrong: bool) -> None:
    assert judged("efs-access-point-root", "AWS::EFS::AccessPoint", properties) is wrong
