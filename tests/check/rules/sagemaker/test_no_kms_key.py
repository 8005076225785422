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
def test_a_notebook_must_be_encrypted_with_a_KMS_key(properties: dict[str, object], wrong: bool) -> None:
    assert judged("sagemaker-no-kms-key", "AWS::SageMaker::NotebookInstance", properties) is wrong
