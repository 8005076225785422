import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"Environment": {"PrivilegedMode": True}}, True),
        ({"Environment": {"PrivilegedMode": "false"}}, False),
        ({"Environment": {"PrivilegedMode": {"Ref": "Flag"}}}, False),
        ({"Environment": {"Ref": "Environment"}}, False),
    ],
)
def test_a_build_should_not_be_privileged(properties: dict[str, object], wrong: bool) -> None:
    assert judged("codebuild-privileged", "AWS::CodeBuild::Project", properties) is wrong
