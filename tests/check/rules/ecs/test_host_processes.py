import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"PidMode": "host"}, True),
        ({"PidMode": "task"}, False),
        ({"PidMode": {"Ref": "Mode"}}, False),
    ],
)
def test_a_task_must_not_be_one_that_sees_the_processes_of_its_host(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("ecs-host-processes", "AWS::ECS::TaskDefinition", properties) is wrong
