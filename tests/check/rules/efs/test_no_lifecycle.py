import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"LifecyclePolicies": ""}, True),
        ({"LifecyclePolicies": "given"}, False),
        ({"LifecyclePolicies": {"Ref": "Value"}}, False),
    ],
)
def test_a_file_system_should_have_a_lifecycle(properties: dict[str, object], wrong: bool) -> None:
    assert judged("efs-no-lifecycle", "AWS::EFS::FileSystem", properties) is wrong
