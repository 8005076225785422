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
def test_a_secret_is_rotated_too_seldom(properties: dict[str, object], wrong: bool) -> None:
    assert (
        judged("secretsmanager-slow-rotation", "AWS::SecretsManager::RotationSchedule", properties) is wrong
    )
