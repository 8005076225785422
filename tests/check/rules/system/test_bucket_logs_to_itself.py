from typing import Any

import pytest

from check.evidence import faults, subjects

RULE = "system-bucket-logs-to-itself"


@pytest.mark.parametrize(
    ("logging", "wrong"),
    [
        ({"LogFilePrefix": "logs/"}, True),
        ({"DestinationBucketName": "data"}, True),
        ({"DestinationBucketName": "logs"}, False),
        ({"DestinationBucketName": {"Ref": "Logs"}}, False),
    ],
)
def test_a_bucket_logs_into_another(logging: dict[str, Any], wrong: bool) -> None:
    data = ("AWS::S3::Bucket", {"BucketName": "data", "LoggingConfiguration": logging})
    assert ("Data" in faults(RULE, {"Data": data, "Logs": ("AWS::S3::Bucket", {})})) is wrong


def test_a_bucket_without_logs_is_not_judged() -> None:
    assert subjects(RULE, {"Data": ("AWS::S3::Bucket", {})}) == []
