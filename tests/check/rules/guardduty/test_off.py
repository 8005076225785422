import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"Enable": False}, True),
        ({"Enable": "false"}, True),
        ({"Enable": True}, False),
        ({"Enable": {"Ref": "Flag"}}, False),
    ],
)
def test_a_detector_must_be_on(properties: dict[str, object], wrong: bool) -> None:
    assert judged("guardduty-off", "AWS::GuardDuty::Detector", properties) is wrong
