import pytest

from check.judging import judged

FOUR = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"PublicAccessBlockConfiguration": dict.fromkeys(FOUR, True)}, False),
        ({"PublicAccessBlockConfiguration": {**dict.fromkeys(FOUR, True), "BlockPublicPolicy": False}}, True),
        ({"PublicAccessBlockConfiguration": {"Fn::ImportValue": "Known"}}, False),
    ],
)
def test_an_access_point_must_block_public_access(properties: dict[str, object], wrong: bool) -> None:
    assert judged("s3-access-point-public", "AWS::S3::AccessPoint", properties) is wrong
