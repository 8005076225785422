import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"KmsKeyId": ""}, True),
        ({"KmsKeyId": "given"}, False),
        ({"KmsKeyId": {"Ref": "Value"}}, False),
    ],
)
def test_an_endpoint_should_be_encrypted_with_a_KMS_key(properties: dict[str, object], wrong: bool) -> None:
    assert judged("sagemaker-endpoint-no-kms-key", "AWS::SageMaker::EndpointConfig", properties) is wrong
