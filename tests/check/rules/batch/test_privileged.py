import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"ContainerProperties": {"Privileged": True}}, True),
        ({"ContainerProperties": {"Privileged": "false"}}, False),
        ({"ContainerProperties": {"Privileged": {"Ref": "Flag"}}}, False),
    ],
)
def test_a_job_must_not_be_privileged(properties: dict[str, object], wrong: bool) -> None:
    assert judged("batch-privileged", "AWS::Batch::JobDefinition", properties) is wrong
