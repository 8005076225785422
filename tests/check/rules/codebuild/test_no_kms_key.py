import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"EncryptionKey": ""}, True),
        ({"EncryptionKey": "given"}, False),
        ({"EncryptionKey": {"Ref": "Value"}}, False),
    ],
)
def test_a_build_project_must_have_a_KMS_key(properties: dict[str, object], wrong: bool) -> None:
    assert judged("codebuild-no-kms-key", "AWS::CodeBuild::Project", properties) is wrong
