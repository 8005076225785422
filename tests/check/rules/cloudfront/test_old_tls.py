import pytest

from check.judging import judged

CERTIFICATE = {"AcmCertificateArn": "arn:aws:acm:us-east-1:111122223333:certificate/a"}


def _distribution(**config: object) -> dict[str, object]:
    return {"DistributionConfig": config}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"DistributionConfig": {}}, True),
        (_distribution(ViewerCertificate={"CloudFrontDefaultCertificate": True}), True),
        (_distribution(ViewerCertificate=CERTIFICATE), True),
        (_distribution(ViewerCertificate=CERTIFICATE | {"MinimumProtocolVersion": "TLSv1.1_2016"}), True),
        (_distribution(ViewerCertificate=CERTIFICATE | {"MinimumProtocolVersion": "TLSv1.2_2018"}), False),
        (_distribution(ViewerCertificate=CERTIFICATE | {"MinimumProtocolVersion": "TLSv1.3_2025"}), False),
        (
            _distribution(ViewerCertificate=CERTIFICATE | {"MinimumProtocolVersion": {"Ref": "Version"}}),
            False,
        ),
        (_distribution(ViewerCertificate={"Ref": "Certificate"}), False),
    ],
)
def test_a_distribution_must_not_accept_old_TLS(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cloudfront-old-tls", "AWS::CloudFront::Distribution", properties) is wrong
