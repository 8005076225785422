import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"ExtendedS3DestinationConfiguration": {"BucketARN": "arn"}}, True),
        ({"S3DestinationConfiguration": {"CloudWatchLoggingOptions": {"Enabled": False}}}, True),
        ({"RedshiftDestinationConfiguration": {"CloudWatchLoggingOptions": {"Enabled": True}}}, False),
        ({"ExtendedS3DestinationConfiguration": {"Fn::ImportValue": "S3"}}, False),
        ({}, False),
    ],
)
def test_failed_deliveries_are_not_logged(properties: dict[str, object], wrong: bool) -> None:
    assert judged("firehose-no-error-log", "AWS::KinesisFirehose::DeliveryStream", properties) is wrong
