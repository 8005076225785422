import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"WorkGroupConfiguration": {"EnforceWorkGroupConfiguration": False}}, True),
        ({"WorkGroupConfiguration": {"EnforceWorkGroupConfiguration": True}}, False),
        ({"WorkGroupConfiguration": {"EnforceWorkGroupConfiguration": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_settings_not_enforced(properties: dict[str, object], wrong: bool) -> None:
    assert judged("athena-settings-not-enforced", "AWS::Athena::WorkGroup", properties) is wrong
