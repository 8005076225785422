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
def test_the_load_of_a_database_is_not_broken_down_by_query(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("rds-no-performance-insights", "AWS::RDS::DBInstance", properties) is wrong
