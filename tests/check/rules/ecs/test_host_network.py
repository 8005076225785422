import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"NetworkMode": "host"}, True),
        ({"NetworkMode": "awsvpc"}, False),
        ({"NetworkMode": {"Ref": "Mode"}}, False),
    ],
)
def test_a_task_must_not_be_one_that_shares_the_network_of_its_host(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("ecs-host-network", "AWS::ECS::TaskDefinition", properties) is wrong
