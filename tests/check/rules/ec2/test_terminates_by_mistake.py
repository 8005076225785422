import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"DisableApiTermination": False}, True),
        ({"DisableApiTermination": "true"}, False),
        ({"DisableApiTermination": {"Ref": "Flag"}}, False),
    ],
)
def test_an_instance_must_not_end_by_one_call(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ec2-terminates-by-mistake", "AWS::EC2::Instance", properties) is wrong
