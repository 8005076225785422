import pytest

from check.judging import judged

FOUR = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"PublicAccessBlockConfiguration": dict.fromkeys(FOUR, True)}, False),
        ({"PublicAccessBlockConfiguration": dict.fromkeys(FOUR, "true")}, False),
        # Checkov has a check for each of the four; S3.8 is one control, which one of them fails.
        ({"PublicAccessBlockConfiguration": dict.fromkeys(FOUR[:3], True)}, True),
        ({"PublicAccessBlockConfiguration": {**dict.fromkeys(FOUR, True), "BlockPublicAcls": False}}, True),
        ({"PublicAccessBlockConfiguration": {name: {"Ref": "Flag"} for name in FOUR}}, False),
        ({"PublicAccessBlockConfiguration": {"Fn::ImportValue": "Known"}}, False),
    ],
)
def test_all_four_blocks_of_public_access_must_be_on(properties: dict[str, object], wrong: bool) -> None:
    assert judged("s3-public-access-not-blocked", "AWS::S3::Bucket", properties) is wrong
