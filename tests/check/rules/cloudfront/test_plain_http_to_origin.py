import pytest

from check.judging import judged


def _to(policy: object, domain: str = "server.example") -> dict[str, dict[str, object]]:
    origin = {"DomainName": domain, "CustomOriginConfig": {"OriginProtocolPolicy": policy}}
    return {"DistributionConfig": {"Origins": [origin]}}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_to("http-only"), True),
        (_to("https-only"), False),
        (_to("match-viewer"), False),
        (
            _to("match-viewer")
            | {
                "DistributionConfig": {
                    **_to("match-viewer")["DistributionConfig"],
                    "DefaultCacheBehavior": {"ViewerProtocolPolicy": "allow-all"},
                }
            },
            True,
        ),
        (_to({"Ref": "Policy"}), False),
        (_to("http-only", "site.s3-website-eu-west-1.amazonaws.com"), False),
        ({"DistributionConfig": {"Origins": [{"DomainName": "a", "S3OriginConfig": {}}]}}, False),
    ],
)
def test_a_distribution_must_encrypt_to_its_origin(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cloudfront-plain-http-to-origin", "AWS::CloudFront::Distribution", properties) is wrong
