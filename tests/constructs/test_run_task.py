"""Who runs a task may run that one, in its cluster, with its roles, and see how it goes."""

import pytest

from containers import IMAGE, on_cluster
from systems import part, source

pytestmark = pytest.mark.synth


def allowed(access, tmp_path):
    """Every statement of the function's policy by action, but for its log."""
    from stratiform.constructs import Container, Function, Job

    def build(main, cluster):
        job = Job(main, "Report", cluster=cluster, container=Container(image=IMAGE))
        Function(main, "Starter", source=source(tmp_path)).uses(job, access)

    graph = on_cluster(build)
    found = {}
    for statement in part(graph, "Starter/Role/DefaultPolicy").properties["PolicyDocument"]["Statement"]:
        actions = statement["Action"]
        for action in [actions] if isinstance(actions, str) else actions:
            found[action] = statement
    return graph, {action: found[action] for action in found if not action.startswith("logs:")}


def test_who_runs_it(tmp_path):
    from stratiform.constructs import Access

    graph, found = allowed(Access.READ_WRITE, tmp_path)
    assert set(found) == {"ecs:RunTask", "ecs:DescribeTasks", "ecs:StopTask", "iam:PassRole"}
    definition = part(graph, "Report/Definition").address.logical_id
    assert found["ecs:RunTask"]["Resource"] == {"Ref": definition}
    assert "ecs:cluster" in found["ecs:RunTask"]["Condition"]["ArnEquals"]
    roles = [part(graph, f"Report/{name}").address.logical_id for name in ("Role", "ExecutionRole")]
    assert found["iam:PassRole"]["Resource"] == [{"Fn::GetAtt": [role, "Arn"]} for role in roles]
    assert found["iam:PassRole"]["Condition"] == {
        "StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}
    }


def test_who_only_follows_it(tmp_path):
    from stratiform.constructs import Access

    _, found = allowed(Access.READ, tmp_path)
    assert set(found) == {"ecs:DescribeTasks"}
    assert ":task/" in str(found["ecs:DescribeTasks"]["Resource"])
