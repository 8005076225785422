"""What runs otherwise than asked is told by its path, once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.local.container_notes import notes, of_images
from stratiform.local.engine.images import Catalogue


def told(tmp_path: Path, *resources: tuple[str, dict[str, Any]]) -> tuple[str, ...]:
    found = {
        Address("A", str(number)): Resource(Address("A", str(number)), type_, f"A/{number}", properties)
        for number, (type_, properties) in enumerate(resources)
    }
    return notes(Graph(stacks={}, resources=found), Catalogue(state=tmp_path, cache=tmp_path))


def test_the_version_that_runs_is_told_once_for_all_who_ask_for_another(tmp_path: Path) -> None:
    database = ("AWS::RDS::DBInstance", {"Engine": "postgres", "EngineVersion": "12.1"})
    (note,) = told(tmp_path, database, database)
    assert note.startswith("PostgreSQL 1")
    assert "in place of 12" in note


def test_redis_is_valkey(tmp_path: Path) -> None:
    (note,) = told(
        tmp_path, ("AWS::ElastiCache::ReplicationGroup", {"Engine": "redis", "EngineVersion": "7.1"})
    )
    assert note.startswith("Valkey")
    assert "Redis 7.1" in note


def test_a_server_that_is_not_there_is_told_by_its_path(tmp_path: Path) -> None:
    (note,) = told(tmp_path, ("AWS::RDS::DBInstance", {"Engine": "mysql"}))
    assert note.startswith("A/0 is a record: there is no mysql")


def test_nothing_is_told_of_what_has_no_server(tmp_path: Path) -> None:
    group = ("AWS::RDS::DBParameterGroup", {"Family": "postgres16"})
    assert told(tmp_path, group, ("AWS::RDS::DBInstance", {"Engine": {"Ref": "Engine"}})) == ()


def test_a_container_that_nothing_here_can_run_is_told_with_what_to_do(tmp_path: Path) -> None:
    containers = [
        {"Name": "monitor", "Image": "example.com/monitor:7"},
        {"Name": "rows", "Image": "postgres:17"},
        {"Name": "app", "Image": {"Fn::Sub": "${AWS::AccountId}.dkr.ecr/assets:1"}},
        {"Name": "later", "Image": {"Ref": "Image"}},
    ]
    (note,) = told(tmp_path, ("AWS::ECS::TaskDefinition", {"ContainerDefinitions": containers}))
    assert note.startswith("A/0: monitor does not run. The image example.com/monitor:7 is not built")
    assert "--engine docker" in note


def test_what_an_image_of_the_app_has_otherwise_is_told_once(tmp_path: Path) -> None:
    mapped = Catalogue(state=tmp_path, cache=tmp_path, mapped={"web": "python web.py"}, base=tmp_path)
    assert of_images(["web", "web", "nobody/knows:1"], mapped) == (
        "web is the command `python web.py` of this machine.",
    )
