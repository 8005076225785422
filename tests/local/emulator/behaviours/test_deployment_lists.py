"""A list of deployments says what the config agent asks of it: the newest, and of which profile."""

from __future__ import annotations

import uuid

import pytest
from tests.local.conftest import LocalCloud

pytestmark = pytest.mark.local


def test_the_newest_deployment_is_first_and_each_names_its_profile(local_cloud: LocalCloud) -> None:
    client = local_cloud.client("appconfig")
    application = client.create_application(Name=f"listed-{uuid.uuid4().hex[:6]}")["Id"]
    environment = client.create_environment(ApplicationId=application, Name="prod")["Id"]
    strategy = client.create_deployment_strategy(
        Name=f"listed-{uuid.uuid4().hex[:6]}", DeploymentDurationInMinutes=0, GrowthFactor=100
    )["Id"]
    profiles = [
        client.create_configuration_profile(ApplicationId=application, Name=name, LocationUri="hosted")["Id"]
        for name in ("flags", "limits")
    ]
    for profile in (*profiles, profiles[0]):
        version = client.create_hosted_configuration_version(
            ApplicationId=application, ConfigurationProfileId=profile, Content=b"{}", ContentType="text/plain"
        )["VersionNumber"]
        client.start_deployment(
            ApplicationId=application,
            EnvironmentId=environment,
            ConfigurationProfileId=profile,
            ConfigurationVersion=str(version),
            DeploymentStrategyId=strategy,
        )
    where = {"ApplicationId": application, "EnvironmentId": environment}
    listed = client.list_deployments(**where)
    told = [(each["DeploymentNumber"], each["ConfigurationProfileId"]) for each in listed["Items"]]
    assert told == [(3, profiles[0]), (2, profiles[1]), (1, profiles[0])]
    assert "NextToken" not in listed
    first = client.list_deployments(**where, MaxResults=2)
    rest = client.list_deployments(**where, MaxResults=2, NextToken=first["NextToken"])
    assert [each["DeploymentNumber"] for each in (*first["Items"], *rest["Items"])] == [3, 2, 1]
    assert "NextToken" not in rest
    with pytest.raises(client.exceptions.ResourceNotFoundException):
        client.list_deployments(ApplicationId=application, EnvironmentId="missing")
