import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"Command": {"Name": "glueetl"}}, True),
        ({"Command": {"Name": "glueetl"}, "GlueVersion": "2.0"}, True),
        ({"Command": {"Name": "glueetl"}, "GlueVersion": "3.0"}, False),
        ({"Command": {"Name": "gluestreaming"}, "GlueVersion": "5.0"}, False),
        ({"Command": {"Name": "pythonshell"}}, False),
        ({"GlueVersion": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_job_runs_on_a_version_of_glue_that_has_ended(properties: dict[str, object], wrong: bool) -> None:
    assert judged("glue-old-version", "AWS::Glue::Job", properties) is wrong
