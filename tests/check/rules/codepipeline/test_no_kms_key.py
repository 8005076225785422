import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"ArtifactStore": {"Type": "S3"}}, True),
        ({"ArtifactStore": {"Type": "S3", "EncryptionKey": {"Id": "key", "Type": "KMS"}}}, False),
        ({"ArtifactStore": {"Ref": "Store"}}, False),
        ({"ArtifactStores": [{"Region": "eu-west-1", "ArtifactStore": {"Type": "S3"}}]}, True),
        ({"ArtifactStores": {"Ref": "Stores"}}, False),
    ],
)
def test_a_pipeline_should_have_a_KMS_key(properties: dict[str, object], wrong: bool) -> None:
    assert judged("codepipeline-no-kms-key", "AWS::CodePipeline::Pipeline", properties) is wrong
