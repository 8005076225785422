from check.judging import failing

TASK = ("AWS::ECS::TaskDefinition", {"ContainerDefinitions": [{"Name": "app"}]})


def _service(**properties: object) -> tuple[str, dict[str, object]]:
    return ("AWS::ECS::Service", {"TaskDefinition": {"Ref": "Task"}, **properties})


def test_a_task_of_a_service_must_be_checked_by_itself_or_by_a_load_balancer() -> None:
    behind = _service(LoadBalancers=[{"ContainerName": "app"}])
    checked = ("AWS::ECS::TaskDefinition", {"ContainerDefinitions": [{"Name": "app", "HealthCheck": {}}]})
    assert set(failing("ecs-no-health-check", {"Task": TASK, "Service": _service()})) == {"Task"}
    assert failing("ecs-no-health-check", {"Task": TASK, "Service": behind}) == {}
    assert failing("ecs-no-health-check", {"Task": checked, "Service": _service()}) == {}
    unknown = _service(LoadBalancers={"Fn::ImportValue": "Elsewhere"})
    assert failing("ecs-no-health-check", {"Task": TASK, "Service": unknown}) == {}


def test_a_task_that_runs_once_needs_no_check() -> None:
    assert failing("ecs-no-health-check", {"Task": TASK}) == {}
