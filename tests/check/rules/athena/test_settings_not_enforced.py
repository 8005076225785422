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
def test_clients_may_ignore_the_settings_of_a_workgroup(properties: dict[str, object], wrong: bool) -> None:
    assert judged("athena-settings-not-enforced", "AWS::Athena::WorkGroup", properties) is wrong
