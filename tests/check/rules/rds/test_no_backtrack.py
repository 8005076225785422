import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"Engine": "aurora-mysql"}, True),
        ({"Engine": "aurora-mysql", "BacktrackWindow": 0}, True),
        ({"Engine": "aurora-mysql", "BacktrackWindow": 86400}, False),
        ({"Engine": "aurora-postgresql"}, False),
        ({"BacktrackWindow": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_an_aurora_mysql_cluster_cannot_be_rewound(properties: dict[str, object], wrong: bool) -> None:
    assert judged("rds-no-backtrack", "AWS::RDS::DBCluster", properties) is wrong
