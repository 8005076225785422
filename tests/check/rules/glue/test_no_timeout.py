import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"Timeout": 60}, False),
        ({"Command": {"Name": "gluestreaming"}}, False),
        ({"Timeout": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_nobody_chose_how_long_a_job_may_run(properties: dict[str, object], wrong: bool) -> None:
    assert judged("glue-no-timeout", "AWS::Glue::Job", properties) is wrong
