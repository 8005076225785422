import pytest

from check.judging import judged


def _distribution(**config: object) -> dict[str, object]:
    return {"DistributionConfig": config}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_distribution(DefaultCacheBehavior={"ViewerProtocolPolicy": "allow-all"}), True),
        (_distribution(DefaultCacheBehavior={"ViewerProtocolPolicy": "redirect-to-https"}), False),
        (_distribution(DefaultCacheBehavior={"ViewerProtocolPolicy": "https-only"}), False),
        (_distribution(DefaultCacheBehavior={"ViewerProtocolPolicy": {"Ref": "Policy"}}), False),
        (
            _distribution(
                CacheBehaviors=[{"ViewerProtocolPolicy": "https-only"}, {"ViewerProtocolPolicy": "allow-all"}]
            ),
            True,
        ),
        (_distribution(CacheBehaviors={"Ref": "Behaviors"}), False),
    ],
)
def test_a_distribution_must_not_answer_plain_HTTP(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cloudfront-plain-http", "AWS::CloudFront::Distribution", properties) is wrong
