import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"RequiresCompatibilities": ["EC2"]}, False),
        ({"RequiresCompatibilities": ["FARGATE"]}, True),
        ({"RequiresCompatibilities": ["FARGATE"], "RuntimePlatform": {"CpuArchitecture": "X86_64"}}, True),
        ({"RequiresCompatibilities": ["FARGATE"], "RuntimePlatform": {"CpuArchitecture": "ARM64"}}, False),
        (
            {"RequiresCompatibilities": ["FARGATE"], "RuntimePlatform": {"CpuArchitecture": {"Ref": "A"}}},
            False,
        ),
        (
            {
                "RequiresCompatibilities": ["FARGATE"],
                "RuntimePlatform": {"OperatingSystemFamily": "WINDOWS_SERVER_2022_CORE"},
            },
            False,
        ),
    ],
)
def test_a_Fargate_task_should_run_on_Graviton(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ecs-not-graviton", "AWS::ECS::TaskDefinition", properties) is wrong
