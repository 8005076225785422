import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"Artifacts": {"Type": "S3", "EncryptionDisabled": True}}, True),
        ({"Artifacts": {"Type": "S3", "EncryptionDisabled": False}}, False),
        ({"Artifacts": {"Type": "NO_ARTIFACTS", "EncryptionDisabled": True}}, False),
        ({"Artifacts": {"Type": "S3", "EncryptionDisabled": {"Ref": "Flag"}}}, False),
        ({"SecondaryArtifacts": [{"Type": "S3", "EncryptionDisabled": "true"}]}, True),
    ],
)
def test_artifacts_must_be_encrypted(properties: dict[str, object], wrong: bool) -> None:
    assert judged("codebuild-artifacts-not-encrypted", "AWS::CodeBuild::Project", properties) is wrong
