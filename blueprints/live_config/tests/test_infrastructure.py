"""What the live configuration promises, read from its graph."""

from pathlib import Path

import pytest

from stratiform.testing import assert_uses, synthesize

pytestmark = pytest.mark.synth

APP = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def local():
    return synthesize(APP)


def containers(graph):
    [task] = graph.of_type("AWS::ECS::TaskDefinition")
    return {each["Name"]: each for each in task.properties["ContainerDefinitions"]}


def test_the_page_starts_with_a_healthy_agent(local):
    assert containers(local)["page"]["DependsOn"] == [
        {"Condition": "HEALTHY", "ContainerName": "config-agent"}
    ]


def test_no_definition_carries_a_value(local):
    for container in containers(local).values():
        assert {secret["Name"] for secret in container["Secrets"]} <= {
            "AWS_TOKEN",
            "DATABASE_PASSWORD",
            "PGPASSWORD",
        }


def test_the_page_uses_the_database(local):
    assert_uses(local, "Page", "Database", "read-write")


def test_the_password_is_rotated(local):
    assert list(local.of_type("AWS::SecretsManager::RotationSchedule"))


def test_the_agent_writes_the_file_that_the_page_reads(local):
    mounts = {
        name: {each["SourceVolume"]: each["ReadOnly"] for each in container["MountPoints"]}
        for name, container in containers(local).items()
    }
    assert mounts["config-agent"]["config-files"] is False
    assert mounts["page"]["config-files"] is True


def test_the_alarm_on_errors_takes_a_version_back(local):
    [environment] = local.of_type("AWS::AppConfig::Environment")
    [monitor] = environment.properties["Monitors"]
    alarm = local.at("local/LiveConfig/Page/Errors")
    assert alarm is not None
    assert monitor["AlarmArn"] == {"Fn::GetAtt": [alarm.address.logical_id, "Arn"]}
