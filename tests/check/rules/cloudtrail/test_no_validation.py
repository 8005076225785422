import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"EnableLogFileValidation": False}, True),
        ({"EnableLogFileValidation": "false"}, True),
        ({"EnableLogFileValidation": True}, False),
        ({"EnableLogFileValidation": "true"}, False),
        ({"EnableLogFileValidation": {"Ref": "Value"}}, False),
    ],
)
def test_a_trail_must_validate_its_files(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cloudtrail-no-validation", "AWS::CloudTrail::Trail", properties) is wrong
