import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"MonitoringInterval": 0}, True),
        ({"MonitoringInterval": "0"}, True),
        ({"MonitoringInterval": 60}, False),
        ({"MonitoringInterval": "1"}, False),
        ({"MonitoringInterval": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_the_operating_system_of_a_database_is_not_measured(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("rds-no-enhanced-monitoring", "AWS::RDS::DBInstance", properties) is wrong
