import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"RecordingGroup": {"AllSupported": True}}, False),
        ({"RecordingGroup": {"AllSupported": {"Ref": "Flag"}, "ResourceTypes": ["AWS::EC2::VPC"]}}, False),
        ({"RecordingGroup": {"ResourceTypes": ["AWS::EC2::VPC"]}}, True),
        ({"RecordingGroup": {"AllSupported": "false", "ResourceTypes": ["AWS::EC2::VPC"]}}, True),
        ({"RecordingGroup": {"ResourceTypes": {"Ref": "Types"}}}, False),
        ({"RecordingGroup": {"Ref": "Group"}}, False),
    ],
)
def test_a_recorder_must_record_every_type(properties: dict[str, object], wrong: bool) -> None:
    assert judged("config-partial-recorder", "AWS::Config::ConfigurationRecorder", properties) is wrong
