import pytest

from check.judging import judged


def _distribution(**config: object) -> dict[str, object]:
    return {"DistributionConfig": config}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"DistributionConfig": {}}, True),
        (_distribution(DefaultCacheBehavior={"Compress": False}), True),
        (_distribution(DefaultCacheBehavior={"Compress": True}), False),
        (_distribution(DefaultCacheBehavior={"Compress": {"Ref": "Flag"}}), False),
        (_distribution(DefaultCacheBehavior={"Ref": "Behavior"}), False),
    ],
)
def test_a_distribution_must_compress(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cloudfront-not-compressed", "AWS::CloudFront::Distribution", properties) is wrong
