import pytest

from check.judging import failing, judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"LoadBalancers": [{}]}, True),
        ({"LoadBalancers": [{}], "DesiredCount": 1}, True),
        ({"LoadBalancers": [{}], "DesiredCount": "1"}, True),
        ({"LoadBalancers": [{}], "DesiredCount": 2}, False),
        ({"LoadBalancers": [{}], "DesiredCount": {"Ref": "Count"}}, False),
        ({"LoadBalancers": [{}], "SchedulingStrategy": "DAEMON"}, False),
    ],
)
def test_a_service_must_have_several_tasks(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ecs-one-task", "AWS::ECS::Service", properties) is wrong


def test_a_service_that_scales_decides_for_itself() -> None:
    system = {
        "Service": ("AWS::ECS::Service", {"LoadBalancers": [{}], "DesiredCount": 1}),
        "Target": (
            "AWS::ApplicationAutoScaling::ScalableTarget",
            {"ResourceId": {"Fn::Sub": "service/cluster/${Service.Name}"}, "MinCapacity": 2},
        ),
    }
    assert failing("ecs-one-task", system) == {}
