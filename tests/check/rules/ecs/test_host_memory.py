import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"IpcMode": "host"}, True),
        ({"IpcMode": "task"}, False),
        ({"IpcMode": {"Ref": "Mode"}}, False),
    ],
)
def test_a_task_must_not_be_one_that_shares_the_memory_of_its_host(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("ecs-host-memory", "AWS::ECS::TaskDefinition", properties) is wrong
