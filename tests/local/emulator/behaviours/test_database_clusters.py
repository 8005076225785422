"""An Aurora cluster of a template answers at both endpoints, and keeps its rows when its members go."""

from __future__ import annotations

from typing import Any

import pytest

from ...conftest import LocalCloud
from ..conftest import Stack
from .databases import SECRET, ask, attachment, credential, secret

pytestmark = pytest.mark.local

OUTPUTS = {
    "Secret": {"Ref": "Secret"},
    "Writer": {"Fn::GetAtt": "Database.Endpoint.Address"},
    "Reader": {"Fn::GetAtt": "Database.ReadEndpoint.Address"},
    "Port": {"Fn::GetAtt": "Database.Endpoint.Port"},
    "Member": {"Fn::GetAtt": "First.Endpoint.Port"},
    "Ref": {"Ref": "Database"},
}


def cluster(**properties: Any) -> dict[str, Any]:
    """Resource ``Database``, a cluster of serverless members in a version that AWS does not list any more."""
    database = {
        "Engine": "aurora-postgresql",
        "EngineVersion": "16.4",
        "DatabaseName": "orders",
        "MasterUsername": credential("username"),
        "MasterUserPassword": credential("password"),
        "ServerlessV2ScalingConfiguration": {"MinCapacity": 0.5, "MaxCapacity": 1},
        **properties,
    }
    member = {
        "Engine": "aurora-postgresql",
        "DBInstanceClass": "db.serverless",
        "DBClusterIdentifier": {"Ref": "Database"},
    }
    return {
        "Secret": SECRET,
        "Database": {"Type": "AWS::RDS::DBCluster", "Properties": database},
        "Attached": attachment("AWS::RDS::DBCluster"),
        "First": {"Type": "AWS::RDS::DBInstance", "Properties": member},
        "Second": {"Type": "AWS::RDS::DBInstance", "DependsOn": "First", "Properties": member},
    }


@pytest.fixture
def up(container_cloud: LocalCloud, stack: Stack) -> Any:
    return lambda resources: stack.up(resources, OUTPUTS)


def test_both_endpoints_and_every_member_are_the_server_of_the_secret(
    up: Any, container_cloud: LocalCloud
) -> None:
    outputs = up(cluster())
    known = secret(container_cloud, outputs["Secret"])
    assert ask(known, "SELECT current_user || ' of ' || current_database()") == "owner of orders"
    assert (outputs["Writer"], outputs["Port"]) == (known["host"], str(known["port"]))
    assert (outputs["Reader"], outputs["Member"]) == (outputs["Writer"], outputs["Port"])
    (found,) = container_cloud.client("rds").describe_db_clusters(DBClusterIdentifier=outputs["Ref"])[
        "DBClusters"
    ]
    assert [member["IsClusterWriter"] for member in found["DBClusterMembers"]] == [True, False]
    assert (found["Status"], found["EngineVersion"]) == ("available", "16.4")


def test_members_come_and_go_and_the_rows_stay(up: Any, container_cloud: LocalCloud) -> None:
    resources = cluster()
    second = resources.pop("Second")
    known = secret(container_cloud, up(resources)["Secret"])
    ask(known, "CREATE TABLE kept (id int)")
    up({**resources, "Second": second})
    assert ask(known, "SELECT to_regclass('kept')") == "kept"
    up(resources)
    assert ask(known, "SELECT to_regclass('kept')") == "kept"


def test_the_groups_parameters_and_another_password_are_the_servers(
    up: Any, container_cloud: LocalCloud
) -> None:
    def resources(password: str, memory: str) -> dict[str, Any]:
        parameters = {"work_mem": memory, "apg_plan_mgmt.capture_plan_baselines": "off"}
        group = {"Family": "aurora-postgresql16", "Description": "of the test", "Parameters": parameters}
        return {
            **cluster(MasterUserPassword=password, DBClusterParameterGroupName={"Ref": "Group"}),
            "Group": {"Type": "AWS::RDS::DBClusterParameterGroup", "Properties": group},
        }

    known = secret(container_cloud, up(resources("first-password", "8192"))["Secret"])
    assert ask({**known, "password": "first-password"}, "SHOW work_mem") == "8MB"
    up(resources("second-password", "16384"))
    assert ask({**known, "password": "second-password"}, "SHOW work_mem") == "16MB"
    # Up to version 16 Aurora takes plain connections.
    assert ask({**known, "password": "second-password"}, "SELECT 1", sslmode="disable") == 1


def test_the_api_takes_versions_that_aws_offered_before_and_no_others(container_cloud: LocalCloud) -> None:
    client = container_cloud.client("rds")
    wanted = {"Engine": "aurora-postgresql", "MasterUsername": "owner", "MasterUserPassword": "a-password"}
    client.create_db_cluster(DBClusterIdentifier="older", EngineVersion="16.4", **wanted)
    client.delete_db_cluster(DBClusterIdentifier="older", SkipFinalSnapshot=True)
    with pytest.raises(client.exceptions.ClientError, match=r"Cannot find version 61\.4"):
        client.create_db_cluster(DBClusterIdentifier="typo", EngineVersion="61.4", **wanted)
