import pytest

from check.judging import failing, judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"LoadBalancers": [{}]}, True),
    ],
)
def test_a_service_should_scale(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ecs-does-not-scale", "AWS::ECS::Service", properties) is wrong


def test_a_scalable_target_is_enough() -> None:
    target = {"ResourceId": {"Fn::Join": ["/", ["service", "cluster", {"Fn::GetAtt": ["Service", "Name"]}]]}}
    system = {
        "Service": ("AWS::ECS::Service", {"LoadBalancers": [{}]}),
        "Target": ("AWS::ApplicationAutoScaling::ScalableTarget", target),
    }
    assert failing("ecs-does-not-scale", system) == {}
