import pytest

from check.judging import judged


def _distribution(**config: object) -> dict[str, object]:
    return {"DistributionConfig": config}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"DistributionConfig": {}}, True),
        (_distribution(OriginGroups={"Quantity": 0}), True),
        (_distribution(OriginGroups={"Quantity": 1, "Items": [{"Id": "group"}]}), False),
        (_distribution(OriginGroups={"Ref": "Groups"}), False),
    ],
)
def test_a_distribution_must_have_an_origin_to_fail_over_to(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("cloudfront-no-failover", "AWS::CloudFront::Distribution", properties) is wrong
