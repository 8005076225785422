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
