import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"DeliveryStreamEncryptionConfigurationInput": {"KeyType": "AWS_OWNED_CMK"}}, False),
        ({"DeliveryStreamType": "KinesisStreamAsSource"}, False),
        ({"DeliveryStreamType": "MSKAsSource"}, False),
        ({"KinesisStreamSourceConfiguration": {}}, False),
        ({"DeliveryStreamEncryptionConfigurationInput": {"KeyType": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_a_delivery_stream_is_not_encrypted_at_rest(properties: dict[str, object], wrong: bool) -> None:
    assert judged("firehose-not-encrypted", "AWS::KinesisFirehose::DeliveryStream", properties) is wrong
