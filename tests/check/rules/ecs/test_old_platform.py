import pytest

from check.judging import failing, judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"PlatformVersion": "1.3.0"}, True),
        ({"PlatformVersion": "1.4.0"}, False),
        ({"PlatformVersion": "LATEST"}, False),
        ({"PlatformVersion": {"Ref": "Version"}}, False),
    ],
)
def test_a_service_must_not_stay_on_an_old_platform(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ecs-old-platform", "AWS::ECS::Service", properties) is wrong


def test_windows_has_platforms_of_its_own() -> None:
    system = {
        "Task": (
            "AWS::ECS::TaskDefinition",
            {"RuntimePlatform": {"OperatingSystemFamily": "WINDOWS_SERVER_2022_CORE"}},
        ),
        "Service": ("AWS::ECS::Service", {"TaskDefinition": {"Ref": "Task"}, "PlatformVersion": "1.0.0"}),
    }
    assert failing("ecs-old-platform", system) == {}
