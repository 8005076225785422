import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"LoggingProperties": {"BucketName": "logs"}}, False),
        ({"LoggingProperties": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_redshift_cluster_keeps_no_audit_log(properties: dict[str, object], wrong: bool) -> None:
    assert judged("redshift-no-audit-log", "AWS::Redshift::Cluster", properties) is wrong
