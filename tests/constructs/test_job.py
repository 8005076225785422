"""A job is run by hand, or by a workload that uses it."""

import pytest

from containers import IMAGE, on_cluster
from stratiform.testing import assert_uses
from systems import part, source

pytestmark = pytest.mark.synth


@pytest.fixture(scope="module")
def used(tmp_path_factory):
    """A function that uses a job."""
    from stratiform.constructs import Container, Function, Job

    code = source(tmp_path_factory.mktemp("used"))

    def build(main, cluster):
        job = Job(main, "Report", cluster=cluster, container=Container(image=IMAGE))
        Function(main, "Starter", source=code).uses(job)

    return on_cluster(build)


def test_it_runs_only_when_it_is_started(used):
    assert not list(used.of_type("AWS::ECS::Service"))
    assert part(used, "Report/Definition")


def test_an_output_says_how_to_run_it(used):
    (output,) = used.outputs
    command = "".join(str(word) for word in output.value["Fn::Join"][1])
    assert command.startswith("aws ecs run-task --cluster ")
    assert "--task-definition shop-local-main-report" in command
    assert "assignPublicIp=DISABLED" in command


def test_who_uses_it_is_told_what_run_task_takes(used):
    variables = part(used, "Starter").properties["Environment"]["Variables"]
    definition = part(used, "Report/Definition").address.logical_id
    group = part(used, "Report/SecurityGroup").address.logical_id
    assert variables["REPORT_TASK_DEFINITION"] == {"Ref": definition}
    assert variables["REPORT_SECURITY_GROUP"] == {"Fn::GetAtt": [group, "GroupId"]}
    assert set(variables) == {
        "REPORT_CLUSTER",
        "REPORT_TASK_DEFINITION",
        "REPORT_SUBNETS",
        "REPORT_SECURITY_GROUP",
    }
    assert_uses(used, "Starter", "Report", "read-write")
