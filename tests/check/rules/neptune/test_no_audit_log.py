import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"EnableCloudwatchLogsExports": ["profiler"]}, True),
        ({"EnableCloudwatchLogsExports": ["audit"]}, False),
        ({"EnableCloudwatchLogsExports": [{"Ref": "Log"}]}, False),
        ({"EnableCloudwatchLogsExports": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_the_audit_log_of_a_neptune_cluster_is_not_exported(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("neptune-no-audit-log", "AWS::Neptune::DBCluster", properties) is wrong
