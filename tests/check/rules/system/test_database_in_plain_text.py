from typing import Any

import pytest

from check.evidence import faults, proof, subjects
from networks import NETWORK, database, group, opening

RULE = "system-database-in-plain-text"


def system(parameters: dict[str, Any] | None = None, port: int = 5432, **properties: Any) -> dict[str, Any]:
    handler = {"VpcConfig": {"SubnetIds": [{"Ref": "Private"}], "SecurityGroupIds": [{"Ref": "Client"}]}}
    found = {
        **NETWORK,
        "Client": group(),
        "Handler": ("AWS::Lambda::Function", handler),
        "Door": group(opening(port, peer="Client")),
    }
    if parameters is not None:
        properties["DBParameterGroupName"] = {"Ref": "Settings"}
        found["Settings"] = ("AWS::RDS::DBParameterGroup", {"Parameters": parameters})
    return {**found, **database("Isolated", groups=("Door",), **properties)}


@pytest.mark.parametrize(
    ("engine", "version", "port", "wrong"),
    [
        ("postgres", "14.9", 5432, True),
        ("postgres", "15.4", 5432, False),
        ("postgres", "17", 5432, False),
        ("aurora-postgresql", "16.2", 5432, True),
        ("aurora-postgresql", "17.1", 5432, False),
        ("mysql", "8.0.36", 3306, True),
        ("mysql", "8.4.3", 3306, False),
        ("postgres", None, 5432, False),
    ],
)
def test_what_an_engine_does_without_being_told(
    engine: str, version: str | None, port: int, wrong: bool
) -> None:
    properties = {"Engine": engine, **({"EngineVersion": version} if version else {})}
    assert proof(RULE, system(port=port, **properties)) == ({"Database": ["Handler"]} if wrong else {})


def test_the_parameter_decides() -> None:
    assert not proof(RULE, system({"rds.force_ssl": "1"}, EngineVersion="14.9"))
    assert proof(RULE, system({"rds.force_ssl": 0}, EngineVersion="17.1")) == {
        "Database": ["Settings", "Handler"]
    }


def test_a_parameter_group_of_somebody_else_is_not_known() -> None:
    assert not proof(RULE, system(EngineVersion="14.9", DBParameterGroupName="theirs"))
    unknown = {"Fn::If": ["Some", {"rds.force_ssl": 0}, {}]}
    sections = {
        "Parameters": {"P": {"Type": "String"}},
        "Conditions": {"Some": {"Fn::Equals": [{"Ref": "P"}, "x"]}},
    }
    assert not proof(RULE, system(unknown, EngineVersion="14.9"), **sections)


def test_other_engines_and_members_of_clusters_are_not_judged() -> None:
    assert subjects(RULE, system(port=1521, Engine="oracle-ee")) == []
    assert subjects(RULE, {"Database": ("AWS::RDS::DBInstance", {"Engine": "postgres"})}) == []
    resources = system(EngineVersion="14.9", DBClusterIdentifier={"Ref": "Cluster"})
    assert subjects(RULE, resources | {"Cluster": ("AWS::RDS::DBCluster", {"Engine": "postgres"})}) == []


def test_the_property_with_the_parameters_is_the_place() -> None:
    assert faults(RULE, system({}, EngineVersion="14.9"))["Database"].at == "DBParameterGroupName"
    assert faults(RULE, system(EngineVersion="14.9"))["Database"].at is None


def test_parameters_of_another_shape_say_nothing() -> None:
    odd: Any = ["rds.force_ssl"]
    assert proof(RULE, system(odd, EngineVersion="14.9")) == {"Database": ["Settings", "Handler"]}
