import pytest

from check.judging import judged

BUCKET = {"DomainName": "bucket.s3.eu-west-1.amazonaws.com", "S3OriginConfig": {}}


def _distribution(**config: object) -> dict[str, object]:
    return {"DistributionConfig": config}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        (_distribution(Origins=[BUCKET]), True),
        (_distribution(Origins=[BUCKET], DefaultRootObject=""), True),
        (_distribution(Origins=[BUCKET], DefaultRootObject="index.html"), False),
        (_distribution(Origins=[BUCKET], DefaultRootObject={"Ref": "Root"}), False),
        # A server answers a request without a path itself.
        (_distribution(Origins=[{"DomainName": "a.example", "CustomOriginConfig": {}}]), False),
    ],
)
def test_a_distribution_of_files_must_have_a_root(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cloudfront-no-default-root", "AWS::CloudFront::Distribution", properties) is wrong
