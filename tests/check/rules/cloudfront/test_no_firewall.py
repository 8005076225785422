import pytest

from check.judging import judged


def _distribution(**config: object) -> dict[str, object]:
    return {"DistributionConfig": config}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"DistributionConfig": {}}, True),
        (_distribution(WebACLId=""), True),
        (_distribution(WebACLId="arn:aws:wafv2:us-east-1:111122223333:global/webacl/a/b"), False),
        (_distribution(WebACLId={"Ref": "Acl"}), False),
    ],
)
def test_a_distribution_must_have_a_firewall(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cloudfront-no-firewall", "AWS::CloudFront::Distribution", properties) is wrong
