import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"EnablePerformanceInsights": True}, False),
        ({"EnablePerformanceInsights": "false"}, True),
        ({"DBInstanceClass": "db.t2.micro"}, False),
        ({"DBInstanceClass": "db.t3.micro", "Engine": "mysql"}, False),
        ({"DBInstanceClass": "db.t3.micro", "Engine": "postgres"}, True),
        ({"EnablePerformanceInsights": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_no_performance_insights(properties: dict[str, object], wrong: bool) -> None:
    assert judged("rds-no-performance-insights", "AWS::RDS::DBInstance", properties) is wrong
