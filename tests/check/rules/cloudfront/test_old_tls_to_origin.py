import pytest

from check.judging import judged


def _from(protocols: object) -> dict[str, object]:
    config = {"OriginProtocolPolicy": "https-only"} | ({"OriginSSLProtocols": protocols} if protocols else {})
    return {"DistributionConfig": {"Origins": [{"CustomOriginConfig": config}]}}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_from(["TLSv1.2"]), False),
        (_from(["TLSv1", "TLSv1.2"]), True),
        (_from(None), True),
        (_from({"Ref": "Protocols"}), False),
        (
            {
                "DistributionConfig": {
                    "Origins": [{"CustomOriginConfig": {"OriginProtocolPolicy": "http-only"}}]
                }
            },
            False,
        ),
        ({"DistributionConfig": {"Origins": [{"S3OriginConfig": {}}]}}, False),
    ],
)
def test_a_distribution_must_not_accept_old_TLS_from_its_origin(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("cloudfront-old-tls-to-origin", "AWS::CloudFront::Distribution", properties) is wrong
