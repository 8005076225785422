import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"QueryLoggingConfig": {"CloudWatchLogsLogGroupArn": "arn"}}, False),
        ({"QueryLoggingConfig": {"CloudWatchLogsLogGroupArn": {"Ref": "Log"}}}, False),
        ({"VPCs": [{"VPCId": "vpc-1"}]}, False),
        ({"VPCs": {"Ref": "Networks"}}, False),
    ],
)
def test_a_public_zone_must_log_its_queries(properties: dict[str, object], wrong: bool) -> None:
    assert judged("route53-no-query-log", "AWS::Route53::HostedZone", properties) is wrong
