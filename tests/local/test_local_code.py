"""A template that names folders of this machine is made fit for CloudFormation; others stay as they are."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stratiform.assembly import read
from stratiform.assembly.graph import Address
from stratiform.errors import WrongUse
from stratiform.local.local_code import as_written, with_local_code
from stratiform.local.plan import Plan, plan

SAM = """
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {CodeUri: shared/}
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: hello, Handler: app.handler, Environment: {Variables: {TABLE: !Ref Items}}}
  Shared:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler}
  Plain:
    Type: AWS::Lambda::Function
    Properties: {Code: ./hello, Handler: app.handler, Runtime: python3.12, Role: r}
  Zipped:
    Type: AWS::Lambda::LayerVersion
    Properties: {Content: layer.zip}
  Far:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: "s3://bucket/key"}
  Items: {Type: AWS::Serverless::SimpleTable}
"""


@pytest.fixture
def app(tmp_path: Path) -> Path:
    for name in ("hello", "shared"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "app.py").write_text(f"# {name}\n")
    (tmp_path / "layer.zip").write_bytes(b"PK")
    (tmp_path / "template.yaml").write_text(SAM)
    return tmp_path


def packaged(app: Path) -> tuple[Plan, dict[str, Any]]:
    graph = read(app / "template.yaml")
    done = with_local_code(plan(graph, None), graph, app / "packaged")
    (stack,) = done.stacks
    assert stack.template.parent == app / "packaged"
    return done, json.loads(stack.template.read_text())


def test_code_goes_to_a_bucket_under_the_hash_of_its_content(app: Path) -> None:
    done, body = packaged(app)
    resources = body["Resources"]
    sent = {file.source.name: f"s3://{file.bucket}/{file.key}" for file in done.files}
    assert resources["Hello"]["Properties"]["CodeUri"] == sent["hello"]
    assert body["Globals"]["Function"]["CodeUri"] == sent["shared"]
    code = resources["Plain"]["Properties"]["Code"]
    assert f"s3://{code['S3Bucket']}/{code['S3Key']}" == sent["hello"]
    assert resources["Zipped"]["Properties"]["Content"]["S3Key"].endswith(".zip")
    assert resources["Far"]["Properties"]["CodeUri"] == "s3://bucket/key"
    assert resources["Hello"]["Properties"]["Environment"] == {"Variables": {"TABLE": {"Ref": "Items"}}}
    assert {file.source.name: file.packaging for file in done.files} == {
        "hello": "zip",
        "shared": "zip",
        "layer.zip": "file",
    }
    (app / "hello" / "app.py").write_text("# changed\n")
    _, changed = packaged(app)
    assert changed["Resources"]["Hello"] != resources["Hello"]
    assert changed["Globals"] == body["Globals"]


def test_a_template_without_paths_stays_byte_for_byte(app: Path) -> None:
    (app / "template.yaml").write_text("Resources: {Queue: {Type: 'AWS::SQS::Queue'}}\n")
    graph = read(app / "template.yaml")
    before = plan(graph, None)
    assert with_local_code(before, graph, app / "packaged") == before
    assert not (app / "packaged").exists()


def test_a_path_that_leads_nowhere_is_told_with_its_line(app: Path) -> None:
    (app / "hello" / "app.py").unlink()
    (app / "hello").rmdir()
    with pytest.raises(WrongUse) as raised:
        packaged(app)
    assert raised.value.what.startswith("Hello has CodeUri 'hello', and there is nothing at ")
    assert str(raised.value.where).endswith("template.yaml:6")


def test_requirements_that_nobody_installs_are_noted(app: Path) -> None:
    (app / "hello" / "requirements.txt").write_text("requests\n")
    done, _ = packaged(app)
    assert next(note for note in done.notes if "sam build" in note).startswith("Hello: ")


def test_what_was_packaged_is_told_by_its_path_until_the_code_is_another(app: Path) -> None:
    done, _ = packaged(app)
    written, deployed = read(app / "template.yaml"), read(done.stacks[0].template)
    stack = next(iter(written.stacks))
    there = replace(
        deployed,
        resources={Address(stack, at.logical_id): one for at, one in deployed.resources.items()},
    )

    def code(name: str) -> Any:
        properties = as_written(there, written).resources[Address(stack, name)].properties
        return properties.get("CodeUri") or properties.get("Code") or properties.get("Content")

    names = ("Hello", "Shared", "Plain", "Zipped", "Far")
    assert [code(name) for name in names] == ["hello", "shared/", "./hello", "layer.zip", "s3://bucket/key"]
    (app / "hello" / "app.py").write_text("# another\n")
    (app / "layer.zip").unlink()
    assert code("Hello").startswith("s3://")
    assert set(code("Plain")) == {"S3Bucket", "S3Key"}
    assert set(code("Zipped")) == {"S3Bucket", "S3Key"}
    assert code("Shared") == "shared/"
