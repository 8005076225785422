import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"LogsConfig": {"CloudWatchLogs": {"Status": "DISABLED"}}}, True),
        ({"LogsConfig": {"CloudWatchLogs": {"Status": "ENABLED"}}}, False),
        ({"LogsConfig": {"CloudWatchLogs": {"Status": "DISABLED"}, "S3Logs": {"Status": "ENABLED"}}}, False),
        ({"LogsConfig": {"CloudWatchLogs": {"Status": {"Ref": "Status"}}}}, False),
    ],
)
def test_a_build_must_write_a_log(properties: dict[str, object], wrong: bool) -> None:
    assert judged("codebuild-no-log", "AWS::CodeBuild::Project", properties) is wrong
