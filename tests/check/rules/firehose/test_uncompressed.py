import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"ExtendedS3DestinationConfiguration": {"BucketARN": "arn"}}, True),
        ({"S3DestinationConfiguration": {"CompressionFormat": "UNCOMPRESSED"}}, True),
        ({"S3DestinationConfiguration": {"CompressionFormat": "GZIP"}}, False),
        (
            {"ExtendedS3DestinationConfiguration": {"DataFormatConversionConfiguration": {"Enabled": True}}},
            False,
        ),
        ({"ExtendedS3DestinationConfiguration": {"CompressionFormat": {"Fn::ImportValue": "Format"}}}, False),
        ({}, False),
    ],
)
def test_delivered_files_are_not_compressed(properties: dict[str, object], wrong: bool) -> None:
    assert judged("firehose-uncompressed", "AWS::KinesisFirehose::DeliveryStream", properties) is wrong
