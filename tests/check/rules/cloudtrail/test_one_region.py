import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"IsMultiRegionTrail": False}, True),
        ({"IsMultiRegionTrail": "false"}, True),
        ({"IsMultiRegionTrail": True}, False),
        ({"IsMultiRegionTrail": "true"}, False),
        ({"IsMultiRegionTrail": {"Ref": "Value"}}, False),
    ],
)
def test_a_trail_must_record_all_regions(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cloudtrail-one-region", "AWS::CloudTrail::Trail", properties) is wrong
