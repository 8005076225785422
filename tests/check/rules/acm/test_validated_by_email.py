import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"ValidationMethod": "EMAIL"}, True),
        ({"ValidationMethod": "DNS"}, False),
        ({"ValidationMethod": {"Ref": "Method"}}, False),
        ({"CertificateAuthorityArn": "arn"}, False),
    ],
)
def test_a_certificate_must_renew_itself(properties: dict[str, object], wrong: bool) -> None:
    assert judged("acm-validated-by-email", "AWS::CertificateManager::Certificate", properties) is wrong
