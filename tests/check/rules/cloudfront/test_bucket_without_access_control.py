import pytest

from check.judging import judged


def _bucket(**origin: object) -> dict[str, object]:
    return {"DistributionConfig": {"Origins": [{"DomainName": "bucket.s3.amazonaws.com", **origin}]}}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_bucket(S3OriginConfig={}), True),
        (_bucket(S3OriginConfig={"OriginAccessIdentity": ""}), True),
        (_bucket(S3OriginConfig={}, OriginAccessControlId={"Fn::GetAtt": ["Control", "Id"]}), False),
        (
            _bucket(
                S3OriginConfig={
                    "OriginAccessIdentity": {"Fn::Sub": "origin-access-identity/cloudfront/${Id}"}
                }
            ),
            False,
        ),
        ({"DistributionConfig": {"Origins": [{"DomainName": "a.example", "CustomOriginConfig": {}}]}}, False),
        ({"DistributionConfig": {"Origins": {"Ref": "Origins"}}}, False),
    ],
)
def test_a_bucket_behind_a_distribution_must_have_access_control(
    properties: dict[str, object], wrong: bool
) -> None:
    assert (
        judged("cloudfront-bucket-without-access-control", "AWS::CloudFront::Distribution", properties)
        is wrong
    )
