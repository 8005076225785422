import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"Command": {"Name": "glueetl"}}, True),
        ({"Command": {"Name": "glueetl"}, "WorkerType": "Standard"}, True),
        ({"Command": {"Name": "glueetl"}, "WorkerType": "G.1X"}, False),
        ({"Command": {"Name": "pythonshell"}}, False),
        ({"WorkerType": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_job_runs_on_workers_of_an_old_type(properties: dict[str, object], wrong: bool) -> None:
    assert judged("glue-standard-worker", "AWS::Glue::Job", properties) is wrong
