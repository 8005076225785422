import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"EnableCloudwatchLogsExports": ["profiler"]}, True),
        ({"EnableCloudwatchLogsExports": ["audit"]}, False),
        ({"EnableCloudwatchLogsExports": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_no_audit_log(properties: dict[str, object], wrong: bool) -> None:
    assert judged("docdb-no-audit-log", "AWS::DocDB::DBCluster", properties) is wrong
