import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"RotationRules": {"AutomaticallyAfterDays": 91}}, True),
        ({"RotationRules": {"AutomaticallyAfterDays": "365"}}, True),
        ({"RotationRules": {"AutomaticallyAfterDays": 90}}, False),
        ({"RotationRules": {"AutomaticallyAfterDays": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_slow_rotation(properties: dict[str, object], wrong: bool) -> None:
    assert (
        judged("secretsmanager-slow-rotation", "AWS::SecretsManager::RotationSchedule", properties) is wrong
    )
