import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"LogConfiguration": {"Level": "OFF"}}, True),
        ({"LogConfiguration": {"Level": "ERROR"}}, False),
        ({"LogConfiguration": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_pipe_does_not_log_why_events_fail(properties: dict[str, object], wrong: bool) -> None:
    assert judged("pipes-no-log", "AWS::Pipes::Pipe", properties) is wrong
