from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stratiform.assembly import read
from stratiform.assembly.graph import Address, Graph, Kind, Use
from stratiform.errors import NotAnAssembly, TemplateError, WrongUse

ASSEMBLIES = Path(__file__).parents[1] / "assemblies"
STAGES = ASSEMBLIES / "stages" / "assembly"


def by_path(graph: Graph, path: str) -> Address:
    found = graph.at(path)
    assert found is not None, path
    return found.address


def joins(graph: Graph, source: str, target: str) -> set[tuple[Kind, str]]:
    found = graph.out_of(by_path(graph, source))
    return {(edge.kind, edge.at) for edge in found if edge.target == by_path(graph, target)}


def test_a_stage_with_nested_exported_and_cross_region_stacks_is_one_graph() -> None:
    graph = read(STAGES)
    assert [stack.path for stack in graph.stacks.values()] == [
        "Prod/Data",
        "Prod/Data/Notices",
        "Prod/Web",
        "Prod/Far",
    ]
    assert joins(graph, "Prod/Data/Queue", "Prod/Data/Dead") == {
        (Kind.ATTRIBUTE, "RedrivePolicy.deadLetterTargetArn")
    }
    assert joins(graph, "Prod/Web/QueueUrl", "Prod/Data/Queue") == {(Kind.IMPORT, "Value")}
    assert joins(graph, "Prod/Far/QueueArn", "Prod/Data/Queue") == {(Kind.IMPORT, "Value")}
    assert joins(graph, "Prod/Data/Notices/QueueArn", "Prod/Data/Queue") == {(Kind.ATTRIBUTE, "Value")}
    assert joins(graph, "Prod/Data/TopicArn", "Prod/Data/Notices/Topic") == {(Kind.REF, "Value")}
    assert graph.uses == (Use("Prod/Web/QueueUrl", "Prod/Data/Queue", "write"),)
    assert graph.notes == ()


def test_a_stack_has_what_the_manifest_says_about_it() -> None:
    graph = read(STAGES)
    data, notices, web, far = graph.stacks.values()
    assert (data.account, data.region, far.region) == ("111111111111", "eu-west-1", "us-east-1")
    assert (web.name, web.termination_protection, data.termination_protection) == ("the-web", True, False)
    assert web.depends_on == (data.id,)
    assert data.tags == notices.tags == {"team": "orders"}
    assert notices.parent is not None
    assert notices.id == f"{notices.parent.stack}.{notices.parent.logical_id}"
    assert graph.resources[notices.parent].type == "AWS::CloudFormation::Stack"


def test_a_resource_knows_the_users_own_line() -> None:
    queue = read(STAGES).at("Prod/Data/Queue")
    assert queue is not None
    assert queue.origin is not None
    assert queue.origin.file == "app.py"
    line = (ASSEMBLIES / "stages" / "app.py").read_text().splitlines()[queue.origin.line - 1]
    assert line.strip() == "self.queue = sqs.Queue("


def test_pseudo_parameters_come_from_the_stacks_environment() -> None:
    graph = read(STAGES)
    nested = next(graph.of_type("AWS::CloudFormation::Stack"))
    assert nested.properties["TemplateURL"].startswith(
        "https://s3.eu-west-1.amazonaws.com/cdk-hnb659fds-assets-111111111111-eu-west-1/"
    )


def test_parameters_mappings_and_conditions_of_a_stack_without_environment() -> None:
    graph = read(ASSEMBLIES / "agnostic" / "assembly")
    queue = graph.at("Agnostic/Queue")
    assert queue is not None
    assert queue.properties == {"DelaySeconds": 5}
    assert graph.at("Agnostic/Overflow") is None
    assert graph.stacks["Agnostic"].account is None
    assert graph.outputs[0].description == "Where the image goes"


def test_assets_keep_their_placeholders() -> None:
    graph = read(ASSEMBLIES / "agnostic" / "assembly")
    assets = {asset.packaging: asset for asset in graph.assets}
    assert set(assets) == {"zip", "file", "image"}
    assert assets["zip"].bucket == "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"
    assert assets["zip"].key == f"releases/{assets['zip'].id}.zip"
    assert (assets["zip"].source / "index.py").is_file()
    assert assets["file"].source == ASSEMBLIES / "agnostic" / "assembly" / "Agnostic.template.json"
    assert assets["image"].repository == "cdk-hnb659fds-container-assets-${AWS::AccountId}-${AWS::Region}"
    assert assets["image"].tag == assets["image"].id


def test_paths_come_from_the_tree_where_the_metadata_is_gone(tmp_path: Path) -> None:
    copy = shutil.copytree(STAGES, tmp_path / "copy")
    for file in copy.rglob("*.metadata.json"):
        file.unlink()
    paths = {one.path for one in read(copy).resources.values()}
    assert {
        "Prod/Data/Queue/Resource",
        "Prod/Data/Notices/Topic/Resource",
        "Prod/Web/QueueUrl/Resource",
    } <= paths


def test_every_failure_says_what_where_and_what_to_do(tmp_path: Path) -> None:
    for error in failures(tmp_path):
        assert error.what
        assert error.fix
        assert error.where or "manifest.json" in error.what


def failures(tmp_path: Path) -> list[WrongUse]:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"{\n\xff\xfe\x00")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "list.json").write_text("[]")
    (tmp_path / "package.json").write_text('{"name": "x"}')
    (tmp_path / "empty.yaml").write_text("")
    paths = [
        loop,
        binary,
        tmp_path,
        tmp_path / "none",
        tmp_path / "pipe",
        tmp_path / "list.json",
        tmp_path / "package.json",
        tmp_path / "empty.yaml",
        tmp_path / ("n" * 300),
        Path("a\0b"),
    ]
    found = []
    for path in paths:
        with pytest.raises((NotAnAssembly, TemplateError)) as error:
            read(path)
        found.append(error.value)
    return found


def test_a_folder_with_an_app_names_its_assembly(assembly: Callable[..., Path]) -> None:
    out = assembly({"One": {}})
    with pytest.raises(NotAnAssembly) as error:
        read(out.parent)
    assert error.value.fix == f"Name {out}."


def test_a_missing_template_is_left_out_only_where_nothing_needs_it(assembly: Callable[..., Path]) -> None:
    out = assembly({"One": {}, "Two": {}})
    (out / "Two.template.json").unlink()
    graph = read(out)
    assert list(graph.stacks) == ["One"]
    assert graph.notes == ("Two is left out: Two.template.json is missing",)
    (out / "One.template.json").unlink()
    with pytest.raises(TemplateError, match="does not exist"):
        read(out)


def test_a_template_that_another_stack_needs_must_be_there(assembly: Callable[..., Path]) -> None:
    out = assembly({"One": {}, "Two": {"dependencies": ["One"]}})
    (out / "One.template.json").unlink()
    with pytest.raises(TemplateError, match="does not exist"):
        read(out)


WORDS = """
    Resources Parameters Conditions Mappings Outputs Transform A B Type Properties Condition DependsOn Value
    Export Name Default Ref Fn::If Fn::GetAtt Fn::Sub Fn::Join Fn::Select Fn::ForEach::X Metadata
"""
KEYS = st.sampled_from(WORDS.split())
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), KEYS, st.text(max_size=4)
)
ANY: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)
SECTIONS = st.dictionaries(st.sampled_from(["A", "B"]), ANY, max_size=2)
TEMPLATES = st.one_of(
    ANY,
    st.fixed_dictionaries(
        {
            "Resources": st.dictionaries(
                st.sampled_from(["A", "B", "C"]),
                st.fixed_dictionaries({"Type": st.just("A::B::C")}, optional={"Properties": ANY}),
                max_size=3,
            )
        },
        optional=dict.fromkeys(("Parameters", "Conditions", "Mappings", "Outputs"), SECTIONS),
    ),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEMPLATES)
def test_any_json_is_read_or_is_one_clear_error(tmp_path: Path, template: Any) -> None:
    file = tmp_path / "any.json"
    file.write_text(json.dumps(template))
    where: str | None = "read"
    try:
        read(file)
    except WrongUse as error:
        where = error.where
    assert where
